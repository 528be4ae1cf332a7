"""A condition recorded on a paper lets it leave; taken back it stays; both stand in its history."""

from datetime import UTC, datetime

import pytest

from server.actions.conditions import record_condition, withdraw_condition
from server.actions.desk import new_id
from server.actions.history import story
from server.domain.conditions import Condition
from server.domain.delivery_class import may_leave
from server.domain.problems import Refusal
from tests.communes import Here


@pytest.fixture
def desk(here: Here) -> Here:
    here.clock = lambda: datetime(2026, 11, 24, 2, tzinfo=UTC)
    return here


def record(
    desk: Here, item: str, kind: str = "authorised", document: str = "Giấy số 5", id_: str | None = None
) -> None:
    desk.do(lambda unit: record_condition(unit, desk.act("clerk", id_), item, kind, document, "2026-11-20"))


def refused(desk: Here, item: str, **given: str) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        record(desk, item, **given)
    return caught.value.code, caught.value.field


def test_recorded_and_taken_back(desk: Here) -> None:
    (item,) = desk.items(1, delivery_class="D1")
    assert not may_leave(desk.item(item)).ok
    twice = new_id()
    record(desk, item, id_=twice)
    record(desk, item, id_=twice)
    assert desk.item(item).condition == Condition("authorised", "Giấy số 5", "2026-11-20")
    assert may_leave(desk.item(item), "post").ok
    record(desk, item, "with_official", "Quyển 02")
    desk.do(lambda unit: withdraw_condition(unit, desk.act("clerk"), item, "Giấy  hết hạn"))
    assert desk.item(item).condition is None
    with desk.store.read() as view:
        told = story(view, desk.item(item))
    assert [change.what for change in told] == ["item.condition", "item.condition", "item.condition_withdrawn"]
    assert {difference.field for change in told for difference in change.differences} == {"condition"}
    assert told[-1].note == "Giấy hết hạn"
    assert {change.by for change in told} == {desk.people["clerk"].id}


def test_refusals(desk: Here) -> None:
    (birth,), (wedding,), (out,) = (desk.items(1, delivery_class=class_) for class_ in ("D1", "D2", "D1"))
    assert refused(desk, wedding) == ("no_condition", None)
    assert refused(desk, "nothing") == ("not_found", None)
    assert refused(desk, birth, kind="") == ("invalid", "condition_kind")
    assert refused(desk, birth, document=" ") == ("invalid", "condition_document")
    with pytest.raises(Refusal) as caught:
        desk.do(lambda unit: withdraw_condition(unit, desk.act("clerk"), birth, " "))
    assert caught.value.code == "needs_reason"
    record(desk, out)
    desk.round([out])
    assert refused(desk, out, kind="with_official") == ("not_at_desk", None)
