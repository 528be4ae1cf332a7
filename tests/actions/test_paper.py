"""Slips signed on paper: recorded on the item, beside the phone's word, never counted twice, taken back again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from server.actions.desk import new_id
from server.actions.erasure import erase
from server.actions.export import confirmations
from server.actions.paper import confirm_paper, take_back_paper
from server.actions.verify import check
from server.domain.dossiers import Dossier, Result
from server.domain.events import Event, Fate
from server.domain.items import Custody, Item, What
from server.domain.problems import Refusal
from server.domain.rounds import Round
from server.domain.slips import Slip
from server.domain.times import local_day
from tests import dossier_samples as samples
from tests.communes import Here
from tests.phones import Phone, confirmation, hash_of, id_of

TODAY = local_day(datetime.now(UTC))
SIGNED = Slip("", "subject", TODAY)


def record(here: Here, item: str, slip: Slip = SIGNED, by: str = "clerk", event_id: str | None = None) -> str:
    return here.do(lambda unit: confirm_paper(unit, here.act(by, event_id), item, slip)).event


def on_the_road(here: Here, count: int = 1) -> tuple[Phone, list[str], Round]:
    items = here.items(count, arrived=here.clock().date().isoformat())
    round_ = here.round(items)
    phone = here.phone()
    here.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": items, "missing": []}))
    return phone, items, round_


def custody(here: Here, item: str) -> Custody:
    return here.item(item).custody


def flags(here: Here, event: dict[str, str]) -> tuple[str, ...]:
    with here.store.read() as view:
        fate = view.get(Fate, hash_of(event))
    assert fate is not None
    return fate.flags


def refusal(here: Here, item: str, slip: Slip = SIGNED, by: str = "clerk") -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refused:
        record(here, item, slip, by)
    return refused.value.code, refused.value.field


@pytest.mark.parametrize("phone_first", [True, False])
def test_one_delivery_whichever_comes_first(here: Here, phone_first: bool) -> None:
    phone, (item,), round_ = on_the_road(here)
    event = phone.write("confirmation.recorded", item, confirmation())
    if phone_first:
        here.turn(phone, event)
        slip = record(here, item)
    else:
        slip = record(here, item)
        assert custody(here, item).proof == slip
        here.turn(phone, event)
    held = custody(here, item)
    assert (held.state, held.proof, [paper.event for paper in held.papers]) == ("delivered", id_of(event), [slip])
    assert flags(here, event) == ()
    with here.store.read() as view:
        assert [row["item"] for row in confirmations(view)] == [item]
        closed = view.get(Round, round_.id)
        assert closed is not None
        assert closed.closed_at is not None
        assert check(view).bad is None


@pytest.mark.parametrize("phone_first", [True, False])
def test_another_receiver_is_flagged_until_one_is_taken_back(here: Here, phone_first: bool) -> None:
    phone, (item,), _ = on_the_road(here)
    event = phone.write("confirmation.recorded", item, confirmation())
    other = Slip("Lê Văn Con", "child", TODAY)
    if phone_first:
        here.turn(phone, event)
    slip = record(here, item, other)
    if not phone_first:
        here.turn(phone, event)
    assert flags(here, event) == ("twice",)
    here.do(lambda unit: take_back_paper(unit, here.act("clerk"), slip, "Nhầm phiếu nhà bên"))
    assert flags(here, event) == ()
    assert custody(here, item).proof == id_of(event)


def test_taken_back_the_item_is_where_it_was(here: Here) -> None:
    phone, (item,), round_ = on_the_road(here)
    before = custody(here, item)
    slip = record(here, item)
    assert not [change for change in here.turn(phone)["changes"] if change["type"] == "item" and change.get("doc")]
    for _ in range(2):
        here.do(lambda unit: take_back_paper(unit, here.act("clerk"), slip))
    assert custody(here, item) == before
    with here.store.read() as view:
        reopened = view.get(Round, round_.id)
        assert reopened is not None
        assert reopened.closed_at is None
        assert len([event for event in view.find(Event, "item", item) if event.what == "review.sent_back"]) == 1
    doc = next(change["doc"] for change in here.turn(phone)["changes"] if change["id"] == item)
    assert doc["state"] == "in_round"
    assert record(here, item) != slip


def test_the_same_act_is_one_slip_and_another_is_refused(here: Here) -> None:
    _, (item,), _ = on_the_road(here)
    once = here.act("clerk").event_id
    assert record(here, item, event_id=once) == record(here, item, event_id=once) == once
    assert refusal(here, item) == ("paper_already", None)
    assert refusal(here, "nothing") == ("not_found", None)


def test_nobody_records_the_slip_of_his_own_bag(here: Here) -> None:
    items = here.items(1, arrived=TODAY)
    here.round(items, "clerk")
    assert refusal(here, items[0]) == ("own_review", None)
    assert record(here, items[0], by="clerk2")


def test_what_a_slip_must_say(here: Here) -> None:
    (item,) = here.items(1, arrived=TODAY)
    (guarded,) = here.items(1, arrived=TODAY, authorisation=True, number="CN3939300000900")
    yesterday, tomorrow = (local_day(datetime.now(UTC) + timedelta(days=days)) for days in (-1, 1))
    for wrong, field in (
        (Slip("", "nobody", TODAY), "relation"),
        (Slip("", "child", TODAY), "name"),
        (Slip("", "subject", TODAY, mark="stamp"), "mark"),
        (Slip("", "subject", TODAY, mark="thumb"), "witness"),
        (Slip("", "subject", tomorrow), "day"),
        (Slip("", "subject", yesterday), "day"),
        (Slip("", "subject", "hôm qua"), "day"),
        (Slip("", "subject", TODAY, hour="25:00"), "day"),
    ):
        assert refusal(here, item, wrong) == ("invalid", field)
    assert refusal(here, guarded, Slip("Lê Văn Con", "child", TODAY)) == ("invalid", "authorisation")
    assert record(here, guarded, Slip("Lê Văn Con", "child", TODAY, authorisation="GUQ 01, 20/11/2026"))


def test_what_is_written_down(here: Here) -> None:
    here.clock = lambda: datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    _, (item,), _ = on_the_road(here)
    record(here, item, Slip("", "subject", "2026-11-25", "09:05", "thumb", " Trần  Thị Làng "))
    with here.store.read() as view:
        event = next(one for one in view.find(Event, "item", item) if one.what == "paper.confirmed")
    data: dict[str, Any] = msgspec.json.decode(event.body)["data"]
    assert data == {
        "item": item,
        "to": {"name": "Danh Thị Thử 0", "relation": "subject"},
        "slip": {
            "at": "2026-11-25T02:05:00.000Z",
            "hour": "09:05",
            "mark": "thumb",
            "witness": "Trần Thị Làng",
            "authorisation": "",
            "giver": here.people["hamlet_head"].id,
        },
    }
    assert custody(here, item).delivered_at == "2026-11-25T02:05:00.000Z"


def test_erased_a_slip_still_delivers(here: Here) -> None:
    _, (item,), _ = on_the_road(here)
    slip = record(here, item, Slip("Lê Văn Con", "child", TODAY))
    with here.store.read() as view:
        stored = view.find(Event, "event", slip)[0]
    here.do(lambda unit: erase(unit, here.act(), stored.id, "Luật 91/2025 Đ14"))
    back = record(here, here.items(1, arrived=TODAY, number="CN3939300000901")[0])
    with here.store.read() as view:
        found = check(view)
    assert (found.bad, found.erased) == (None, 1)
    assert back
    assert custody(here, item).state == "delivered"


def test_the_dossier_follows_its_slip(here: Here) -> None:
    by = here.people["clerk"].id
    made = samples.full(by, state="done", item=(item := new_id()), result=Result("Quyết định", at=here.act().at, by=by))
    paper = Item(id=item, name="Danh Thị Thử", what=What("result", "Quyết định"), dossier=made.id)
    here.do(lambda unit: (unit.put(made), unit.put(paper)))
    slip = record(here, item, Slip("Lê Văn Con", "child", TODAY))

    def now() -> tuple[str, str]:
        with here.store.read() as view:
            found = view.get(Dossier, made.id)
        assert found is not None
        assert found.result is not None
        return found.state, found.result.receiver

    assert now() == ("returned", "Lê Văn Con")
    here.do(lambda unit: take_back_paper(unit, here.act("clerk"), slip))
    assert now() == ("done", "")
