"""Working days (domain §2.6): weekends and public holidays off; the day of receipt is not counted."""

from collections.abc import Callable
from datetime import date, timedelta

import holidays

IsWorking = Callable[[date], bool]
CARD_WORKING_DAYS = 3
"""A health card is handed over within 3 working days of its arrival (Luật 51/2024/QH15, Điều 39.3)."""

_PUBLIC = holidays.country_holidays("VN")  # computes each year when it is first asked for
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether offices work on `day` by the national calendar: no weekend, no public or substitute holiday."""
    return day.weekday() < _SATURDAY and day not in _PUBLIC


def add_working_days(day: date, count: int, is_working: IsWorking = is_working_day) -> date:
    """The `count`-th working day after `day`, which itself is not counted; `day` for 0."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working(day)
    return day
