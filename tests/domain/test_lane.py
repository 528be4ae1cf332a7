"""The lane's rule: each condition by itself, and that its reasons say all that stands against it and nothing else."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.calendar import NATIONAL, Calendar
from server.domain.dossiers import Ticked
from server.domain.lane import LANE_REASONS, lane
from server.domain.procedures import Component, Procedure, SameDay
from server.domain.service_days import ServiceRule
from server.domain.times import VIETNAM

FORM, PROOF = Component("Tờ khai"), Component("Văn bản ủy quyền", required=False, when="có người nộp thay")
THERE = (Ticked(FORM, there=True), Ticked(PROOF))
FRIDAY = "2026-11-27"


def procedure(same_day: SameDay = "yes") -> Procedure:
    return Procedure(id="2.000815@", code="2.000815", name="Chứng thực bản sao", field="Chứng thực", same_day=same_day)


def at(text: str) -> datetime:
    """An instant in Vietnam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def reasons(received: str, ticked: tuple[Ticked, ...] = THERE, same_day: SameDay = "yes") -> tuple[str, ...]:
    return lane(procedure(same_day), at(received), ticked, NATIONAL, ServiceRule()).reasons


@pytest.mark.parametrize("received", ["07:00", "11:29", "13:30", "14:59"])
def test_on_a_service_day_what_is_listed_and_complete_enters(received: str) -> None:
    assert lane(procedure(), at(f"{FRIDAY} {received}"), THERE, NATIONAL, ServiceRule()) == (True, ())
    assert reasons(f"{FRIDAY} {received}", same_day="partly") == ()


@pytest.mark.parametrize(
    ("received", "reason"),
    [
        ("2026-11-26 09:00", "not_service_day"),
        (f"{FRIDAY} 06:59", "closed"),
        (f"{FRIDAY} 12:00", "closed"),
        (f"{FRIDAY} 15:00", "too_late"),
        (f"{FRIDAY} 18:00", "too_late"),
    ],
)
def test_another_time(received: str, reason: str) -> None:
    assert reasons(received) == (reason,)


def test_another_procedure_or_a_missing_paper() -> None:
    assert reasons(f"{FRIDAY} 09:00", same_day="no") == ("not_listed",)
    assert reasons(f"{FRIDAY} 09:00", (Ticked(FORM), Ticked(PROOF, there=True))) == ("incomplete",)
    assert reasons("2026-11-26 16:00", (Ticked(FORM),), "no") == ("not_service_day", "not_listed", "incomplete")


def test_a_service_day_that_was_moved() -> None:
    off = Calendar({date(2026, 11, 27): "holiday"})
    before = ServiceRule(on_holiday="before")
    assert lane(procedure(), at("2026-11-26 09:00"), THERE, off, before).same_day
    assert lane(procedure(), at(f"{FRIDAY} 09:00"), THERE, off, before).reasons == ("not_service_day",)


@given(
    st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 31), timezones=st.just(VIETNAM)),
    st.booleans(),
    st.sampled_from(["yes", "partly", "no"]),
)
def test_in_the_lane_or_with_a_reason_and_then_due_on_its_day(
    received: datetime, complete: bool, same_day: SameDay
) -> None:
    found = lane(procedure(same_day), received, (Ticked(FORM, there=complete),), NATIONAL, ServiceRule())
    assert found.same_day != bool(found.reasons)
    assert set(found.reasons) <= set(LANE_REASONS)
    assert ("incomplete" in found.reasons) != complete
    if found.same_day:
        assert NATIONAL.is_open(received)
        assert NATIONAL.due(received, 0).at.date() == received.date()
