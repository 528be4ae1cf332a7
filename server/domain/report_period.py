"""The period of a report (R65): a week, month, quarter, half a year, year, or any range of days; and the one before."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, get_args

from msgspec import Struct

PeriodKind = Literal["week", "month", "quarter", "half_year", "year", "range"]
PERIOD_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
_MONTHS: dict[PeriodKind, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_DAY = timedelta(days=1)
_ROMAN = ("I", "II", "III", "IV")


class Period(Struct, frozen=True):
    """From `first` to `last`, both included. `kind` is what the days make up: build it with `period`."""

    first: date
    last: date
    kind: PeriodKind = "range"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """The period before it of the same kind; of a range, as many days."""
        last = self.first - _DAY
        months = _MONTHS.get(self.kind)
        return Period(_months_before(self.first, months) if months else last - (self.days - 1) * _DAY, last, self.kind)

    def holds(self, day: str) -> bool:
        """Whether a day `yyyy-mm-dd` falls into it; '' does not."""
        return bool(day) and self.first.isoformat() <= day <= self.last.isoformat()

    def title(self, say: Callable[..., str]) -> str:
        """What a screen calls it; `say` is the catalogue."""
        number = (self.first.month - 1) // _MONTHS.get(self.kind, 12) + 1
        return say(
            f"office.report_period.{self.kind}",
            first=_shown(self.first),
            last=_shown(self.last),
            number=_ROMAN[number - 1] if self.kind == "quarter" else number,
            year=self.first.year,
        )

    @property
    def words(self) -> str:
        """As a Vietnamese paper says it: `từ ngày 26/8/2020 đến ngày 13/10/2020`, `tháng 9 năm 2020`."""
        year, month = self.first.year, self.first.month
        named = {
            "month": f"tháng {month} năm {year}",
            "quarter": f"quý {_ROMAN[(month - 1) // 3]} năm {year}",
            "half_year": f"6 tháng {'đầu' if month == 1 else 'cuối'} năm {year}",
            "year": f"năm {year}",
        }
        return named.get(self.kind) or f"từ ngày {_shown(self.first)} đến ngày {_shown(self.last)}"


def period(first: date, last: date) -> Period:
    """The period of these days, turned round if they are; a whole month, quarter, … is known as such."""
    first, last = min(first, last), max(first, last)
    return Period(first, last, _kind(first, last))


def _kind(first: date, last: date) -> PeriodKind:
    if first.weekday() == 0 and (last - first).days == 6:
        return "week"
    for kind, months in _MONTHS.items():
        if first.day == 1 and (first.month - 1) % months == 0 and _months_before(last + _DAY, months) == first:
            return kind if (last + _DAY).day == 1 else "range"
    return "range"


def _months_before(day: date, months: int) -> date:
    """The first of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _shown(day: date) -> str:
    return f"{day.day:02}/{day.month}/{day.year}"
