"""Requests for service at home: made, granted, declined, reopened, and served when their papers arrive."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec import structs

from server.actions.desk import new_id
from server.actions.dossier_results import send_home, settle
from server.actions.dossiers import receive
from server.actions.history import story
from server.actions.requests import accept, correct, decline, make_request, reopen, serve
from server.domain.citizens import Citizen, Party
from server.domain.conditions import Condition
from server.domain.dossiers import Dossier
from server.domain.intake import Intake
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.domain.requests import HomeRequest, Wish
from tests.communes import Here
from tests.phones import Phone, confirmation, id_of

MORNING = datetime(2026, 11, 24, 2, tzinfo=UTC)
PERSON = Party("Danh Thị Thử", birth="1941", phone="0900000671", address="Ấp Một")


@pytest.fixture
def desk(here: Here) -> Here:
    here.clock = lambda: MORNING
    for code, class_ in (("1.001776", "D0"), ("1.001193", "D1"), ("1.000894", "D2")):
        made = Procedure(id=f"{code}@", code=code, name=f"Thủ tục {code}", field="Thử", delivery_class=class_)  # type: ignore[arg-type]
        here.do(lambda unit, made=made: unit.put(made))  # type: ignore[misc]
    return here


def wish(**changed: Any) -> Wish:
    fields = {"person": PERSON, "wanted": "health_card", "category": "elderly", "mobility": "cannot", "consent": True}
    return Wish(**{**fields, **changed})


def made(desk: Here, **changed: Any) -> HomeRequest:
    return desk.do(lambda unit: make_request(unit, desk.act("clerk"), wish(**changed)))


def now(desk: Here, request: HomeRequest) -> HomeRequest:
    with desk.store.read() as view:
        found = view.get(HomeRequest, request.id)
    assert found is not None
    return found


def granted(desk: Here, request: HomeRequest, **given: Any) -> HomeRequest:
    return desk.do(lambda unit: accept(unit, desk.act("clerk"), request.id, **given))


def refused(desk: Here, action: Callable[..., object]) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        desk.do(action)
    return caught.value.code, caught.value.field


def settled(desk: Here, code: str, done: bool = True) -> Dossier:
    dossier = desk.do(lambda unit: receive(unit, desk.act("clerk"), Intake(procedure=code, applicant=PERSON)))
    if done:
        return desk.do(lambda unit: settle(unit, desk.act("clerk"), dossier.id, "Giấy"))
    return dossier


def carried(desk: Here, item: str) -> Phone:
    round_ = desk.round([item])
    phone = desk.phone()
    desk.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": [item], "missing": []}))
    return phone


def test_made_once_with_the_citizen_remembered(desk: Here) -> None:
    twice = desk.act("clerk")
    first, second = (
        desk.do(lambda unit: make_request(unit, twice, wish(way="nhà sau chùa", nickname="Bà Sáu"))) for _ in range(2)
    )
    assert first == second
    with desk.store.read() as view:
        (citizen,) = view.find(Citizen, "all", "")
        assert [change.what for change in story(view, first)] == ["request.made"]
    assert first.person.citizen == citizen.id
    assert (citizen.way, citizen.nickname, citizen.category, citizen.mobility) == (
        "nhà sau chùa",
        "Bà Sáu",
        "elderly",
        "cannot",
    )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"person": structs.replace(PERSON, name=" ")}, "person_name"),
        ({"person": structs.replace(PERSON, phone="12")}, "person_phone"),
        ({"person": structs.replace(PERSON, address="")}, "person_hamlet"),
        ({"wanted": "other"}, "title"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(desk: Here, changed: dict[str, Any], field: str) -> None:
    assert refused(desk, lambda unit: make_request(unit, desk.act("clerk"), wish(**changed))) == ("invalid", field)


def test_granted_by_the_rule_or_with_a_reason_never_without_consent(desk: Here) -> None:
    walks, silent = made(desk, mobility="none"), made(desk, consent=False)
    assert refused(desk, lambda unit: accept(unit, desk.act("clerk"), walks.id)) == ("not_entitled", "granted")
    assert granted(desk, walks, granted="Vừa mổ").granted == "Vừa mổ"
    assert refused(desk, lambda unit: accept(unit, desk.act("clerk"), silent.id, granted="vẫn nhận")) == (
        "needs_consent",
        "consent",
    )
    desk.do(lambda unit: correct(unit, desk.act("clerk"), silent.id, structs.replace(silent.wish, consent=True)))
    assert granted(desk, silent).state == "accepted"
    assert granted(desk, made(desk, category="other", mobility="none", channel="postal")).granted == ""


def test_a_card_at_the_desk_goes_home_and_the_request_is_served(desk: Here) -> None:
    (card,) = desk.items(1)
    request = made(desk, way="nhà sau chùa")
    act = desk.act("clerk")
    once, again = (desk.do(lambda unit: accept(unit, act, request.id, [card])) for _ in range(2))
    assert (once.items, again.items, once.state) == ((card,), (card,), "accepted")
    item = desk.item(card)
    assert (item.request, item.way, item.phone) == (request.id, "nhà sau chùa", "0900000671")
    phone = carried(desk, card)
    assert refused(desk, lambda unit: reopen(unit, desk.act("clerk"), request.id)) == ("on_its_way", None)
    assert refused(desk, lambda unit: decline(unit, desk.act("clerk"), request.id, "x")) == ("on_its_way", None)
    given = phone.write("confirmation.recorded", card, confirmation())
    desk.turn(phone, given)
    assert now(desk, request).state == "served"
    assert now(desk, request).served_at
    assert refused(desk, lambda unit: decline(unit, desk.act("clerk"), request.id, "x"))[0] == "request_closed"
    assert refused(desk, lambda unit: reopen(unit, desk.act("clerk"), request.id))[0] == "request_closed"
    desk.turn(phone, phone.write("confirmation.undone", card, {"of": id_of(given), "why": "bấm nhầm"}))
    assert (now(desk, request).state, now(desk, request).served_at) == ("accepted", None)


def test_two_papers_two_requests(desk: Here) -> None:
    first, second = desk.items(2)
    request, other = made(desk), made(desk)
    granted(desk, request, items=[first, second])
    assert refused(desk, lambda unit: accept(unit, desk.act("clerk"), other.id, [first])) == ("conflict", "items")
    phone = carried(desk, first)
    desk.turn(phone, phone.write("confirmation.recorded", first, confirmation()))
    assert now(desk, request).state == "accepted"


def test_a_result_that_is_ready_becomes_a_paper_with_all_that_it_needs(desk: Here) -> None:
    dossier = settled(desk, "1.001776")
    request = granted(desk, made(desk, wanted="result", nickname="Bà Sáu"), dossier=dossier.id)
    item = desk.item(request.items[0])
    assert (item.dossier, item.request, item.delivery_class, item.nickname) == (dossier.id, request.id, "D0", "Bà Sáu")
    assert desk.round([item.id]).items == (item.id,)


def test_a_result_to_come_is_waited_for(desk: Here) -> None:
    dossier = settled(desk, "1.001776", done=False)
    request = granted(desk, made(desk, wanted="result"), dossier=dossier.id)
    assert (request.state, request.items, request.dossier) == ("accepted", (), dossier.id)
    desk.do(lambda unit: settle(unit, desk.act("clerk"), dossier.id, "Giấy"))
    item = desk.do(lambda unit: send_home(unit, desk.act("clerk"), dossier.id))
    assert item.request == request.id
    assert now(desk, request).items == (item.id,)
    assert granted(desk, request).items == (item.id,)


def test_a_register_is_signed_first_and_what_needs_presence_never_leaves(desk: Here) -> None:
    birth, wedding = settled(desk, "1.001193"), settled(desk, "1.000894")
    request = made(desk, wanted="result")
    condition = Condition("authorised", "Giấy số 5")
    assert refused(desk, lambda unit: accept(unit, desk.act("clerk"), request.id, dossier=birth.id)) == (
        "class_forbids",
        "condition",
    )
    assert now(desk, request).state == "open"
    for one in (None, condition):
        assert refused(
            desk, lambda unit, one=one: accept(unit, desk.act("clerk"), request.id, dossier=wedding.id, condition=one)
        ) == ("class_forbids", "condition")
    found = granted(desk, request, dossier=birth.id, condition=condition)
    assert desk.item(found.items[0]).condition == condition


def test_declined_with_its_reason_and_reopened(desk: Here) -> None:
    (card,) = desk.items(1)
    request = made(desk)
    granted(desk, request, items=[card])
    assert refused(desk, lambda unit: decline(unit, desk.act("clerk"), request.id, " ")) == ("needs_reason", "reason")
    desk.do(lambda unit: decline(unit, desk.act("clerk"), request.id, "Đã nhận tại xã"))
    assert (now(desk, request).state, now(desk, request).reason) == ("declined", "Đã nhận tại xã")
    assert desk.item(card).request is None
    desk.do(lambda unit: reopen(unit, desk.act("clerk"), request.id))
    assert (now(desk, request).state, now(desk, request).decided_by) == ("open", None)
    with desk.store.read() as view:
        told = [change.what for change in story(view, request)]
    assert told == ["request.made", "request.accepted", "request.declined", "request.reopened"]


def test_served_by_hand(desk: Here) -> None:
    request = made(desk, wanted="writing")
    assert refused(desk, lambda unit: serve(unit, desk.act("clerk"), request.id, "x"))[0] == "request_closed"
    granted(desk, request)
    assert refused(desk, lambda unit: serve(unit, desk.act("clerk"), request.id, " ")) == ("needs_reason", "note")
    served = desk.do(lambda unit: serve(unit, desk.act("clerk"), request.id, "Đã viết tại nhà"))
    assert served.state == "served"
    assert refused(desk, lambda unit: correct(unit, desk.act("clerk"), request.id, request.wish))[0] == "request_closed"
    assert desk.do(lambda unit: reopen(unit, desk.act("clerk"), request.id)).state == "open"


def test_nothing_is_done_with_what_is_not_there(desk: Here) -> None:
    request = made(desk)
    for action in (
        lambda unit: accept(unit, desk.act("clerk"), new_id()),
        lambda unit: decline(unit, desk.act("clerk"), new_id(), "x"),
        lambda unit: accept(unit, desk.act("clerk"), request.id, [new_id()]),
        lambda unit: accept(unit, desk.act("clerk"), request.id, dossier=new_id()),
    ):
        assert refused(desk, action)[0] == "not_found"
    with desk.store.read() as view:
        assert view.count(Item, "all", "") == 0
