"""Which appointments a URL asks for: one day, or all days with words and a state."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Self

from server.actions.appointments import on_day
from server.domain.appointments import APPOINTMENT_STATES, Appointment
from server.http.office.asked import Asked, holds
from server.store.port import View

UNNOTED = "unnoted"
"""Still booked although the day is over: nobody noted whether they came."""
STATES = (*APPOINTMENT_STATES, UNNOTED)
ALL_DAYS = "all"


@dataclass(frozen=True)
class Filter(Asked):
    """What is asked for. `day` is one day, 'all', or '' for the one that the list shows by itself."""

    here = "/office/desk/appointments"
    choices = MappingProxyType({"state": STATES})
    day_fields = ("day",)
    q: str = ""
    day: str = ""
    state: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """The filter of a query; what is unnoted is so on all days."""
        found = super().read(query)
        everywhere = found.state == UNNOTED or query.get("day") == ALL_DAYS
        return replace(found, day=ALL_DAYS) if everywhere else found

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anything of its day out."""
        return bool(self.q or self.state)


def matching(view: View, wanted: Filter, day: str, today: str) -> list[Appointment]:
    """All that a filter lets through; `day` is what its '' stands for. Of all days, the latest day first."""
    found = [
        one
        for one in _candidates(view, wanted, day)
        if (not wanted.state or fits(one, wanted.state, today)) and holds(_searched(one), wanted.q)
    ]
    if wanted.day == ALL_DAYS:
        found.sort(key=lambda one: (one.part == "afternoon", one.made_at))
        found.sort(key=lambda one: one.day, reverse=wanted.state != UNNOTED)
    return found


def fits(one: Appointment, state: str, today: str) -> bool:
    """Whether an appointment is in that state on that day."""
    return one.state == "booked" and one.day < today if state == UNNOTED else one.state == state


def _candidates(view: View, wanted: Filter, day: str) -> list[Appointment]:
    """The smallest index that holds all that is wanted."""
    if wanted.day != ALL_DAYS:
        return on_day(view, wanted.day or day)
    if wanted.state:
        return view.find(Appointment, "state", "booked" if wanted.state == UNNOTED else wanted.state)
    return view.find(Appointment, "all", "")


def _searched(one: Appointment) -> str:
    return f"{one.person.name} {one.person.phone} {one.person.birth[:4]} {one.procedure_name} {one.note}"
