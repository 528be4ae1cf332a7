"""The period that a screen of figures counts: from one day to another, by the URL, with the usual ones at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from server.domain.times import read_day

MOST_DAYS = 3660
"""Ten years: nobody counts longer."""


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included."""

    first: date
    last: date

    @property
    def query(self) -> dict[str, str]:
        """As a URL has it."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


def read_period(query: Mapping[str, str], usual: Period) -> Period:
    """The period of a query; a day that is missing or none is that of the usual one, and turned round is put right."""
    first = date.fromisoformat(read_day(query.get("from", "")) or usual.first.isoformat())
    last = date.fromisoformat(read_day(query.get("to", "")) or usual.last.isoformat())
    first, last = min(first, last), max(first, last)
    return Period(last - timedelta(days=min((last - first).days, MOST_DAYS)), last)


def usual_periods(today: str) -> dict[str, Period]:
    """The periods that reports use, by the word that names them; each up to today, the last month whole."""
    day = date.fromisoformat(today)
    month, quarter = day.replace(day=1), day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    return {
        "month": Period(month, day),
        "last_month": Period(before, month - timedelta(days=1)),
        "quarter": Period(quarter, day),
        "year": Period(day.replace(month=1, day=1), day),
    }
