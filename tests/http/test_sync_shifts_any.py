"""Whatever phones and the office say of shifts, in any order: nobody is at two places, every answer has its fate."""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.actions.roster_day import call_reserve, mark_absent
from server.actions.roster_shifts import set_shift
from server.domain.events import Fate
from server.domain.problems import Refusal
from server.domain.roster_records import Shift
from server.domain.times import stamp
from sync.shift_answered import SHIFT_ANSWERS
from tests.communes import Here
from tests.phones import Phone, hash_of
from tests.rosters import NAMES, at, be, published, shift, shifts

EXAMPLES = int(os.environ.get("TANNHA_TEST_EXAMPLES", "12"))
IDS = ("2026-12-04-morning-1", "2026-12-11-morning-1", "2026-12-18-afternoon-1")
WHO = st.sampled_from(NAMES)
ANSWERS = st.tuples(
    WHO, st.sampled_from(IDS), st.sampled_from(SHIFT_ANSWERS), st.sampled_from((None, *IDS)), st.none() | WHO
)
OFFICE = st.tuples(st.sampled_from(("set", "absent", "call")), st.sampled_from(IDS), WHO)


def answer(here: Here, phones: dict[str, Phone], said: tuple[Any, ...]) -> None:
    """One phone says something; it is accepted, and its fate is known or waits for somebody."""
    who, id_, what, with_, to = said
    data = {"shift": id_, "answer": what, "with": with_, "to": here.people[to].id if to else None, "note": ""}
    event = phones[who].write("shift.answered", None, data, shown=None, at=stamp(here.clock()))
    (receipt,) = here.turn(phones[who], event, limit=0)["receipts"]
    assert receipt["status"] == "accepted"
    with here.store.read() as view:
        fate = view.get(Fate, hash_of(event))
    assert fate is not None
    asks = shift(here, id_).ask
    assert fate.review is not None or (asks is not None and asks.open and asks.event == fate.id)


def act(here: Here, done: tuple[str, str, str]) -> None:
    """The office does something that may be refused."""
    what, id_, who = done
    calls = {
        "set": lambda unit: set_shift(unit, here.act("clerk"), id_, person=here.people[who].id, why="thử"),
        "absent": lambda unit: mark_absent(unit, here.act("clerk"), id_, "thử"),
        "call": lambda unit: call_reserve(unit, here.act("clerk"), id_),
    }
    with contextlib.suppress(Refusal):
        here.do(calls[what])


def nobody_twice(found: list[Shift]) -> None:
    for time in {one.time for one in found}:
        there = [person for one in found if one.time == time for person in (one.person, one.reserve) if person]
        assert len(there) == len(set(there))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.one_of(ANSWERS, ANSWERS, OFFICE, st.sampled_from((2, 4, 11))), max_size=14))
def test_any_order(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Here(Path(folder))
        before = {one.id for one in published(here)}
        phones = {who: here.phone(who) for who in NAMES}
        today = 1
        for step in steps:
            if isinstance(step, int):
                today = max(today, step)
                be(here, at(today, 7, 30))
            elif len(step) == 3:
                act(here, step)
            else:
                answer(here, phones, step)
            found = shifts(here)
            assert {one.id for one in found} == before
            nobody_twice(found)
            assert all(one.amendments for one in found if one.reasons and one.reasons[0].code in ("swap", "called"))
        here.store.close()
