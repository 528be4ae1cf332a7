"""What was done to a month of the roster, the newest first: who, when, which shift, from whom to whom, why."""

from typing import NamedTuple

from server.actions.history import story
from server.actions.roster import shifts_of
from server.actions.roster_changes import roster_of
from server.domain.changes import Change, Difference
from server.domain.roster_records import Shift
from server.http.office.names import Names
from server.http.office.page import Say
from server.http.office.roster_words import time_words
from server.store.port import View

PLACES = {"person": "office.roster.duty", "reserve": "office.roster.reserve"}
"""The fields of a shift whose change is told in names."""


class RosterStep(NamedTuple):
    """One act; `where` is the shift in words, `moves` lines like `Trực: Danh Thị A → Danh Văn B`."""

    change: Change
    who: str
    where: str
    moves: list[str]


def roster_steps(view: View, month: str, names: Names, say: Say, most: int) -> list[RosterStep]:
    """The last `most` acts on the month and its shifts."""
    shifts = {f"{one.kind}:{one.id}": one for one in shifts_of(view, month)}
    found = [*story(view, roster_of(view, month)), *(one for shift in shifts.values() for one in story(view, shift))]
    newest = sorted(found, key=lambda one: one.at, reverse=True)[:most]
    return [_step(one, shifts.get(one.subject), names, say) for one in newest]


def _step(change: Change, shift: Shift | None, names: Names, say: Say) -> RosterStep:
    moves = [_move(one, names, say) for one in change.differences if one.field in PLACES]
    return RosterStep(change, names.person(change.by), time_words(shift, say) if shift else "", moves)


def _move(difference: Difference, names: Names, say: Say) -> str:
    nobody = say("office.roster.nobody")
    before, after = (names.person(one) or nobody for one in (difference.before, difference.after))
    return say("office.roster.move", place=say(PLACES[difference.field]), before=before, after=after)
