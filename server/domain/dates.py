"""Dates as precise as they are known: `yyyy`, `yyyy-mm` or `yyyy-mm-dd` (domain §4.5), read from a list's cells.

Moments are such dates with a time of the clock on the wall behind them: `yyyy-mm-ddThh:mm`.
"""

import re
from datetime import date, timedelta

from server.domain.tables import Cell, Day

_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1880, 2100
_SERIALS = range(2_101, 80_000)
"""Excel's day numbers from October 1905 to 2119; below them a number is a year, above them ddmmyyyy."""
_TIME = r"(?:[ T]+\d{1,2}[:h]\d{0,2}.*)?"
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})" + _TIME)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})" + _TIME)
_IN_WORDS = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"(?:tháng )?(\d{1,2})[/.-](\d{4})", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:lúc )?(?<![\d/.-])(\d{1,2}) ?(?::|h|g|giờ) ?(\d{2})?(?::\d{2}(?:\.\d+)?)?(?: ?phút)?"
    r" ?(?P<half>[AP]M|SA|CH)?(?!\w)",
    re.IGNORECASE,
)
_ALL_DIGITS = re.compile(r"(20\d{2})(\d{2})(\d{2})([01]\d|2[0-3])([0-5]\d)(?:\d{2})?")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")


def read_date(cell: Cell) -> str | None:
    """The date that a cell means, as precise as it says it; None if it means none or one that does not exist.

    `00/00/1941` is how lists write "only the year is known". Days come first, as everywhere in Vietnam.
    """
    if isinstance(cell, Day):
        return cell.date[:10]
    if isinstance(cell, str):
        return _read_text(" ".join(cell.split()))
    if cell is None or cell != cell or abs(cell) > 1e9:
        return None
    return _read_number(int(cell))


def read_moment(cell: Cell) -> str | None:
    """`yyyy-mm-ddThh:mm` where a cell says a day and a time, `yyyy-mm-dd` where only a day; None if no whole day.

    As text in any order (`08/10/2020 11:54`, `11 giờ 54 ngày 08/10/2020`), as Excel's serial number with a fraction,
    or as the national portal writes it (`yyyyMMddHHmmss`, domain §2.3).
    """
    if isinstance(cell, Day):
        return cell.date[:16]
    if isinstance(cell, str):
        return _moment_of_text(" ".join(cell.split()))
    day = read_date(cell)
    if day is None or len(day) < len("yyyy-mm-dd") or cell is None:
        return None
    minutes = round(cell % 1 * 1440)
    return f"{day}T{minutes // 60:02}:{minutes % 60:02}" if 0 < minutes < 1440 and int(cell) in _SERIALS else day


def _moment_of_text(text: str) -> str | None:
    if found := _ALL_DIGITS.fullmatch(text):
        day = _partial(*map(int, found.groups()[:3]))
        return f"{day}T{found.group(4)}:{found.group(5)}" if day else None
    if found := re.fullmatch(r"\d{5}[.,]\d+", text):
        return read_moment(float(text.replace(",", ".")))
    clock = _CLOCK.search(text.replace("T", " "))
    rest = text if clock is None else f"{text[: clock.start()]} {text[clock.end() :]}"
    day = _read_text(rest.strip(" ,-T")) or _read_text(rest.lower().replace("ngày", "").strip(" ,-"))
    if day is None or len(day) < len("yyyy-mm-dd"):
        return None
    return day + _time(clock) if clock else day


def _time(clock: re.Match[str]) -> str:
    """`Thh:mm`, '' for a time that no clock shows. The afternoon is PM in English and CH in Vietnamese settings."""
    hour, minute, half = int(clock.group(1)), int(clock.group(2) or 0), (clock.group("half") or "").upper()
    if half in ("PM", "CH") and hour < 12:
        hour += 12
    elif half in ("AM", "SA") and hour == 12:
        hour = 0
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def some_year(text: str) -> str | None:
    """The year that stands somewhere in `text`, when nothing more can be read from it."""
    found = _YEAR.search(text)
    return found.group(1) if found else None


def shown_date(iso: str) -> str:
    """`yyyy-mm-dd` as it is written here: `dd/mm/yyyy`, `mm/yyyy` or `yyyy`."""
    return "/".join(reversed(iso.split("-")))


def _read_text(text: str) -> str | None:
    if found := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _partial(year, month, day)
    if found := _YEAR_FIRST.fullmatch(text):
        return _partial(*map(int, found.groups()))
    if found := _MONTH.fullmatch(text):
        return _partial(int(found.group(2)), int(found.group(1)), 0)
    return _read_number(int(text)) if text.isascii() and text.isdigit() and len(text) <= 8 else None


def _read_number(number: int) -> str | None:
    if _FIRST_YEAR <= number <= _LAST_YEAR:
        return str(number)
    if number in _SERIALS:
        return (_EXCEL_EPOCH + timedelta(days=number)).isoformat()
    if number > 1_000_000:  # ddmmyyyy typed without strokes, its first zero possibly lost
        return _partial(number % 10_000, number // 10_000 % 100, number // 1_000_000)
    return None


def _partial(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (day and not month):
        return None
    if not month:
        return f"{year}"
    try:
        return date(year, month, day or 1).isoformat()[: 10 if day else 7]
    except ValueError:
        return None
