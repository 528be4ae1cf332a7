"""A service day on a holiday: named with its reason, and where it went."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.calendar import NATIONAL, Calendar
from server.domain.moved_days import Moved, moved_days
from server.domain.service_days import ServiceRule, is_service_day

JANUARY = (date(2027, 1, 1), date(2027, 1, 31))
"""New Year's Day of 2027 is a Friday."""


def test_passed_over() -> None:
    assert moved_days(*JANUARY, ServiceRule(), NATIONAL) == [Moved(date(2027, 1, 1), None, "holiday")]


def test_moved_past_the_weekend() -> None:
    (moved,) = moved_days(*JANUARY, ServiceRule(on_holiday="after"), Calendar())
    assert moved == Moved(date(2027, 1, 1), date(2027, 1, 4), "holiday")


def test_moved_into_the_month_before_is_seen_from_both() -> None:
    rule = ServiceRule(on_holiday="before")
    moved = Moved(date(2027, 1, 1), date(2026, 12, 31), "holiday")
    assert moved_days(*JANUARY, rule, NATIONAL) == [moved]
    assert moved_days(date(2026, 12, 1), date(2026, 12, 31), rule, NATIONAL) == [moved]


def test_an_ordinary_month_has_none() -> None:
    assert moved_days(date(2026, 11, 1), date(2026, 11, 30), ServiceRule(), NATIONAL) == []


RULES = st.builds(
    ServiceRule,
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    st.sampled_from(["skip", "before", "after"]),
)


@given(RULES, st.dates(date(2018, 1, 1), date(2028, 12, 1)))
def test_where_it_went_is_a_service_day(rule: ServiceRule, first: date) -> None:
    for moved in moved_days(first, first + timedelta(days=30), rule, NATIONAL):
        assert not is_service_day(moved.day, rule, NATIONAL)
        assert moved.to is None or is_service_day(moved.to, rule, NATIONAL)


@given(RULES, st.dates(date(2018, 1, 1), date(2028, 12, 1)))
def test_every_service_day_is_one_of_the_week_or_has_been_moved(rule: ServiceRule, first: date) -> None:
    days = [first + timedelta(days=step) for step in range(31)]
    moved = {one.to for one in moved_days(days[0], days[-1], rule, NATIONAL)}
    for day in days:
        if is_service_day(day, rule, NATIONAL):
            assert day.weekday() in rule.weekdays or day in moved
