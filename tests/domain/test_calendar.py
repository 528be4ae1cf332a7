"""Working days: weekends, public holidays and the day of receipt are not counted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.calendar import add_working_days, is_working_day


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        (date(2020, 8, 31), date(2020, 9, 4)),  # 2/9 is the National Day
        (date(2020, 9, 4), date(2020, 9, 9)),  # over a weekend
        (date(2026, 11, 20), date(2026, 11, 26)),  # 24/11 is a holiday from 2026
        (date(2026, 2, 13), date(2026, 2, 25)),  # over Tết
    ],
)
def test_three_working_days(arrived: date, due: date) -> None:
    assert add_working_days(arrived, 3) == due


def test_the_calendar_is_given() -> None:
    assert add_working_days(date(2026, 1, 1), 3, lambda day: True) == date(2026, 1, 4)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 15))
def test_it_ends_on_a_working_day_after_as_many(day: date, count: int) -> None:
    end = add_working_days(day, count)
    assert is_working_day(end)
    passed = (date.fromordinal(ordinal) for ordinal in range(day.toordinal() + 1, end.toordinal() + 1))
    assert sum(map(is_working_day, passed)) == count
