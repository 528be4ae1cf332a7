"""Rounds in the office: what may be packed, and that each act happens once."""

import pytest

from server.actions import rounds
from server.actions.desk import new_id
from server.domain.conditions import Condition, ConditionKind
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.rounds import Round
from tests.communes import Here
from tests.phones import confirmation

DUE = "2026-11-27"


def pack(here: Here, items: list[str], deliverer: str | None = None, due: str = DUE, id_: str | None = None) -> Round:
    to = here.people["hamlet_head"].id if deliverer is None else deliverer
    return here.do(lambda unit: rounds.pack(unit, here.act("clerk", id_), to, due, items))


def test_the_same_form_twice_is_one_round(here: Here) -> None:
    items, id_ = here.items(2), new_id()
    assert pack(here, items, id_=id_) == pack(here, items, id_=id_)
    with here.store.read() as view:
        assert view.count(Round, "all", "") == 1


@pytest.mark.parametrize(("count", "code"), [(0, "round_full"), (31, "round_full")])
def test_a_bag_has_its_size(here: Here, count: int, code: str) -> None:
    items = here.items(count)
    with pytest.raises(Refusal) as refused:
        pack(here, items)
    assert refused.value.code == code


def test_what_is_not_at_the_desk_is_not_packed_again(here: Here) -> None:
    items = here.items(2)
    pack(here, items[:1])
    with pytest.raises(Refusal) as refused:
        pack(here, items)
    assert refused.value.code == "not_at_desk"
    assert here.item(items[1]).custody.state == "at_desk"


@pytest.mark.parametrize(
    ("class_", "kind", "carrier", "goes"),
    [
        ("D0", None, "hamlet_head", True),
        ("D1", None, "clerk2", False),
        ("D1", "signed_at_filing", "hamlet_head", True),
        ("D1", "with_official", "hamlet_head", False),
        ("D1", "with_official", "clerk2", True),
        ("D2", "authorised", "clerk2", False),
        ("D3", None, "volunteer", True),
    ],
)
def test_the_class_decides(here: Here, class_: str, kind: ConditionKind | None, carrier: str, goes: bool) -> None:
    items = here.items(1, delivery_class=class_, condition=Condition(kind, "Quyển 01, số 12") if kind else None)
    person = here.people[carrier].id
    if goes:
        assert pack(here, items, person).items == tuple(items)
    else:
        with pytest.raises(Refusal) as refused:
            pack(here, items, person)
        assert refused.value.code == "class_forbids"


def test_a_register_is_not_passed_to_who_is_no_official(here: Here) -> None:
    items = here.items(1, delivery_class="D1", condition=Condition("with_official", "Quyển 01"))
    round_ = pack(here, items, here.people["clerk2"].id)
    with pytest.raises(Refusal) as refused:
        here.do(lambda unit: rounds.reassign(unit, here.act("clerk"), round_.id, here.people["hamlet_head"].id))
    assert (refused.value.code, refused.value.detail) == (
        "class_forbids",
        "Danh Thị Thử 0: sổ mang theo cùng công chức, nên chỉ công chức đi giao được.",
    )


@pytest.mark.parametrize(("deliverer", "due"), [("supervisor", DUE), ("nobody", DUE), ("hamlet_head", "tomorrow")])
def test_who_carries_and_when(here: Here, deliverer: str, due: str) -> None:
    person = here.people[deliverer].id if deliverer in here.people else deliverer
    items = here.items(1)
    with pytest.raises(Refusal) as refused:
        pack(here, items, person, due)
    assert refused.value.code == "invalid"


def test_given_accepted_delivered_closed(here: Here) -> None:
    items = here.items(2)
    round_ = pack(here, items)
    assert round_.state == "packed"
    assert here.do(lambda unit: rounds.give(unit, here.act("clerk"), round_.id)).state == "given"
    phone = here.phone()
    here.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": items, "missing": []}))
    with here.store.read() as view:
        accepted = view.get(Round, round_.id)
    assert accepted is not None
    assert accepted.state == "accepted"
    here.turn(phone, *[phone.write("confirmation.recorded", item, confirmation()) for item in items])
    with here.store.read() as view:
        closed = view.get(Round, round_.id)
    assert closed is not None
    assert closed.state == "closed"


def test_passed_on_and_taken_back(here: Here) -> None:
    items = here.items(3)
    round_ = pack(here, items)
    phone = here.phone()
    here.turn(phone, phone.write("confirmation.recorded", items[0], confirmation()))
    volunteer = here.people["volunteer"].id
    here.do(lambda unit: rounds.reassign(unit, here.act("clerk"), round_.id, volunteer))
    assert [here.item(item).custody.holder for item in items[1:]] == [volunteer] * 2
    assert {change["id"] for change in here.turn(phone)["changes"] if change.get("gone")} == {round_.id, *items[1:]}
    here.do(lambda unit: rounds.take_back(unit, here.act("clerk"), round_.id, [items[1]]))
    assert here.item(items[1]).custody.state == "at_desk"
    with pytest.raises(Refusal):
        here.do(lambda unit: rounds.take_back(unit, here.act("clerk"), round_.id, [items[0]]))
    assert pack(here, [items[1]]).no == 2


def test_what_the_phone_did_not_find_in_the_bag_is_at_the_desk(here: Here) -> None:
    items = here.items(2)
    round_ = pack(here, items)
    phone = here.phone()
    data = {"round": round_.id, "items": items[:1], "missing": items[1:]}
    here.turn(phone, phone.write("handover.accepted", None, data))
    missing: Item = here.item(items[1])
    assert missing.custody.state == "at_desk"
    with here.store.read() as view:
        known = view.get(Round, round_.id)
    assert known is not None
    assert known.missing == (items[1],)
