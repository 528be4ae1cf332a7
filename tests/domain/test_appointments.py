"""Which day and part may be given to somebody, and how many places of a part are taken."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.appointments import (
    APPOINTMENT_STATES,
    PARTS,
    TAKES_A_PLACE,
    Appointment,
    DeskCapacity,
    checked_slot,
    open_parts,
    taken,
)
from server.domain.calendar import Calendar, OfficeHours
from server.domain.citizens import Party
from server.domain.problems import Refusal

TODAY = date(2026, 11, 24)
"""A Tuesday, and a public holiday."""
ON_DUTY = Calendar(hours=OfficeHours(saturday_morning=True))


def test_both_parts_of_a_working_day_and_the_morning_of_a_saturday_on_duty() -> None:
    assert open_parts(date(2026, 11, 27), Calendar()) == PARTS
    assert open_parts(date(2026, 11, 28), Calendar()) == ()
    assert open_parts(date(2026, 11, 28), ON_DUTY) == ("morning",)
    assert open_parts(date(2026, 11, 29), ON_DUTY) == ()
    assert open_parts(date(2027, 1, 1), ON_DUTY) == ()


@pytest.mark.parametrize(
    ("day", "part", "field", "said"),
    [
        ("mai", "morning", "day", "Hãy chọn một ngày."),
        ("2026-11-23", "morning", "day", "đã qua"),
        ("2027-02-25", "morning", "day", "xa quá"),
        ("2026-11-24", "morning", "day", "cơ quan nghỉ"),
        ("2026-11-27", "evening", "part", "buổi sáng hay buổi chiều"),
        ("2026-11-28", "afternoon", "part", "Buổi này cơ quan nghỉ"),
    ],
)
def test_a_day_or_part_that_cannot_be(day: str, part: str, field: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked_slot(day, part, TODAY, ON_DUTY)
    assert (refused.value.code, refused.value.field) == ("invalid", field)
    assert said in (refused.value.detail or "")


@given(st.integers(0, 92), st.sampled_from(PARTS))
def test_what_is_taken_is_open(ahead: int, part: str) -> None:
    day = TODAY + timedelta(days=ahead)
    try:
        kept = checked_slot(day.isoformat(), part, TODAY, ON_DUTY)
    except Refusal:
        assert part not in open_parts(day, ON_DUTY)
    else:
        assert kept == (day.isoformat(), part)
        assert part in open_parts(day, ON_DUTY)


@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(APPOINTMENT_STATES))))
def test_a_place_is_taken_by_who_is_to_come_or_came(made: list[tuple[str, str]]) -> None:
    there = [
        Appointment(
            id=str(place),
            person=Party("Danh Thị Thử"),
            day="2026-11-27",
            part=part,  # type: ignore[arg-type]
            state=state,  # type: ignore[arg-type]
            made_by="x",
            made_at="2026-11-24T01:00:00.000Z",
        )
        for place, (part, state) in enumerate(made)
    ]
    free = [one for one in there if one.state not in TAKES_A_PLACE]
    assert sum(taken(there, part) for part in PARTS) == len(there) - len(free)


def test_places_by_part() -> None:
    assert (
        DeskCapacity(morning=3, afternoon=0).of("morning"),
        DeskCapacity(morning=3, afternoon=0).of("afternoon"),
    ) == (3, 0)
