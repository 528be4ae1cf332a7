"""The shifts of one day as the desk sees them: who, since when, whom to call instead; and wishes that wait."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from server.actions.roster import candidates
from server.actions.roster_feeds import hours_of
from server.domain.people import Person
from server.domain.roster_records import Ask, Shift
from server.domain.times import VIETNAM
from server.http.office.names import Names
from server.http.office.page import Say
from server.http.office.roster_words import State, state_words, time_words
from server.store.port import View


class Somebody(NamedTuple):
    """A name with what it takes to ring up."""

    id: str
    name: str
    union: str
    phone: str


class DayLine(NamedTuple):
    """One shift of a day; `hours` is `07:00–11:30`, `missed` who was to come and did not."""

    shift: Shift
    when: str
    hours: str
    duty: Somebody | None
    reserve: Somebody | None
    missed: list[str]
    state: State
    current: bool


class AskLine(NamedTuple):
    """One open wish: of whom, to whom, for which shift instead, and who could take it over."""

    shift: Shift
    ask: Ask
    when: str
    by: str
    to: Somebody | None
    instead: str
    free: list[Somebody]
    refused: list[str]


def somebody(view: View, names: Names, id_: str | None) -> Somebody | None:
    """A person as the desk calls him, None for nobody."""
    found = view.get(Person, id_) if id_ else None
    return Somebody(found.id, found.name, names.union(found.union), found.phone) if found else None


def day_lines(view: View, day: str, now: datetime, names: Names, say: Say) -> list[DayLine]:
    """The shifts of a day in their order, without the cancelled ones."""
    local = now.astimezone(VIETNAM)
    clock, is_today = local.strftime("%H:%M"), local.date().isoformat() == day
    lines = []
    for shift in sorted(view.find(Shift, "day", day), key=_order):
        if shift.state == "cancelled":
            continue
        first, last = hours_of(view, shift.part)
        lines.append(
            DayLine(
                shift,
                time_words(shift, say),
                f"{first}–{last}",
                somebody(view, names, shift.person),
                somebody(view, names, shift.reserve),
                [names.person(one) for one in shift.missed],
                state_words(shift, local.date().isoformat(), say),
                is_today and first <= clock < last,
            )
        )
    return lines


def at_desk(lines: Iterable[DayLine]) -> list[DayLine]:
    """Those of a day that are on now."""
    return [line for line in lines if line.current]


def next_day(view: View, after: str) -> str:
    """The next day with a shift, '' if none is near."""
    months = {after[:7], _month_after(after[:7])}
    days = {one.day for month in months for one in view.find(Shift, "month", month) if one.state != "cancelled"}
    return min((day for day in days if day > after), default="")


def ask_lines(view: View, names: Names, say: Say) -> list[AskLine]:
    """The open wishes, in the order of their shifts."""
    lines = []
    for shift in sorted(view.find(Shift, "asked", ""), key=_order):
        ask = shift.ask
        if ask is None:
            continue
        other = view.get(Shift, ask.with_shift) if ask.with_shift else None
        lines.append(
            AskLine(
                shift,
                ask,
                time_words(shift, say),
                names.person(ask.by),
                somebody(view, names, ask.to),
                time_words(other, say) if other else "",
                _free(view, shift, names) if ask.kind == "substitute" and not ask.to else [],
                [names.person(one) for one in ask.refused],
            )
        )
    return lines


def _free(view: View, shift: Shift, names: Names) -> list[Somebody]:
    """Who could take the shift over, the least loaded first."""
    able = [one for one in candidates(view, shift.id) if not one.away and not one.busy]
    found = (somebody(view, names, one.person) for one in able)
    return [one for one in found if one is not None]


def _order(shift: Shift) -> tuple[str, bool, int]:
    return (shift.day, shift.part == "afternoon", shift.seat)


def _month_after(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02}"
