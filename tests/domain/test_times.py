"""The corrected time of an act (sync.md §4 rule 10)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.times import VIETNAM, corrected, day_of, instant, local_day, stamp, until

RECEIVED = "2026-11-24T10:00:00.000Z"
PACKED = "2026-11-24T01:00:00.000Z"


@pytest.mark.parametrize(
    ("at", "offset", "when", "doubtful"),
    [
        ("2026-11-24T09:00:00.000Z", 0, "2026-11-24T09:00:00.000Z", False),
        ("2026-11-24T09:00:00.000Z", None, "2026-11-24T09:00:00.000Z", False),
        ("2026-11-24T08:58:00.000Z", 120_000, "2026-11-24T09:00:00.000Z", False),
        ("2026-11-24T10:00:03.000Z", 0, RECEIVED, False),
        ("2026-11-24T10:01:00.000Z", 0, RECEIVED, True),
        ("2026-11-24T00:59:00.000Z", 0, PACKED, True),
        ("2026-11-24T08:00:00.000Z", 3_600_000, "2026-11-24T09:00:00.000Z", True),
        ("2026-11-24T09:00:00.000Z", 1e300, RECEIVED, True),
        ("not a time", 0, RECEIVED, True),
        ("0001-01-01T00:00:00+14:00", 0, RECEIVED, True),
        ("9999-12-31T23:59:59-14:00", 0, RECEIVED, True),
        ("+275760-09-13T00:00:00.000Z", 0, RECEIVED, True),
    ],
)
def test_corrected(at: str, offset: float | None, when: str, doubtful: bool) -> None:
    assert corrected(at, offset, PACKED, RECEIVED) == (when, doubtful)


def test_without_a_hand_over_only_the_receipt_bounds() -> None:
    assert corrected("1999-01-01T00:00:00.000Z", 0, None, RECEIVED) == ("1999-01-01T00:00:00.000Z", False)


def test_a_day_is_vietnams() -> None:
    assert local_day(instant("2026-11-23T17:00:00.000Z")) == "2026-11-24"
    assert stamp(instant("2026-11-24T02:11:09.123456+00:00")) == "2026-11-24T02:11:09.123Z"


@given(st.datetimes(datetime(1960, 1, 1), datetime(2100, 1, 1)))
def test_the_day_of_a_stamp_is_that_of_its_instant(moment: datetime) -> None:
    at = stamp(moment.replace(tzinfo=UTC))
    assert day_of(at) == local_day(instant(at))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.integers(0, 23))
def test_the_next_hour_is_ahead_and_less_than_a_day_and_a_moment_away(now: datetime, hour: int) -> None:
    left = until(now, hour)
    then = (now + left).astimezone(VIETNAM)
    assert timedelta(0) < left <= timedelta(days=1)
    assert (then.hour, then.minute, then.second, then.microsecond) == (hour, 0, 0, 0)


def test_an_hour_that_strikes_now_is_a_day_away() -> None:
    assert until(datetime(2026, 11, 24, 19, 0, tzinfo=UTC), 2) == timedelta(days=1)
