"""The working calendar (domain §2.6): weekends and public holidays off, swaps as announced, hours, due dates.

The base is the national calendar of `holidays`; what the commune enters for a day wins over it.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import ClassVar, Literal, NamedTuple, get_args

import holidays
from msgspec import Struct

from server.domain.records import Record
from server.domain.times import VIETNAM

DayKind = Literal["holiday", "compensatory", "swapped_off", "working_saturday"]
DAY_KINDS: tuple[DayKind, ...] = get_args(DayKind)
OffKind = Literal["weekend", "holiday", "compensatory", "swapped_off"]
CARD_WORKING_DAYS = 3
"""A health card is handed over within 3 working days of its arrival (Luật 51/2024/QH15, Điều 39.3)."""
SAME_DAY_UNTIL = time(15)
"""What comes later and cannot be settled at once is due the next working day (Luật Hộ tịch 60/2014, Điều 5.3)."""
MINUTE = timedelta(minutes=1)
FAR = timedelta(days=366)
"""A calendar in which a year has no working day is refused."""

# Each computes a year when it is first asked for. The language is said: else it would be the machine's, and with it
# the words by which a compensatory day is told from a holiday.
_PUBLIC = holidays.country_holidays("VN", language="vi")
_PUBLIC_EN = holidays.country_holidays("VN", language="en_US")
_SATURDAY, _SUNDAY = 5, 6


class CalendarDay(Record, frozen=True, kw_only=True):
    """What the commune knows of one day: `id` is the day, `yyyy-mm-dd`, `source` the document that says so.

    `working_saturday` makes a day off a working day, whatever weekday it is: a swap, or a holiday that is none.
    """

    kind: ClassVar[str] = "calendar_day"
    what: DayKind
    source: str = ""
    note: str = ""

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By year, and all."""
        return {"year": (self.id[:4],), "all": ("",)}


class OfficeHours(Struct, frozen=True, omit_defaults=True):
    """When the desk is open; times are `hh:mm`, local. `saturday_morning`: somebody is on duty on Saturday mornings."""

    morning: tuple[str, str] = ("07:00", "11:30")
    afternoon: tuple[str, str] = ("13:30", "17:00")
    saturday_morning: bool = False


class Skipped(NamedTuple):
    """A day that was passed over in counting, and why."""

    day: date
    why: OffKind


class Due(NamedTuple):
    """When a result is due: `at` in Vietnam's time, after `days` working days; `skipped` lie between.

    `late_receipt` says that 'within the day' became the next day, since it came after 15:00 or on a day off.
    """

    at: datetime
    days: int
    skipped: tuple[Skipped, ...] = ()
    late_receipt: bool = False


class Calendar:
    """The calendar of a commune; it does not change. `days` is what the commune entered, by day."""

    def __init__(self, days: Mapping[date, DayKind] | None = None, hours: OfficeHours | None = None) -> None:
        self._days = dict(days or {})
        self.hours = hours or OfficeHours()

    def off(self, day: date) -> OffKind | None:
        """Why nobody works on `day`; None on a working day."""
        entered = self._days.get(day)
        if entered is not None:
            return None if entered == "working_saturday" else entered
        if day in _PUBLIC:
            return _public_kind(day)
        return "weekend" if day.weekday() >= _SATURDAY and day not in _PUBLIC.weekend_workdays else None

    def is_working(self, day: date) -> bool:
        """Whether `day` counts as a working day. A Saturday morning on duty does not make it one."""
        return self.off(day) is None

    def name(self, day: date, language: str = "vi") -> str:
        """The national holiday on that day, as the calendar of holidays names it, in vi or en; '' for none."""
        return (_PUBLIC_EN if language == "en" else _PUBLIC).get(day) or ""

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which itself is not counted; `day` for 0. Raises ValueError."""
        last = day
        while count > 0:
            last = self.next_working_day(last)
            count -= 1
        return last

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`. Raises ValueError if a whole year has none."""
        for step in range(1, FAR.days + 1):
            if self.is_working(found := day + timedelta(days=step)):
                return found
        raise ValueError("no working day within a year")

    def count(self, after: date, until: date) -> int:
        """How many working days there are after `after`, up to and with `until`."""
        return sum(self.is_working(after + timedelta(days=step)) for step in range(1, (until - after).days + 1))

    def closing(self, day: date) -> datetime:
        """The end of the office's day."""
        return datetime.combine(day, time.fromisoformat(self.hours.afternoon[1]), VIETNAM)

    def is_open(self, at: datetime) -> bool:
        """Whether the desk is open at an instant."""
        local = at.astimezone(VIETNAM)
        clock = local.strftime("%H:%M")
        mornings, afternoons = (first <= clock < last for first, last in (self.hours.morning, self.hours.afternoon))
        if self.is_working(local.date()):
            return mornings or afternoons
        return mornings and self.hours.saturday_morning and local.weekday() == _SATURDAY

    def open_minutes(self, first: datetime, last: datetime) -> int:
        """How many minutes of office hours lie from one instant to a later one; 0 if it is not later (§2.6).

        A duty on Saturday mornings does not count: no date is computed from it.
        """
        start, end = (at.astimezone(VIETNAM).replace(second=0, microsecond=0) for at in (first, last))
        days = (start.date() + timedelta(days=step) for step in range((end.date() - start.date()).days + 1))
        parts = [part for day in days if self.is_working(day) for part in self._parts(day)]
        return sum(max(0, (min(end, until) - max(start, opens)) // MINUTE) for opens, until in parts)

    def _parts(self, day: date) -> list[tuple[datetime, datetime]]:
        hours = (self.hours.morning, self.hours.afternoon)
        return [
            (
                datetime.combine(day, time.fromisoformat(opens), VIETNAM),
                datetime.combine(day, time.fromisoformat(until), VIETNAM),
            )
            for opens, until in hours
        ]

    def due(self, received: datetime, legal_days: int) -> Due:
        """When what was received then is due. The day of receipt is not counted (BLDS 2015, Điều 147-148).

        0 days means within the day, from 15:00 on or on a day off the next working day (§2.5).
        """
        local = received.astimezone(VIETNAM)
        late = legal_days == 0 and (local.time() >= SAME_DAY_UNTIL or not self.is_working(local.date()))
        days = legal_days or int(late)
        last = self.add_working_days(local.date(), days)
        return Due(self.closing(last), legal_days, self._skipped(local.date(), last), late)

    def after_pause(self, due: datetime, asked: datetime, answered: datetime) -> datetime:
        """A due date whose clock stood still from the request for a supplement to its answer (§2.6)."""
        pause = self.count(asked.astimezone(VIETNAM).date(), answered.astimezone(VIETNAM).date())
        day = due.astimezone(VIETNAM).date()
        return max(self.closing(self.add_working_days(day, pause)) if pause else due, due)

    def _skipped(self, after: date, until: date) -> tuple[Skipped, ...]:
        between = (after + timedelta(days=step) for step in range(1, (until - after).days))
        return tuple(Skipped(day, why) for day in between if (why := self.off(day)) is not None)


def _public_kind(day: date) -> OffKind:
    """Of a national day off: the holiday itself, the day given for it, or one swapped with a Saturday."""
    name = _PUBLIC.get(day) or ""
    if "thay cho ngày" in name:
        return "swapped_off"
    return "compensatory" if "(nghỉ bù)" in name else "holiday"


NATIONAL = Calendar()
"""The national calendar with the usual hours: what a commune has before it entered anything."""


def is_working_day(day: date) -> bool:
    """Whether offices work on `day` by the national calendar."""
    return NATIONAL.is_working(day)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` by the national calendar."""
    return NATIONAL.add_working_days(day, count)
