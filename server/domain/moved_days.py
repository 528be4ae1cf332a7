"""What becomes of a service day that is a day off: passed over, or carried out on another working day (R10)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from server.domain.calendar import Calendar, OffKind
from server.domain.service_days import WEEK, ServiceRule


class Moved(NamedTuple):
    """A day off on which the model would be carried out; `to` is the day instead, None when it is passed over."""

    day: date
    to: date | None
    why: OffKind


def moved_days(first: date, last: date, rule: ServiceRule, calendar: Calendar) -> list[Moved]:
    """Those that fall between two days, both included, and those that are moved to between them."""
    found = (_moved(day, rule, calendar) for day in _days(first - timedelta(WEEK), last + timedelta(WEEK)))
    return [
        one for one in found if one and (first <= one.day <= last or (one.to is not None and first <= one.to <= last))
    ]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _moved(day: date, rule: ServiceRule, calendar: Calendar) -> Moved | None:
    why = calendar.off(day)
    if why is None or day.weekday() not in rule.weekdays:
        return None
    step = {"before": -1, "after": 1}.get(rule.on_holiday)
    if step is None:
        return Moved(day, None, why)
    # As is_service_day has it: the next working day that way, not further off than a week.
    other = (day + timedelta(days=step * distance) for distance in range(1, WEEK + 1))
    return Moved(day, next((one for one in other if calendar.is_working(one)), None), why)
