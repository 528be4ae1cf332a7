"""Shifts as phones have them: one's own of published rosters from today on, and those of others who ask one (R51)."""

from datetime import datetime
from itertools import islice
from typing import Any

from server.actions.calendar import calendar
from server.actions.feeds import person_audience, publish
from server.actions.presence import Presence
from server.actions.setup import commune
from server.actions.unions import union_name
from server.domain.availability import Part
from server.domain.people import Person
from server.domain.roster_records import Roster, RosterRule, Shift
from server.domain.times import local_day
from server.store.port import Unit, View

MOST = 12
"""So many shifts to swap with, and people to ask, are offered at most."""
Doc = dict[str, Any]


def roster_rule(view: View) -> RosterRule:
    """How this commune fills its roster."""
    here = commune(view)
    return here.roster if here else RosterRule()


def hours_of(view: View, part: Part) -> tuple[str, str]:
    """From when to when a part of a day is, `hh:mm`."""
    hours = calendar(view).hours
    return hours.morning if part == "morning" else hours.afternoon


def publish_shifts(unit: Unit, now: datetime) -> None:
    """Bring every phone's shifts up to date; those that are over leave it."""
    today = local_day(now)
    rosters = unit.find(Roster, "state", "published")
    docs = _Docs(unit, today, [one.id for one in rosters if one.id >= today[:7]])
    for roster in rosters:
        for shift in unit.find(Shift, "month", roster.id):
            publish(unit, "shift", shift.id, docs.of(shift, roster.number))


class _Docs:
    """The documents of one moment."""

    def __init__(self, view: View, today: str, months: list[str]) -> None:
        self._view, self._today = view, today
        self._presence = Presence(view, today)
        self._place = roster_rule(view).place
        shifts = (shift for month in months for shift in view.find(Shift, "month", month))
        self._coming = sorted((one for one in shifts if self._open(one)), key=lambda one: (one.day, one.id))

    def _open(self, shift: Shift) -> bool:
        return shift.day >= self._today and shift.state in ("planned", "confirmed")

    def of(self, shift: Shift, notice: str) -> dict[str, Doc]:
        """Audience → document; none for what is over or was given up."""
        if shift.day < self._today or shift.state == "cancelled":
            return {}
        found: dict[str, Doc] = {}
        if shift.reserve:
            found[person_audience(shift.reserve)] = self._doc(shift, notice, shift.reserve, "reserve")
        for person in self._asked(shift):
            found[person_audience(person)] = self._doc(shift, notice, person, "duty", mine=False)
        if shift.person:
            found[person_audience(shift.person)] = self._doc(shift, notice, shift.person, "duty")
        return found

    def _asked(self, shift: Shift) -> list[str]:
        """Whom an open ask is put to and who has not said no."""
        ask = shift.ask
        if ask is None or not ask.open:
            return []
        people = [ask.to] if ask.to else [one for one in self._presence.people if self._presence.free(one, shift)]
        return [one for one in people if one not in (*ask.refused, shift.person)]

    def _doc(self, shift: Shift, notice: str, reader: str, role: str, mine: bool = True) -> Doc:
        begins, ends = hours_of(self._view, shift.part)
        asks = mine and role == "duty" and self._open(shift)
        return {
            "day": shift.day,
            "part": shift.part,
            "from": begins,
            "to": ends,
            "place": self._place,
            "union": union_name(self._view, shift.union),
            "role": role,
            "person": self._named(reader if mine else shift.person),
            "state": shift.shown_state if role == "duty" else _reserve_state(shift),
            "ask": self._ask(shift) if role == "duty" else None,
            "notice": notice,
            "mine": mine,
            "others": self._others(shift, reader),
            "swaps": [self._other(one) for one in self._swaps(shift)] if asks else [],
            "people": self._people(shift) if asks else [],
        }

    def _ask(self, shift: Shift) -> Doc | None:
        ask = shift.ask
        if ask is None or ask.by != shift.person:
            return None
        other = self._view.get(Shift, ask.with_shift) if ask.with_shift else None
        return {
            "kind": ask.kind,
            "from": self._named(ask.by),
            "to": self._named(ask.to) if ask.to else None,
            "with": self._other(other) if other else None,
            "note": ask.note,
            "open": ask.open,
            "answer": None if ask.open else "refuse",
        }

    def _other(self, shift: Shift) -> Doc:
        begins, ends = hours_of(self._view, shift.part)
        where = {"shift": shift.id, "day": shift.day, "part": shift.part, "from": begins, "to": ends}
        return {**where, "person": self._named(shift.person)}

    def _others(self, shift: Shift, reader: str) -> list[Doc]:
        """Who else sits or waits at that time."""
        there = self._presence.at(shift.day, shift.part)
        roles = [(one.person, "duty") for one in there] + [(one.reserve, "reserve") for one in there]
        return [{**self._member(one), "role": role} for one, role in roles if one and one != reader][:MOST]

    def _swaps(self, shift: Shift) -> list[Shift]:
        """Shifts whose people could take this one while its own could take theirs."""
        person, presence = shift.person, self._presence
        if person is None:
            return []
        found = (
            one
            for one in self._coming
            if one.person not in (None, person)
            and one.time != shift.time
            and presence.free(person, one)
            and presence.free(one.person or "", shift)
        )
        return list(islice(found, MOST))

    def _people(self, shift: Shift) -> list[Doc]:
        """Who could sit there instead, its reserve first."""
        free = [one for one in self._presence.people if one != shift.person and self._presence.free(one, shift)]
        return [self._member(one) for one in sorted(free, key=lambda one: one != shift.reserve)[:MOST]]

    def _member(self, id_: str) -> Doc:
        person = self._view.get(Person, id_)
        return {**self._named(id_), "union": union_name(self._view, person.union if person else "")}

    def _named(self, id_: str | None) -> Doc:
        person = self._view.get(Person, id_) if id_ else None
        return {"id": id_ or "", "name": person.name if person else ""}


def _reserve_state(shift: Shift) -> str:
    """A reserve said that he is ready, or not yet."""
    return "confirmed" if shift.reserve_confirmed else "planned"
