"""`shift.answered` from phones: it acts at once or says why not; each phone sees its own shifts and who asks it."""

from datetime import timedelta
from typing import Any

import pytest

from server.actions.history import story
from server.actions.review import release
from server.actions.roster import propose_month
from server.actions.roster_day import mark_absent
from server.actions.roster_shifts import set_shift
from server.domain.problems import PROBLEMS
from server.domain.times import stamp
from tests.communes import Here
from tests.phones import Phone, hash_of, id_of
from tests.rosters import at, be, name, published, shift

FIRST, LAST = "2026-12-04-morning-1", "2026-12-25-afternoon-1"


def docs(here: Here, phone: Phone) -> dict[str, Any]:
    """The shifts that a phone has after pulling everything anew."""
    phone.cursor = None
    found: dict[str, Any] = {}
    for change in here.turn(phone)["changes"]:
        if change["type"] == "shift":
            found.pop(change["id"], None)
            if "doc" in change:
                found[change["id"]] = change["doc"]
    return found


def say(here: Here, phone: Phone, shift_id: str, answer: str, **more: Any) -> dict[str, Any]:
    """Send an answer: its fate as the phone has it after the turn."""
    head = {"at": stamp(here.clock()), "shown": {"name": "thứ Sáu 4/12", "what": "Bàn viết hộ", "rev": 1}}
    data = {"shift": shift_id, "answer": answer, "with": None, "to": None, "note": "", **more}
    event = phone.write("shift.answered", None, data, **head)
    turn = here.turn(phone, event)
    (receipt,) = turn["receipts"]
    assert (receipt["status"], receipt["code"]) == ("accepted", None)
    fates = [one["doc"] for one in turn["changes"] if (one["type"], one["id"]) == ("event", id_of(event))]
    shown = [one for one in turn["changes"] if (one["type"], one["id"]) == ("shift", shift_id)]
    assert all(one["rev"] > receipt["seq"] for one in shown)
    return {"event": event, "seq": receipt["seq"], "shown": shown, **(fates[-1] if fates else {"review": None})}


@pytest.fixture
def phones(here: Here) -> dict[str, Phone]:
    """The phones of An, Bình, Cúc and Dũng, with December published."""
    published(here)
    return {who: here.phone(who) for who in ("An", "Bình", "Cúc", "Dũng")}


def test_a_phone_has_its_own_shifts_to_come_and_what_it_may_ask(here: Here, phones: dict[str, Phone]) -> None:
    found = docs(here, phones["An"])
    duty = {id_: doc for id_, doc in found.items() if doc["role"] == "duty"}
    assert list(duty) == [FIRST, "2026-12-04-afternoon-1"]
    doc = duty[FIRST]
    assert (doc["from"], doc["to"], doc["place"], doc["union"], doc["notice"]) == (
        "07:00", "11:30", "Bàn viết hộ", "Đoàn Thanh niên", "1102/TB-UBND",
    )  # fmt: skip
    assert (doc["state"], doc["ask"], doc["mine"]) == ("planned", None, True)
    assert doc["person"] == {"id": here.people["An"].id, "name": here.people["An"].name}
    assert [one["role"] for one in doc["others"]] == ["reserve"]
    assert {one["person"]["name"] for one in doc["swaps"]} == {f"Danh Thử {who}" for who in ("Bình", "Cúc", "Dũng")}
    assert len(doc["people"]) == 3
    waits = [one for one in found.values() if one["role"] == "reserve"]
    assert {(one["mine"], len(one["swaps"]), len(one["people"])) for one in waits} == {(True, 0, 0)}
    be(here, at(5, 8))
    here.do(lambda unit: set_shift(unit, here.act(), LAST, person=None, why="thử"))
    assert FIRST not in docs(here, phones["An"])


def test_a_draft_is_on_no_phone(here: Here, phones: dict[str, Phone]) -> None:
    here.do(lambda unit: propose_month(unit, here.act(), "2027-01"))
    assert {doc["day"][:7] for doc in docs(here, phones["Bình"]).values()} == {"2026-12"}


def test_i_come_and_i_am_there(here: Here, phones: dict[str, Phone]) -> None:
    said = say(here, phones["An"], FIRST, "accept")
    assert (said["review"], shift(here, FIRST).state) == ("approved", "confirmed")
    assert said["shown"][-1]["doc"]["state"] == "confirmed"
    assert say(here, phones["An"], FIRST, "accept")["review"] == "approved"
    assert say(here, phones["An"], FIRST, "here")["reason"] == "Chỉ báo có mặt trong ngày trực."
    be(here, at(4, 7, 2))
    assert say(here, phones["An"], FIRST, "here")["review"] == "approved"
    assert (shift(here, FIRST).state, shift(here, FIRST).checked_in_at) == ("done", "2026-12-04T00:02:00.000Z")
    assert say(here, phones["An"], FIRST, "accept")["review"] == "approved"
    assert shift(here, FIRST).state == "confirmed"
    with here.store.read() as view:
        done = [change.what for change in story(view, shift(here, FIRST))]
    assert done == ["shift.confirmed", "shift.checked_in", "shift.undone"]


def test_said_offline_it_counts_for_the_day_on_which_it_was_said(here: Here, phones: dict[str, Phone]) -> None:
    be(here, at(6, 9))
    head = {"at": stamp(at(4, 7, 5)), "shown": None}
    data = {"shift": FIRST, "answer": "here"}
    here.turn(phones["An"], phones["An"].write("shift.answered", None, data, **head))
    assert (shift(here, FIRST).state, shift(here, FIRST).checked_in_at) == ("done", stamp(at(4, 7, 5)))


def test_marked_absent_it_says_whom_to_see(here: Here, phones: dict[str, Phone]) -> None:
    be(here, at(4, 8))
    here.do(lambda unit: mark_absent(unit, here.act("clerk"), FIRST, "Không thấy"))
    said = say(here, phones["An"], FIRST, "here")
    assert (said["review"], shift(here, FIRST).state) == ("sent_back", "absent")
    assert "Một cửa" in said["reason"]


def test_a_swap_between_two_phones(here: Here, phones: dict[str, Phone]) -> None:
    dung = here.people["Dũng"].id
    asked = say(here, phones["An"], FIRST, "ask_swap", **{"with": LAST, "to": dung, "note": "Con ốm"})
    assert asked["review"] is None
    ask = asked["shown"][-1]["doc"]["ask"]
    assert (ask["kind"], ask["to"]["id"], ask["with"]["shift"], ask["open"]) == ("swap", dung, LAST, True)
    seen = docs(here, phones["Dũng"])[FIRST]
    assert (seen["mine"], seen["state"], seen["person"]["id"]) == (False, "asked", here.people["An"].id)
    assert (seen["ask"]["from"]["name"], seen["ask"]["note"], seen["swaps"]) == ("Danh Thử An", "Con ốm", [])
    assert FIRST not in docs(here, phones["Cúc"]) or docs(here, phones["Cúc"])[FIRST]["role"] == "reserve"
    assert say(here, phones["Cúc"], FIRST, "agree")["review"] == "sent_back"
    assert say(here, phones["Dũng"], FIRST, "agree")["review"] == "approved"
    assert (name(here, shift(here, FIRST).person), name(here, shift(here, LAST).person)) == ("Dũng", "An")
    mine = docs(here, phones["An"])
    assert mine[LAST]["mine"]
    assert FIRST not in mine
    phones["An"].cursor = None
    told = [one["doc"] for one in here.turn(phones["An"])["changes"] if one["id"] == id_of(asked["event"])]
    assert [(one["review"], one["reason"]) for one in told] == [("approved", "Danh Thử Dũng đã nhận.")]


def test_two_agree_at_once_the_first_has_it_and_the_other_sees_why(here: Here, phones: dict[str, Phone]) -> None:
    say(here, phones["An"], FIRST, "ask_substitute")
    assert {who for who in ("Bình", "Cúc", "Dũng") if docs(here, phones[who])[FIRST]["ask"]} == {"Bình", "Cúc", "Dũng"}
    first, second = say(here, phones["Cúc"], FIRST, "agree"), say(here, phones["Dũng"], FIRST, "agree")
    assert (first["review"], second["review"], second["reason"]) == (
        "approved", "sent_back", PROBLEMS["no_ask"].text,
    )  # fmt: skip
    assert name(here, shift(here, FIRST).person) == "Cúc"
    assert say(here, phones["Cúc"], FIRST, "agree")["review"] == "approved"


def test_refused_withdrawn_and_asked_again(here: Here, phones: dict[str, Phone]) -> None:
    binh = here.people["Bình"].id
    asked = say(here, phones["An"], FIRST, "decline", to=binh)
    assert say(here, phones["Bình"], FIRST, "refuse", note="Đi họp")["review"] == "approved"
    doc = docs(here, phones["An"])[FIRST]
    assert (doc["state"], doc["ask"]["open"], doc["ask"]["answer"]) == ("planned", False, "refuse")
    phones["An"].cursor = None
    told = [one["doc"] for one in here.turn(phones["An"])["changes"] if one["id"] == id_of(asked["event"])]
    assert [(one["review"], one["reason"]) for one in told] == [("sent_back", "Danh Thử Bình không nhận được: Đi họp.")]
    say(here, phones["An"], FIRST, "ask_substitute")
    assert say(here, phones["An"], FIRST, "withdraw")["review"] == "approved"
    assert docs(here, phones["An"])[FIRST]["ask"] is None
    assert say(here, phones["Dũng"], FIRST, "agree")["review"] == "sent_back"


def test_a_reserve_answers_for_himself_only(here: Here, phones: dict[str, Phone]) -> None:
    who = name(here, shift(here, FIRST).reserve)
    assert say(here, phones[who], FIRST, "accept")["review"] == "approved"
    assert docs(here, phones[who])[FIRST]["state"] == "confirmed"
    assert (shift(here, FIRST).reserve_confirmed, shift(here, FIRST).state) == (True, "planned")
    assert say(here, phones[who], FIRST, "here")["review"] == "sent_back"
    assert say(here, phones[who], FIRST, "decline")["review"] == "approved"
    assert shift(here, FIRST).reserve is None
    assert FIRST not in docs(here, phones[who])


@pytest.mark.parametrize(
    "data",
    [
        {"shift": "2026-12-11-morning-1", "answer": "accept"},
        {"shift": "2026-12-11-morning-1", "answer": "agree"},
        {"shift": "no-such", "answer": "accept"},
        {"shift": FIRST, "answer": "dance"},
        {"shift": None, "answer": None},
        {"shift": 7, "answer": 8, "with": 9, "to": 10, "note": 11},
        {"shift": FIRST, "answer": "ask_swap"},
        {"shift": FIRST, "answer": "ask_swap", "with": "no-such"},
        {"shift": FIRST, "answer": "ask_substitute", "to": "no-such"},
        {"shift": FIRST, "answer": "withdraw"},
    ],
)
def test_what_is_not_his_to_say_is_a_fact_without_effect(
    here: Here, phones: dict[str, Phone], data: dict[str, Any]
) -> None:
    before = [shift(here, FIRST), shift(here, "2026-12-11-morning-1")]
    here.turn(phones["An"])
    event = phones["An"].write("shift.answered", None, data, shown=None)
    turn = here.turn(phones["An"], event)
    assert [row["status"] for row in turn["receipts"]] == ["accepted"]
    fates = [one["doc"] for one in turn["changes"] if one["id"] == id_of(event)]
    assert [one["review"] for one in fates] == ["sent_back"]
    assert fates[0]["reason"]
    assert [shift(here, FIRST), shift(here, "2026-12-11-morning-1")] == before
    if data["shift"] == FIRST:
        assert [one["id"] for one in turn["changes"] if one["type"] == "shift"] == [FIRST], "shown anew, as it is"


def test_what_is_no_answer_at_all_is_held_and_sent_twice_it_acts_once(here: Here, phones: dict[str, Phone]) -> None:
    event = phones["An"].write("shift.answered", None, {"answer": "accept"}, shown=None)
    (receipt,) = here.turn(phones["An"], event)["receipts"]
    assert (receipt["status"], receipt["code"]) == ("held", "not_understood")
    good = phones["An"].write("shift.answered", None, {"shift": FIRST, "answer": "accept"}, shown=None)
    first, second = (here.turn(phones["An"], good)["receipts"] for _ in range(2))
    assert first == second
    with here.store.read() as view:
        assert [change.what for change in story(view, shift(here, FIRST))] == ["shift.confirmed"]


def test_what_was_held_acts_once_it_is_released(here: Here, phones: dict[str, Phone]) -> None:
    an = phones["An"]
    good = an.write("shift.answered", None, {"shift": FIRST, "answer": "accept"}, shown=None, prev="broken" * 7)
    (receipt,) = here.turn(an, good)["receipts"]
    assert receipt["status"] == "held"
    assert shift(here, FIRST).state == "planned"
    here.do(lambda unit: release(unit, here.act("supervisor"), hash_of(good)))
    assert shift(here, FIRST).state == "confirmed"


def test_a_shift_that_changed_meanwhile_takes_no_answer(here: Here, phones: dict[str, Phone]) -> None:
    here.do(lambda unit: set_shift(unit, here.act(), FIRST, person=here.people["Cúc"].id, why="Hội đổi"))
    said = say(here, phones["An"], FIRST, "accept")
    assert (said["review"], said["reason"]) == ("sent_back", "Ca trực này không phải của bạn.")
    be(here, at(4, 9) + timedelta(days=1))
    assert say(here, phones["Cúc"], FIRST, "accept")["reason"] == PROBLEMS["shift_past"].text
