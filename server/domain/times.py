"""Instants: UTC with milliseconds as the protocol writes them, and the corrected time of an act."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from server.domain.problems import Refusal

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOST_OFFSET_MS = 10 * 60 * 1000
"""A clock further off than this is flagged (sync.md §4 rule 10)."""
_ROUNDING = timedelta(seconds=5)
"""What the measuring of an offset may be wrong by without a flag."""


def stamp(now: datetime) -> str:
    """`2026-11-24T02:11:09.123Z`."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """The instant of a stamp. Raises ValueError."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def local_day(now: datetime) -> str:
    """The day in Vietnam, `yyyy-mm-dd`."""
    return now.astimezone(VIETNAM).date().isoformat()


def day_of(at: str) -> str:
    """The day in Vietnam of a stamp, '' of ''. Cheap: that of a stamp of today's form is read off the text, since
    Vietnam has been seven hours ahead of UTC without a summer time since 1975."""
    if len(at) == 24 and at[10] == "T" and at[23] == "Z" and at >= "1976":
        return at[:10] if at[11:13] < "17" else _day_after(at[:10])
    return local_day(instant(at)) if at else ""


@lru_cache(maxsize=1 << 12)
def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def day_before(day: str) -> str:
    """The day before a day, both `yyyy-mm-dd`: the last on which something holds that is replaced on `day`."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def until(now: datetime, hour: int) -> timedelta:
    """How long it is to the next full hour of that number in Vietnam: a whole day when it strikes this instant."""
    local = now.astimezone(VIETNAM)
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return (today if today > local else today + timedelta(days=1)) - local


def read_day(text: str) -> str:
    """A day as somebody wrote it, `yyyy-mm-dd`; '' if it is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def chosen_day(text: str, field: str, words: str = "Hãy chọn một ngày.") -> str:
    """A day that a form must have, `yyyy-mm-dd`. Refuses invalid at that field, in these words."""
    if not (day := read_day(text)):
        raise Refusal("invalid", field, words)
    return day


class Corrected(NamedTuple):
    """When an act happened, as far as the commune can know, and whether the phone's clock is in doubt."""

    when: str
    doubtful: bool


def corrected(at: str, offset: float | None, earliest: str | None, received: str) -> Corrected:
    """`at + offset`, clamped to between the hand-over and the receipt (sync.md §4 rule 10). `offset` is in ms."""
    try:
        # In UTC at once: a year 1 east of it, or a year 9999 west of it, is no instant that can be written.
        when = instant(at).astimezone(UTC) + timedelta(milliseconds=offset or 0)
    except (ValueError, OverflowError):
        return Corrected(received, True)
    low, high = instant(earliest) if earliest else when, instant(received)
    clamped = min(max(when, low), high)
    doubtful = abs(clamped - when) > _ROUNDING or abs(offset or 0) > MOST_OFFSET_MS
    return Corrected(stamp(clamped), doubtful)
