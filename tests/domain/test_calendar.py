"""The working calendar: what is off and why, working days counted, due dates of every kind."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.calendar import NATIONAL, Calendar, DayKind, OfficeHours, add_working_days, is_working_day
from server.domain.times import VIETNAM

DAYS = st.dates(date(2016, 1, 1), date(2040, 1, 1))
INSTANTS = st.datetimes(datetime(2016, 1, 1), datetime(2040, 1, 1), timezones=st.just(VIETNAM))
KINDS: st.SearchStrategy[DayKind] = st.sampled_from(["holiday", "compensatory", "swapped_off", "working_saturday"])
CALENDARS = st.dictionaries(DAYS, KINDS, max_size=8).map(Calendar)
COUNTS = st.integers(0, 30)


def at(text: str) -> datetime:
    """An instant in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


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


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 21), "weekend"),
        (date(2026, 11, 24), "holiday"),
        (date(2026, 4, 27), "compensatory"),  # Giỗ Tổ fell on a Sunday
        (date(2026, 8, 31), "swapped_off"),  # worked on Saturday 22/8 instead
        (date(2026, 8, 22), None),
        (date(2026, 11, 23), None),
    ],
)
def test_why_nobody_works(day: date, why: str | None) -> None:
    assert NATIONAL.off(day) == why


def test_holidays_are_named_in_the_language_of_the_screen_not_of_the_machine() -> None:
    day = date(2026, 11, 24)
    assert (NATIONAL.name(day), NATIONAL.name(day, "en")) == ("Ngày Văn hóa Việt Nam", "Vietnam Cultural Day")
    assert NATIONAL.name(date(2026, 11, 25)) == ""


@pytest.mark.parametrize("language", ["vi", "en_US", "th"])
def test_why_a_day_is_off_does_not_depend_on_the_machine(language: str) -> None:
    told = (
        "from datetime import date; from server.domain.calendar import NATIONAL; "
        "print(*(NATIONAL.off(date(2026, *day)) for day in ((4, 26), (4, 27), (8, 31))))"
    )
    run = subprocess.run(
        [sys.executable, "-c", told],
        env={**os.environ, "LANGUAGE": language},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["holiday", "compensatory", "swapped_off"]


def test_what_the_commune_enters_wins() -> None:
    entered = Calendar({date(2026, 11, 24): "working_saturday", date(2026, 11, 25): "swapped_off"})
    assert entered.is_working(date(2026, 11, 24))
    assert entered.off(date(2026, 11, 25)) == "swapped_off"


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-20 09:00", 0, "2026-11-20 17:00"),
        ("2026-11-20 14:59", 0, "2026-11-20 17:00"),
        ("2026-11-20 15:00", 0, "2026-11-23 17:00"),  # Friday after 15:00: Monday
        ("2026-11-23 16:00", 0, "2026-11-25 17:00"),  # 24/11 lies between
        ("2026-11-21 08:00", 0, "2026-11-23 17:00"),  # taken in on a Saturday
        ("2026-11-20 16:30", 3, "2026-11-26 17:00"),  # the hour does not matter where days are counted
        ("2026-11-21 08:00", 1, "2026-11-23 17:00"),
    ],
)
def test_due(received: str, days: int, due: str) -> None:
    assert NATIONAL.due(at(received), days).at == at(due)


def test_a_due_date_says_what_it_skipped() -> None:
    due = NATIONAL.due(at("2026-11-20 09:00"), 3)
    assert [(one.day.day, one.why) for one in due.skipped] == [(21, "weekend"), (22, "weekend"), (24, "holiday")]


def test_a_supplement_stops_the_clock() -> None:
    due = NATIONAL.due(at("2026-11-16 09:00"), 5).at
    assert due == at("2026-11-23 17:00")
    assert NATIONAL.after_pause(due, at("2026-11-17 10:00"), at("2026-11-19 08:00")) == at("2026-11-26 17:00")
    assert NATIONAL.after_pause(due, at("2026-11-17 10:00"), at("2026-11-17 16:00")) == due


def test_hours() -> None:
    duty = Calendar(hours=OfficeHours(saturday_morning=True))
    assert NATIONAL.is_open(at("2026-11-23 07:00"))
    assert not NATIONAL.is_open(at("2026-11-23 12:00"))
    assert not NATIONAL.is_open(at("2026-11-23 17:00"))
    assert not NATIONAL.is_open(at("2026-11-21 08:00"))
    assert duty.is_open(at("2026-11-21 08:00"))
    assert not duty.is_open(at("2026-11-21 14:00"))


@given(DAYS, st.integers(1, 15))
def test_it_ends_on_a_working_day_after_as_many(day: date, count: int) -> None:
    end = add_working_days(day, count)
    assert is_working_day(end)
    assert NATIONAL.count(day, end) == count


@given(CALENDARS, INSTANTS, COUNTS)
def test_a_result_is_due_at_the_end_of_a_working_day_not_before_it_came(
    calendar: Calendar, received: datetime, days: int
) -> None:
    due = calendar.due(received, days)
    assert calendar.is_working(due.at.date()) or (days == 0 and not due.late_receipt)
    assert due.at.time() == time(17)
    assert due.at.date() >= received.date()
    assert days == 0 or calendar.count(received.date(), due.at.date()) == days


@given(CALENDARS, INSTANTS, INSTANTS, COUNTS)
def test_who_comes_earlier_is_not_served_later(calendar: Calendar, one: datetime, two: datetime, days: int) -> None:
    first, then = sorted([one, two])
    assert calendar.due(first, days).at <= calendar.due(then, days).at


@given(CALENDARS, INSTANTS, st.integers(1, 30))
def test_more_days_are_later(calendar: Calendar, received: datetime, days: int) -> None:
    assert calendar.due(received, days).at < calendar.due(received, days + 1).at


@given(st.dictionaries(DAYS, KINDS, max_size=8), INSTANTS, COUNTS, st.integers(0, 40))
def test_one_more_day_off_makes_nothing_earlier(
    days: dict[date, DayKind], received: datetime, count: int, place: int
) -> None:
    off = received.date() + timedelta(days=place)
    more: dict[date, DayKind] = {**days, off: "holiday"}
    assert Calendar(days).due(received, count).at <= Calendar(more).due(received, count).at


@given(CALENDARS, DAYS, COUNTS, COUNTS)
def test_days_add_up(calendar: Calendar, day: date, one: int, two: int) -> None:
    assert calendar.add_working_days(calendar.add_working_days(day, one), two) == calendar.add_working_days(
        day, one + two
    )


@given(CALENDARS, INSTANTS, st.integers(1, 20), st.integers(0, 20), st.integers(0, 20))
def test_a_pause_never_shortens(calendar: Calendar, received: datetime, days: int, ask: int, answer: int) -> None:
    due = calendar.due(received, days).at
    asked = received + timedelta(days=ask)
    moved = calendar.after_pause(due, asked, asked + timedelta(days=answer))
    assert moved >= due
    assert calendar.is_working(moved.date())
    assert calendar.count(due.date(), moved.date()) == calendar.count(
        asked.date(), (asked + timedelta(days=answer)).date()
    )


def test_an_instant_of_another_zone_is_read_in_vietnam() -> None:
    assert NATIONAL.due(datetime(2026, 11, 20, 8, tzinfo=UTC), 0).at == at("2026-11-23 17:00")


def test_a_year_without_a_working_day_is_refused() -> None:
    every = {date(2027, 1, 1) + timedelta(days=step): "holiday" for step in range(800)}
    with pytest.raises(ValueError, match="no working day"):
        Calendar(every).add_working_days(date(2027, 1, 1), 1)  # type: ignore[arg-type]  # a literal in a loop


@pytest.mark.parametrize(
    ("first", "last", "minutes"),
    [
        ("2026-11-23 07:00", "2026-11-23 17:00", 480),
        ("2026-11-23 12:00", "2026-11-23 14:00", 30),
        ("2026-11-23 16:00", "2026-11-25 08:00", 120),  # 24/11 lies between
        ("2026-11-21 08:00", "2026-11-22 20:00", 0),
        ("2026-11-23 10:00", "2026-11-23 09:00", 0),
    ],
)
def test_minutes_of_office_hours(first: str, last: str, minutes: int) -> None:
    assert NATIONAL.open_minutes(at(first), at(last)) == minutes


@given(CALENDARS, INSTANTS, st.integers(0, 20_000), st.integers(0, 20_000))
def test_minutes_of_office_hours_add_up(calendar: Calendar, first: datetime, one: int, two: int) -> None:
    between = first + timedelta(minutes=one)
    last = between + timedelta(minutes=two)
    parts = calendar.open_minutes(first, between) + calendar.open_minutes(between, last)
    assert calendar.open_minutes(first, last) == parts
    assert parts <= one + two
