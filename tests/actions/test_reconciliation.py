"""Reconciling bags: by papers, by number, from the phone; signed, counted anew, explained; never one's own."""

from datetime import datetime, timedelta

import pytest
from msgspec import structs

from server.actions import rounds
from server.actions.history import story
from server.actions.reconciliation import (
    Said,
    count,
    held,
    open_differences,
    reconciliation_of,
    settle,
    sign,
    to_reconcile,
)
from server.domain.problems import Refusal
from server.domain.reconciliations import Reconciliation, next_week, week_of
from server.domain.times import VIETNAM
from tests.communes import Here
from tests.phones import Phone, confirmation


def week(here: Here) -> str:
    return week_of(here.clock().astimezone(VIETNAM).date())


def counted(here: Here, said: Said, by: str = "clerk", who: str = "hamlet_head") -> Reconciliation:
    return here.do(lambda unit: count(unit, here.act(by), here.people[who].id, said))


def kinds(found: Reconciliation) -> dict[str, str]:
    return {one.item: one.kind for one in found.findings}


def accept(here: Here, phone: Phone, round_: str, items: list[str]) -> None:
    here.turn(phone, phone.write("handover.accepted", None, {"round": round_, "items": items, "missing": []}))


def test_paper_by_paper(here: Here) -> None:
    items = here.items(3)
    (elsewhere,) = here.items(1)
    here.round(items)
    assert counted(here, Said(items=tuple(items))).findings == ()
    found = counted(here, Said(items=(*items[:2], elsewhere), note="  đếm   tại bàn "))
    assert kinds(found) == {items[2]: "missing", elsewhere: "extra"}
    assert found.note == "đếm tại bàn"
    with here.store.read() as view:
        assert [one.what for one in story(view, found)] == ["reconciliation.counted"] * 2
        assert [finding.item for _, finding in open_differences(view)] == [items[2], elsewhere]


def test_by_number_only_if_it_agrees(here: Here) -> None:
    items = here.items(2)
    here.round(items)
    assert counted(here, Said("count", number=2)).said == tuple(items)
    with pytest.raises(Refusal) as refused:
        counted(here, Said("count", number=1))
    assert refused.value.field == "number"


def test_the_same_form_twice_is_one_count(here: Here) -> None:
    here.round(here.items(1))
    act = here.act("clerk")
    for _ in range(2):
        found = here.do(lambda unit: count(unit, act, here.people["hamlet_head"].id, Said()))
    with here.store.read() as view:
        assert len(story(view, found)) == 1


def test_from_the_phone_what_he_accepted_on_it(here: Here) -> None:
    items = here.items(3)
    (fresh,) = here.items(1)
    round_ = here.round(items)
    here.round([fresh])
    phone = here.phone()
    accept(here, phone, round_.id, items)
    here.turn(phone, phone.write("confirmation.recorded", items[0], confirmation()))
    found = counted(here, Said("phone"))
    assert set(found.said) == set(items[1:])
    assert kinds(found) == {fresh: "missing"}, "the second bag was given and not accepted"


def test_nobody_reconciles_his_own_bag(here: Here) -> None:
    here.round(here.items(1), "clerk")
    with pytest.raises(Refusal, match="own_bag"):
        counted(here, Said(), who="clerk")
    counted(here, Said(), by="clerk2", who="clerk")
    with pytest.raises(Refusal, match="own_bag"):
        here.do(lambda unit: sign(unit, here.act("clerk"), week(here), here.people["clerk"].id))


def test_signed_and_counted_anew(here: Here) -> None:
    items = here.items(1)
    here.round(items)
    head = here.people["hamlet_head"].id
    with pytest.raises(Refusal, match="not_counted"):
        here.do(lambda unit: sign(unit, here.act("supervisor"), week(here), head))
    counted(here, Said(items=tuple(items)))
    signed = here.do(lambda unit: sign(unit, here.act("supervisor"), week(here), head))
    assert signed.signed_by == here.people["supervisor"].id
    assert here.do(lambda unit: sign(unit, here.act("clerk"), week(here), head)) == signed
    assert counted(here, Said()).signed_at == ""


def test_a_difference_is_explained_and_stays_explained(here: Here) -> None:
    items = here.items(1)
    here.round(items)
    head = here.people["hamlet_head"].id
    counted(here, Said())

    def explain(how: str, item: str = items[0]) -> Reconciliation:
        return here.do(lambda unit: settle(unit, here.act("clerk"), week(here), head, item, how))

    with pytest.raises(Refusal, match="needs_reason"):
        explain(" ")
    with pytest.raises(Refusal, match="not_found"):
        explain("x", "nothing")
    settled = explain("để quên ở nhà văn hóa ấp")
    assert settled.open == ()
    assert explain("lần nữa") == settled
    assert counted(here, Said()).open == (), "the same difference again, nothing new about it"
    with here.store.read() as view:
        assert open_differences(view) == []
        assert story(view, settled)[-2].what == "reconciliation.settled"


def test_what_cannot_be_counted(here: Here) -> None:
    with pytest.raises(Refusal, match="not_found"):
        here.do(lambda unit: count(unit, here.act("clerk"), "nobody", Said()))
    for said, field in ((Said("guess"), "source"), (Said(items=("nothing",)), "items")):
        with pytest.raises(Refusal) as refused:
            counted(here, said)
        assert refused.value.field == field


def test_whose_bags_a_week_asks_for(here: Here) -> None:
    items = here.items(2)
    here.round(items[:1])
    volunteer = here.round(items[1:], "volunteer")
    head, other = here.people["hamlet_head"].id, here.people["volunteer"].id
    now, this = here.clock(), week(here)
    with here.store.read() as view:
        assert set(to_reconcile(view, this, this)) == {head, other}
        assert to_reconcile(view, next_week(this, -1), this) == []
        assert held(view, head)[0].id == items[0]
    later: datetime = now + timedelta(weeks=1)
    here.do(lambda unit: rounds.take_back(unit, here.act("clerk")._replace(now=later), volunteer.id, items[1:]))
    with here.store.read() as view:
        assert set(to_reconcile(view, this, next_week(this, 1))) == {head, other}
        assert to_reconcile(view, next_week(this, 1), next_week(this, 1)) == [head]


def test_what_was_counted_stands_in_its_week(here: Here) -> None:
    here.round(here.items(1))
    found = counted(here, Said())
    with here.store.read() as view:
        assert reconciliation_of(view, week(here), found.deliverer) == found
        assert reconciliation_of(view, next_week(week(here), -1), found.deliverer) is None
    moved = structs.replace(found, week=next_week(week(here), -1))
    here.do(lambda unit: unit.put(moved))
    with here.store.read() as view:
        assert to_reconcile(view, moved.week, week(here)) == [found.deliverer]
