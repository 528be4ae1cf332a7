"""A month of the roster as its screen shows it: days, places, why this person, what is against, what was changed."""

import calendar as months
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from server.actions.availability import availability
from server.actions.calendar import calendar, service_rule
from server.actions.roster import loads, shifts_of
from server.actions.roster_changes import roster_of
from server.actions.roster_feeds import roster_rule
from server.domain.availability import Part
from server.domain.moved_days import Moved, moved_days
from server.domain.people import Person
from server.domain.roster_records import Amendment, Roster, RosterRule, Shift
from server.domain.roster_request import Load
from server.domain.service_days import service_days
from server.domain.unions import Union
from server.http.office.names import Names, name_order
from server.http.office.page import Say
from server.http.office.roster_warnings import Warnings
from server.http.office.roster_words import State, reason_words, state_words, unmet_words
from server.http.render import day as shown_day
from server.store.port import View

Role = Literal["duty", "reserve"]
ROLES: tuple[Role, ...] = ("duty", "reserve")


class Cell(NamedTuple):
    """One of the two places of a shift. `was` says what stood there when the roster was last published."""

    role: Role
    person: str
    name: str
    union: str
    why: list[str]
    warnings: list[str]
    pinned: bool
    was: str


class Line(NamedTuple):
    """One shift; `turn` names the union whose turn it is, where somebody of another one sits."""

    shift: Shift
    cells: tuple[Cell, ...]
    union: Union
    turn: str
    state: State
    open: bool


@dataclass(frozen=True)
class Day:
    """One day of the grid: with `lines`, or one that was passed over or moved away.

    `missing` are parts of a service day without a shift; `odd` says that the day is no service day any more.
    """

    day: str
    lines: list[Line]
    missing: list[Part]
    moved: Moved | None = None
    moved_here: Moved | None = None
    odd: bool = False


class LoadLine(NamedTuple):
    """One person's row of the load table; `most` shifts are allowed in a month, None for no limit."""

    load: Load
    name: str
    union: str
    most: int | None


@dataclass(frozen=True)
class Grid:
    """The month. `gaps` are places on duty that nobody has, `warned` those with something against them."""

    month: str
    roster: Roster
    rule: RosterRule
    days: list[Day]
    loads: list[LoadLine]
    unmet: list[str]
    gaps: int
    warned: int
    amended: int


def grid(view: View, month: str, today: str, names: Names, say: Say) -> Grid:
    """The month as it is now."""
    roster, shifts, rule = roster_of(view, month), shifts_of(view, month), roster_rule(view)
    maker = _Lines(view, rule, names, Warnings(view, month, shifts, say), say, today)
    lines: dict[str, list[Line]] = {}
    for shift in shifts:
        lines.setdefault(shift.day, []).append(maker.line(shift))
    alive = [one for some in lines.values() for one in some if one.shift.state != "cancelled"]
    return Grid(
        month,
        roster,
        rule,
        _days(view, month, lines, rule),
        load_lines(view, month, names),
        [unmet_words(one, names, say) for one in roster.unmet],
        sum(not one.shift.person for one in alive),
        sum(any(cell.warnings for cell in one.cells) for one in alive),
        sum(any(one.version >= roster.version for one in shift.amendments) for shift in shifts),
    )


def load_lines(view: View, month: str, names: Names) -> list[LoadLine]:
    """The load table, who has most first."""
    lines = [
        LoadLine(one, names.person(one.person), names.union(one.union), availability(view, one.person).most)
        for one in loads(view, month)
    ]
    return sorted(lines, key=lambda one: (-one.load.month, -one.load.total, name_order(one.name)))


def _days(view: View, month: str, lines: dict[str, list[Line]], rule: RosterRule) -> list[Day]:
    """Every day with shifts, every service day, and every day that one was moved from."""
    first = date.fromisoformat(f"{month}-01")
    last = first.replace(day=months.monthrange(first.year, first.month)[1])
    weekly, working = service_rule(view), calendar(view)
    served = {one.isoformat() for one in service_days(first, last, weekly, working)}
    moves = moved_days(first, last, weekly, working)
    gone = {one.day.isoformat(): one for one in moves if first <= one.day <= last}
    come = {one.to.isoformat(): one for one in moves if one.to}

    def one_day(day: str) -> Day:
        own = lines.get(day, [])
        parts = {line.shift.part for line in own}
        missing = [part for part in rule.parts if part not in parts] if day in served else []
        odd = any(line.shift.state != "cancelled" for line in own) and day not in served
        return Day(day, own, missing, gone.get(day), come.get(day), odd)

    return [one_day(day) for day in sorted(served | set(lines) | set(gone))]


class _Lines:
    """Makes the lines of one month."""

    def __init__(self, view: View, rule: RosterRule, names: Names, warnings: Warnings, say: Say, today: str) -> None:
        self._view, self._rule, self._names, self._warnings = view, rule, names, warnings
        self._say, self._today = say, today

    def line(self, shift: Shift) -> Line:
        """One shift."""
        cells = [self._cell(shift, "duty")]
        if self._rule.reserve or shift.reserve:
            cells.append(self._cell(shift, "reserve"))
        other = shift.turn not in ("", shift.union)
        return Line(
            shift,
            tuple(cells),
            self._union_of(shift.union or shift.turn),
            self._names.union(shift.turn) if other else "",
            state_words(shift, self._today, self._say),
            shift.state in ("planned", "confirmed") and shift.day >= self._today,
        )

    def _cell(self, shift: Shift, role: Role) -> Cell:
        duty = role == "duty"
        person = (shift.person if duty else shift.reserve) or ""
        reasons = shift.reasons if duty else shift.reserve_reasons
        # What is over needs nobody's second look.
        alive = person and shift.state != "cancelled" and shift.day >= self._today
        return Cell(
            role,
            person,
            self._names.person(person),
            self._union(person),
            reason_words(reasons, shift.turn, self._names, self._say) if person else [],
            self._warnings.of(shift, person, duty) if alive else [],
            shift.pinned if duty else shift.reserve_pinned,
            self._was(shift, role),
        )

    def _union_of(self, id_: str) -> Union:
        return self._view.get(Union, id_) or Union(id=id_, name=self._names.union(id_))

    def _union(self, person: str) -> str:
        found = self._view.get(Person, person) if person else None
        return self._names.union(found.union) if found else ""

    def _was(self, shift: Shift, role: Role) -> str:
        changed = [one for one in shift.amendments if one.role == role]
        return "; ".join(self._amendment(one) for one in changed)

    def _amendment(self, one: Amendment) -> str:
        before = self._names.person(one.before) or self._say("office.roster.nobody")
        text = self._say("office.roster.was", name=before, day=shown_day(one.at)[:5])
        return f"{text}: {one.why}" if one.why else text
