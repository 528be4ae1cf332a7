"""Swaps and substitutes asked and answered, the day of a shift, and what alarms the office."""

from typing import Any

import pytest

from server.actions.availability import add_absence
from server.actions.history import story
from server.actions.people import change_person
from server.actions.roster import propose_month
from server.actions.roster_alarms import alarms
from server.actions.roster_asks import agree, ask_substitute, ask_swap, refuse, withdraw
from server.actions.roster_counts import counts
from server.actions.roster_day import (
    call_reserve,
    check_in,
    confirm,
    confirm_reserve,
    drop_reserve,
    mark_absent,
    undo_absent,
    undo_check_in,
)
from server.actions.roster_publication import publish_roster
from server.actions.roster_shifts import cancel_shift, set_shift
from server.domain.problems import Refusal
from server.domain.roster_records import Shift
from tests.communes import Here
from tests.rosters import MONTH, at, be, name, published, shift, shifts

FIRST, LAST = "2026-12-04-morning-1", "2026-12-25-afternoon-1"


def do(here: Here, action: Any, *given: Any, **named: Any) -> Shift:
    """An act of the clerk's."""
    act = here.act("clerk")
    done: Shift = here.do(lambda unit: action(unit, act, *given, **named))
    assert here.do(lambda unit: action(unit, act, *given, **named)) == done, "the same act twice is one act"
    return done


def told(here: Here) -> list[tuple[str, str, str | None]]:
    """The alarms now: code, shift, whom to call."""
    with here.store.read() as view:
        found = alarms(view, here.clock())
    return [(one.code, one.shift.id if one.shift else one.day, name(here, one.call) or None) for one in found]


def test_a_swap_that_is_agreed_exchanges_the_two(here: Here) -> None:
    published(here)
    an, dung = here.people["An"].id, here.people["Dũng"].id
    asked = do(here, ask_swap, FIRST, LAST, "Con ốm")
    assert (asked.shown_state, asked.ask and asked.ask.to) == ("asked", dung)
    with pytest.raises(Refusal, match="no_ask"):
        do(here, agree, FIRST, here.people["Cúc"].id)
    done = do(here, agree, FIRST, dung)
    assert (done.person, done.state, done.ask) == (dung, "confirmed", None)
    assert (shift(here, LAST).person, shift(here, LAST).state) == (an, "confirmed")
    assert {reason.code for reason in done.reasons} == {"swap"}
    assert dung not in (done.reserve, None)
    with here.store.read() as view:
        assert [change.what for change in story(view, done)] == ["shift.asked", "shift.swapped"]
        assert [change.what for change in story(view, shift(here, LAST))] == ["shift.swapped"]


def test_the_first_who_agrees_has_it(here: Here) -> None:
    published(here)
    do(here, ask_substitute, FIRST)
    do(here, refuse, FIRST, here.people["Bình"].id)
    assert shift(here, FIRST).shown_state == "asked"
    done = do(here, agree, FIRST, here.people["Cúc"].id)
    assert name(here, done.person) == "Cúc"
    assert (done.union, done.turn) == ("womens-union", "youth-union")
    with pytest.raises(Refusal, match="no_ask"):
        do(here, agree, FIRST, here.people["Dũng"].id)


def test_refused_by_all_it_is_closed_and_the_old_one_stays(here: Here) -> None:
    published(here)
    do(here, ask_substitute, FIRST, to=here.people["Bình"].id)
    closed = do(here, refuse, FIRST, here.people["Bình"].id, "Đi họp")
    assert (closed.shown_state, closed.ask and closed.ask.open) == ("planned", False)
    do(here, ask_substitute, FIRST)
    for who in ("Bình", "Cúc", "Dũng"):
        do(here, refuse, FIRST, here.people[who].id)
    assert shift(here, FIRST).shown_state == "planned"
    do(here, ask_substitute, FIRST)
    assert do(here, refuse, FIRST, None, "Không bố trí được").shown_state == "planned"
    do(here, ask_substitute, FIRST)
    assert do(here, withdraw, FIRST).ask is None
    with pytest.raises(Refusal, match="no_ask"):
        do(here, withdraw, FIRST)


def test_an_ask_that_something_else_made_void_is_closed(here: Here) -> None:
    published(here)
    do(here, ask_swap, FIRST, LAST)
    do(here, set_shift, LAST, person=here.people["Bình"].id, why="Hội đổi người")
    ask = shift(here, FIRST).ask
    assert ask is not None
    assert not ask.open
    do(here, ask_substitute, FIRST, to=here.people["Dũng"].id)
    here.do(lambda unit: add_absence(unit, here.act(), here.people["Dũng"].id, "2026-12-04", ""))
    with pytest.raises(Refusal, match="shift_changed") as refused:
        do(here, agree, FIRST, here.people["Dũng"].id)
    assert refused.value.detail == "Người được nhờ đã bận vào buổi này."
    do(here, ask_substitute, FIRST)
    assert do(here, set_shift, FIRST, person=here.people["Cúc"].id, why="Xã xếp lại").ask is None
    do(here, ask_substitute, FIRST)
    assert do(here, cancel_shift, FIRST, "Bầu cử").ask is None


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("self", "invalid"),
        ("own", "invalid"),
        ("same", "shift_changed"),
        ("away", "shift_away"),
        ("over", "shift_past"),
    ],
)
def test_what_cannot_be_asked(here: Here, case: str, code: str) -> None:
    published(here)
    an = here.people["An"].id
    here.do(lambda unit: add_absence(unit, here.act(), here.people["Bình"].id, "2026-12-04", ""))
    calls: dict[str, tuple[Any, ...]] = {
        "self": (ask_substitute, FIRST, an),
        "own": (ask_swap, FIRST, "2026-12-04-afternoon-1"),
        "same": (ask_swap, FIRST, FIRST),
        "away": (ask_substitute, FIRST, here.people["Bình"].id),
        "over": (ask_substitute, FIRST),
    }
    if case == "over":
        be(here, at(5, 8))
    with pytest.raises(Refusal, match=code):
        do(here, *calls[case])


def test_a_draft_asks_nobody(here: Here) -> None:
    published(here)
    here.do(lambda unit: propose_month(unit, here.act(), "2027-01"))
    with pytest.raises(Refusal, match="shift_changed"):
        do(here, ask_substitute, "2027-01-08-morning-1")


def test_the_day_of_a_shift(here: Here) -> None:
    published(here)
    assert do(here, confirm, FIRST).state == "confirmed"
    with pytest.raises(Refusal, match="shift_changed"):
        do(here, check_in, FIRST)
    be(here, at(4, 6, 55))
    there = do(here, check_in, FIRST)
    assert (there.state, there.checked_in_at) == ("done", "2026-12-03T23:55:00.000Z")
    assert do(here, undo_check_in, FIRST).state == "confirmed"
    with pytest.raises(Refusal, match="needs_reason"):
        do(here, mark_absent, FIRST, " ")
    gone = do(here, mark_absent, FIRST, "Xe hỏng")
    assert (gone.state, gone.missed) == ("absent", (here.people["An"].id,))
    assert do(here, undo_absent, FIRST).missed == ()
    do(here, mark_absent, FIRST, "Xe hỏng")
    waits = shift(here, FIRST).reserve
    called = do(here, call_reserve, FIRST)
    assert (called.person, called.reserve, called.state) == (waits, None, "planned")
    do(here, check_in, FIRST)
    with pytest.raises(Refusal, match="shift_changed"):
        do(here, call_reserve, FIRST)
    with here.store.read() as view:
        rows = {row.person: row for row in counts(view, "2026-12-04", "2026-12-04")}
    assert (rows[waits or ""].done, rows[waits or ""].called) == (1, 1)
    assert rows[here.people["An"].id].missed == 1


def test_a_reserve_says_yes_or_no(here: Here) -> None:
    published(here)
    assert do(here, confirm_reserve, FIRST).reserve_confirmed
    assert do(here, drop_reserve, FIRST, "Bận").reserve is None
    for action in (confirm_reserve, drop_reserve):
        with pytest.raises(Refusal, match="shift_changed"):
            do(here, action, FIRST)


def test_alarms_from_the_day_before_to_the_hour(here: Here) -> None:
    published(here)
    assert told(here) == []
    be(here, at(3, 8))
    waits = name(here, shift(here, FIRST).reserve)
    assert ("unconfirmed", FIRST, waits) in told(here)
    do(here, confirm, FIRST)
    assert FIRST not in {where for _, where, _ in told(here)}
    do(here, ask_substitute, FIRST)
    assert ("asked", FIRST, waits) in told(here)
    be(here, at(4, 7, 20))
    assert ("not_here", FIRST, waits) in told(here)
    do(here, mark_absent, FIRST, "Ốm")
    assert ("absent", FIRST, waits) in told(here)
    do(here, call_reserve, FIRST)
    do(here, check_in, FIRST)
    assert FIRST not in {where for _, where, _ in told(here)}
    do(here, drop_reserve, LAST)
    do(here, set_shift, "2026-12-18-morning-1", person=None, why="Hội không cử được")
    assert {code for code, _, _ in told(here)} >= {"no_reserve", "empty", "amended"}


def test_who_cannot_come_after_all_is_told_at_once(here: Here) -> None:
    published(here)
    waits = name(here, shift(here, FIRST).reserve)
    here.do(lambda unit: add_absence(unit, here.act(), here.people["An"].id, "2026-12-04", "", "morning", "Thi"))
    assert told(here) == [("away", FIRST, waits)]
    do(here, confirm, FIRST)
    assert told(here) == []
    here.do(lambda unit: change_person(unit, here.act(), here.people["Dũng"].id, active=False))
    assert {(code, where) for code, where, _ in told(here)} == {("away", LAST), ("away", "2026-12-25-morning-1")}


def test_a_roster_that_is_missing_is_missed(here: Here) -> None:
    published(here)
    be(here, at(28, 8))
    assert told(here) == [("no_roster", "2027-01-08", None)]
    here.do(lambda unit: propose_month(unit, here.act(), "2027-01"))
    assert told(here) == [("no_roster", "2027-01-08", None)]
    here.do(lambda unit: publish_roster(unit, here.act(), "2027-01", "1200", "2026-12-28"))
    assert told(here) == []
    assert len(shifts(here, MONTH)) == 8
