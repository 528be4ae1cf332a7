"""The days of the model: every Friday, and what a holiday does to one; the seed's seven Fridays."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from server.domain.calendar import NATIONAL, Calendar
from server.domain.service_days import ServiceRule, is_service_day, next_service_day, service_days

FRIDAY = date(2026, 11, 27)


def test_the_seeds_seven_fridays() -> None:
    found = service_days(date(2020, 8, 26), date(2020, 10, 13), ServiceRule(), NATIONAL)
    assert [day.strftime("%d/%m") for day in found] == ["28/08", "04/09", "11/09", "18/09", "25/09", "02/10", "09/10"]


def test_a_friday_off_is_skipped_or_moved() -> None:
    off = Calendar({FRIDAY: "holiday"})
    week = [date(2026, 11, day) for day in range(23, 31)]
    served = {
        rule: [day.day for day in week if is_service_day(day, ServiceRule(on_holiday=rule), off)]
        for rule in ("skip", "before", "after")
    }
    assert served == {"skip": [], "before": [26], "after": [30]}


def test_the_next_one() -> None:
    assert next_service_day(date(2026, 11, 24), ServiceRule(), NATIONAL) == FRIDAY
    assert next_service_day(FRIDAY, ServiceRule(), NATIONAL) == date(2026, 12, 4)


@given(
    st.dates(date(2018, 1, 1), date(2036, 1, 1)),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    st.sampled_from(["skip", "before", "after"]),
)
def test_nobody_serves_on_a_day_off(day: date, weekdays: tuple[int, ...], on_holiday: str) -> None:
    rule = ServiceRule(weekdays, on_holiday)  # type: ignore[arg-type]  # drawn from the literal's values
    if is_service_day(day, rule, NATIONAL):
        assert NATIONAL.is_working(day)
    if NATIONAL.is_working(day) and day.weekday() in weekdays:
        assert is_service_day(day, rule, NATIONAL)
