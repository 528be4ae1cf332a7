"""Who came or asked on which weekday (R50): what the desk's service days meet, and what falls on the other days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from server.domain.calendar import Calendar
from server.domain.service_days import WEEK, ServiceRule, is_service_day

Source = Literal["written", "dossiers", "appointments", "requests"]
SOURCES: tuple[Source, ...] = get_args(Source)
FEW = 20
"""Below so many contacts nothing is said about days: a handful is chance."""


class Contact(NamedTuple):
    """Somebody who came or asked on a day. `key` tells what is the same thing: a form that was written and the dossier
    that it became have one key, so that on one day they are one contact (R74)."""

    source: Source
    day: date
    key: str


class WeekdayDemand(NamedTuple):
    """One weekday (0 is Monday) of a period. `days`: how many of them the office worked; `counts` by source; `total` of
    contacts, those of several sources once; `served` those of them that fell on a service day."""

    weekday: int
    days: int
    counts: dict[Source, int]
    total: int
    served: int

    @property
    def average(self) -> float:
        """Contacts a day on which the office works; 0 where it never worked."""
        return self.total / self.days if self.days else 0.0

    @property
    def unserved(self) -> int:
        """Contacts outside the service days."""
        return self.total - self.served


class Verdict(NamedTuple):
    """What a period says about service days: of `total` contacts `served` fell on them. `next` is the weekday, among
    those on which the office works, that would meet most of the others, None if none would; with it `with_next` would
    be met."""

    total: int
    served: int
    next: int | None
    with_next: int

    @property
    def enough(self) -> bool:
        """Whether there are so many that it says something."""
        return self.total >= FEW


def by_weekday(
    contacts: Iterable[Contact], first: date, last: date, rule: ServiceRule, calendar: Calendar
) -> tuple[WeekdayDemand, ...]:
    """The seven weekdays of a period, both of its days included."""
    inside = [one for one in contacts if first <= one.day <= last]
    service = {day for day in {one.day for one in inside} if is_service_day(day, rule, calendar)}
    return tuple(_weekday(weekday, inside, service, first, last, calendar) for weekday in range(WEEK))


def _weekday(
    weekday: int, contacts: list[Contact], service: set[date], first: date, last: date, calendar: Calendar
) -> WeekdayDemand:
    found = [one for one in contacts if one.day.weekday() == weekday]
    distinct = {(one.day, one.key) for one in found}
    start = first + timedelta(days=(weekday - first.weekday()) % WEEK)
    days = [start + timedelta(days=step) for step in range(0, max(0, (last - start).days + 1), WEEK)]
    return WeekdayDemand(
        weekday,
        sum(calendar.is_working(day) for day in days),
        {source: sum(one.source == source for one in found) for source in SOURCES},
        len(distinct),
        sum(day in service for day, _ in distinct),
    )


def verdict(weekdays: Iterable[WeekdayDemand]) -> Verdict:
    """What the weekdays of a period say; of two equal ones the earlier in the week comes next."""
    rows = list(weekdays)
    total, served = sum(one.total for one in rows), sum(one.served for one in rows)
    others = [one for one in rows if one.days and one.unserved]
    most = max(others, key=lambda one: (one.unserved, -one.weekday), default=None)
    if most is None:
        return Verdict(total, served, None, served)
    return Verdict(total, served, most.weekday, served + most.unserved)
