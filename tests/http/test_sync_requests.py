"""`request.made` from phones: it becomes a request in the same turn, whatever its words; its fate reaches the phone."""

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.actions.requests import accept, decline, reopen
from server.actions.review import release
from server.domain.citizens import Party
from server.domain.commune import Hamlet
from server.domain.events import Event
from server.domain.items import Item
from server.domain.requests import HomeRequest
from tests.communes import Here
from tests.http.office import PAGE
from tests.phones import Phone, hash_of, id_of

EXAMPLES = int(os.environ.get("TANNHA_TEST_EXAMPLES", "50"))
ASKED: dict[str, Any] = {
    "person": {"name": "Danh Thị Ví Dụ", "birth": "1941", "sex": "female", "nickname": "Bà Sáu", "way": "sau chùa"},
    "hamlet": "",
    "phone": "0900000671",
    "what": {"kind": "health_card", "title": "", "dossier_code": ""},
    "why_home": {"category": "elderly", "mobility": "cannot", "note": ""},
    "asked_by": {"name": "Danh Văn Con", "relation": "child"},
    "consent": True,
}


def requests(here: Here) -> list[HomeRequest]:
    with here.store.read() as view:
        return view.find(HomeRequest, "all", "")


def hamlets(here: Here) -> dict[str, str]:
    with here.store.read() as view:
        return {hamlet.name: hamlet.id for hamlet in view.find(Hamlet, "all", "")}


def send(here: Here, phone: Phone, data: object, **head: Any) -> tuple[dict[str, str], dict[str, Any]]:
    """(the event, its receipt)."""
    event = phone.write("request.made", None, data, **{"shown": None, **head})
    (receipt,) = here.turn(phone, event)["receipts"]
    return event, receipt


def fates(here: Here, phone: Phone, event: dict[str, str]) -> list[tuple[str | None, str]]:
    changes = here.turn(phone)["changes"]
    return [
        (change["doc"]["review"], change["doc"]["reason"])
        for change in changes
        if (change["type"], change["id"]) == ("event", id_of(event))
    ]


def test_what_our_phone_says_is_taken_as_it_says_it(here: Here) -> None:
    phone, places = here.phone(), hamlets(here)
    event, receipt = send(here, phone, {**ASKED, "hamlet": places["Ấp Hai"]})
    assert receipt["status"] == "accepted"
    (found,) = requests(here)
    assert (found.id, found.event, found.source) == (id_of(event), hash_of(event), "phone")
    assert found.made_by == here.people["hamlet_head"].id
    assert found.person == Party(
        "Danh Thị Ví Dụ", birth="1941", sex="female", hamlet=places["Ấp Hai"], phone="0900000671"
    )
    assert (found.wanted, found.category, found.mobility, found.consent) == ("health_card", "elderly", "cannot", True)
    assert (found.asked_by, found.relation, found.nickname, found.way) == (
        "Danh Văn Con",
        "child",
        "Bà Sáu",
        "sau chùa",
    )
    assert (found.state, found.note) == ("open", "")


def test_sent_twice_it_is_one_request(here: Here) -> None:
    phone = here.phone()
    event, first = send(here, phone, ASKED)
    (second,) = here.turn(phone, event)["receipts"]
    assert first == second
    assert len(requests(here)) == 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"what": "thẻ BHYT"}, {"wanted": "health_card", "title": "thẻ BHYT"}),
        ({"what": "nhờ viết giúp đơn"}, {"wanted": "writing"}),
        ({"what": "Kết quả hồ sơ trợ cấp"}, {"wanted": "result"}),
        ({"what": {"kind": "khác", "title": 5}}, {"wanted": "other", "title": "5"}),
        ({"why_home": "già yếu"}, {"note": "già yếu", "category": ""}),
        ({"why_home": {"category": "bà góa"}}, {"note": "bà góa", "category": ""}),
        ({"hamlet": "mỹ phước", "phone": "hỏi anh Ba"}, {"note": "hỏi anh Ba"}),
        ({"asked_by": "con gái"}, {"asked_by": "con gái", "relation": ""}),
        ({"consent": "có"}, {"consent": True}),
        ({"consent": "không"}, {"consent": False}),
        ({"consent": None, "phone": None, "hamlet": None, "what": None, "why_home": None}, {"consent": False}),
    ],
)
def test_another_program_may_use_words(here: Here, said: dict[str, Any], meant: dict[str, Any]) -> None:
    _, receipt = send(here, here.phone(), {"person": "Lâm Thử", "hamlet": "", "phone": "", **said})
    assert receipt["status"] == "accepted"
    (found,) = requests(here)
    assert found.person.name == "Lâm Thử"
    assert {name: getattr(found, name) for name in meant} == meant


def test_a_hamlet_by_name_or_by_what_it_was_merged_into(here: Here) -> None:
    places, phone = hamlets(here), here.phone()
    send(here, phone, {**ASKED, "hamlet": "ap hai"})
    here.do(lambda unit: unit.put(Hamlet(id="old", name="Ấp Cũ", active=False, successor=places["Ấp Một"])))
    send(here, phone, {**ASKED, "hamlet": "old"})
    send(here, phone, {**ASKED, "hamlet": "Ấp Xa"})
    assert [one.person.hamlet for one in requests(here)] == [places["Ấp Hai"], places["Ấp Một"], None]
    assert requests(here)[-1].person.address == "Ấp Xa"


@pytest.mark.parametrize("data", [{}, {"person": ""}, {"person": {"name": "  "}}, {"person": 5}, [], "x", None, 7])
def test_nobodys_request_is_held(here: Here, data: object) -> None:
    _, receipt = send(here, here.phone(), data)
    assert (receipt["status"], receipt["code"]) == ("held", "not_understood")
    assert requests(here) == []


def test_its_fate_reaches_the_phone(here: Here) -> None:
    phone = here.phone()
    event, _ = send(here, phone, {**ASKED, "hamlet": "Ấp Một"})
    here.do(lambda unit: decline(unit, here.act("clerk"), id_of(event), "Thẻ đã có người nhận"))
    assert fates(here, phone, event) == [("sent_back", "Thẻ đã có người nhận")]
    here.do(lambda unit: reopen(unit, here.act("clerk"), id_of(event)))
    assert fates(here, phone, event) == [(None, "")]
    here.do(lambda unit: accept(unit, here.act("clerk"), id_of(event)))
    assert fates(here, phone, event) == [("approved", "")]


def test_what_was_held_becomes_a_request_once_released(here: Here) -> None:
    phone, other = here.phone(), here.phone("volunteer")
    first, _ = send(here, phone, ASKED)
    second, receipt = send(here, other, {**ASKED, "person": "Lâm Thử"}, id=id_of(first))
    assert (receipt["status"], receipt["code"]) == ("held", "id_reused")
    assert len(requests(here)) == 1
    for _ in range(2):
        here.do(lambda unit: release(unit, here.act("supervisor"), hash_of(second)))
    assert {one.id: one.person.name for one in requests(here)} == {
        id_of(first): "Danh Thị Ví Dụ",
        hash_of(second): "Lâm Thử",
    }


def test_a_clock_of_years_ago_makes_nobody_wait_for_years(here: Here) -> None:
    _, receipt = send(here, here.phone(), ASKED, at="2019-01-01T00:00:00.000Z", offset=240_000_000_000)
    (found,) = requests(here)
    assert found.made_at == receipt["at"]


ATOM = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text())
ANY = st.recursive(ATOM, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))
PART = st.one_of(ATOM, ANY, st.fixed_dictionaries({}, optional=dict.fromkeys(("name", "birth", "sex", "way"), ATOM)))
NAMES = ("person", "hamlet", "phone", "what", "why_home", "asked_by", "consent")


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.lists(st.one_of(ANY, st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, PART))), max_size=8))
def test_no_words_make_a_turn_fail(data: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Here(Path(folder))
        phone = here.phone()
        (item,) = here.items(1)
        events = [phone.write("request.made", None, one, shown=None) for one in data]
        receipts = here.turn(phone, *events)["receipts"]
        assert [receipt["hash"] for receipt in receipts] == [hash_of(event) for event in events]
        for receipt in receipts:
            known = receipt["code"] in ("not_understood", "unreadable", "chain_broken", "n_reused")
            assert receipt["status"] == "accepted" or known, receipt
        accepted = [receipt["id"] for receipt in receipts if receipt["status"] == "accepted"]
        assert sorted(one.id for one in requests(here)) == sorted(accepted)
        here.log_in("clerk")
        for path in ("/office/requests", "/office/waiting", *(f"/office/requests/{id_}" for id_ in accepted)):
            assert here.client.get(path, headers=PAGE).status_code == 200, path
        with here.store.read() as view:
            assert view.get(Item, item) is not None
            assert view.count(Event, "ledger", "") >= len(accepted)
        here.store.close()
