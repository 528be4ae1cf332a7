"""The days on which the model is carried out (R10): weekly on Friday unless the commune says otherwise."""

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from server.domain.calendar import Calendar

FRIDAY = 4
WEEK = 7


class ServiceRule(Struct, frozen=True, omit_defaults=True):
    """Which weekdays (0 is Monday), and what becomes of one that is a day off: skipped, or moved by working days."""

    weekdays: tuple[int, ...] = (FRIDAY,)
    on_holiday: Literal["skip", "before", "after"] = "skip"


def is_service_day(day: date, rule: ServiceRule, calendar: Calendar) -> bool:
    """Whether the model is carried out on `day`."""
    if not calendar.is_working(day):
        return False
    if day.weekday() in rule.weekdays:
        return True
    if rule.on_holiday == "skip":
        return False
    step = 1 if rule.on_holiday == "before" else -1
    # The day off that is moved here lies next to it, with nothing but days off between.
    for distance in range(1, WEEK + 1):
        other = day + timedelta(days=step * distance)
        if calendar.is_working(other):
            return False
        if other.weekday() in rule.weekdays:
            return True
    return False


def next_service_day(after: date, rule: ServiceRule, calendar: Calendar) -> date:
    """The first service day after a day. Raises ValueError if a year has none."""
    for step in range(1, 366):
        if is_service_day(found := after + timedelta(days=step), rule, calendar):
            return found
    raise ValueError("no service day within a year")


def service_days(first: date, last: date, rule: ServiceRule, calendar: Calendar) -> list[date]:
    """The service days from `first` to `last`, both included."""
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [day for day in days if is_service_day(day, rule, calendar)]
