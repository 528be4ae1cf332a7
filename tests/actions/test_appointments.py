"""Appointments through their actions: places, twice is once, every step and its refusals, the history."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec import structs

from server.actions import appointments, catalogue
from server.actions.appointment_retention import erase_past
from server.actions.desk import Act
from server.actions.history import story
from server.documents.catalogue_file import shipped
from server.domain.appointments import Appointment, Booking
from server.domain.citizens import Party
from server.domain.problems import Refusal
from server.store.port import Unit
from tests.communes import Here

WEDNESDAY = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 1, 30, tzinfo=UTC)
BOOKING = Booking(
    person=Party("  Danh  Thị Thử ", birth="1941", phone="0912 345 678"), day="2026-11-27", procedure="2.000635"
)


@pytest.fixture
def desk(here: Here) -> Here:
    """A commune with its catalogue on a Wednesday, two places a part."""
    here.clock = lambda: WEDNESDAY
    here.do(lambda unit: catalogue.seed(unit, shipped()))
    here.do(lambda unit: appointments.change_capacity(unit, here.act("clerk"), 2, 2))
    return here


def book(here: Here, extra: bool = False, **changed: Any) -> Appointment:
    booking = structs.replace(BOOKING, **changed)
    return here.do(lambda unit: appointments.book(unit, here.act("clerk"), booking, extra))


def refused(here: Here, action: Any) -> str:
    with pytest.raises(Refusal) as found:
        here.do(action)
    return found.value.code


def whats(here: Here, one: Appointment) -> list[str]:
    with here.store.read() as view:
        return [change.what for change in story(view, one)]


def test_booked_in_the_forms_in_which_it_is_kept_and_twice_is_once(desk: Here) -> None:
    act = desk.act("clerk")
    made = desk.do(lambda unit: appointments.book(unit, act, BOOKING))
    assert desk.do(lambda unit: appointments.book(unit, act, BOOKING)) == made
    assert (made.person.name, made.person.phone) == ("Danh Thị Thử", "0912345678")
    assert made.procedure_name == "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh"
    assert (made.state, made.extra, made.made_by) == ("booked", False, desk.people["clerk"].id)
    assert whats(desk, made) == ["appointment.booked"]


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"person": Party(" ")}, "invalid", "person_name"),
        ({"person": Party("Danh Thử", phone="12")}, "invalid", "person_phone"),
        ({"procedure": "9.999999"}, "no_procedure", "procedure"),
        ({"help": "dance"}, "invalid", "help"),
        ({"day": "2026-11-24"}, "invalid", "day"),
    ],
)
def test_what_cannot_be_booked(desk: Here, changed: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Refusal) as found:
        book(desk, **changed)
    assert (found.value.code, found.value.field) == (code, field)


def test_a_full_part_takes_one_more_only_when_it_is_said(desk: Here) -> None:
    book(desk)
    second = book(desk)
    assert refused(desk, lambda unit: appointments.book(unit, desk.act("clerk"), BOOKING)) == "part_full"
    assert book(desk, part="afternoon").extra is False
    third = book(desk, extra=True)
    assert third.extra is True
    desk.do(lambda unit: appointments.cancel(unit, desk.act("clerk"), second.id, "con đưa đi rồi"))
    desk.do(lambda unit: appointments.cancel(unit, desk.act("clerk"), third.id, "nhầm"))
    assert book(desk).extra is False
    assert refused(desk, lambda unit: appointments.reopen(unit, desk.act("clerk"), second.id)) == "part_full"


def test_a_part_without_places_is_closed(desk: Here) -> None:
    desk.do(lambda unit: appointments.change_capacity(unit, desk.act("clerk"), 5, 0))
    assert (
        refused(
            desk, lambda unit: appointments.book(unit, desk.act("clerk"), structs.replace(BOOKING, part="afternoon"))
        )
        == "part_full"
    )
    assert refused(desk, lambda unit: appointments.change_capacity(unit, desk.act("clerk"), 100, 1)) == "invalid"


def test_moved_to_another_day_and_the_place_is_free_again(desk: Here) -> None:
    first, _ = book(desk), book(desk)
    moved = desk.do(lambda unit: appointments.move(unit, desk.act("clerk"), first.id, "2026-12-04", "afternoon"))
    assert (moved.day, moved.part, moved.state) == ("2026-12-04", "afternoon", "booked")
    book(desk)
    assert (
        refused(desk, lambda unit: appointments.move(unit, desk.act("clerk"), first.id, "2026-11-27", "morning"))
        == "part_full"
    )
    with desk.store.read() as view:
        (change,) = [one for one in story(view, moved) if one.what == "appointment.moved"]
        assert [one.id for one in appointments.on_day(view, "2026-12-04")] == [first.id]
    assert {(one.field, one.before, one.after) for one in change.differences} == {
        ("day", "2026-11-27", "2026-12-04"),
        ("part", "morning", "afternoon"),
    }


def test_came_missed_and_taken_back(desk: Here) -> None:
    made = book(desk)
    assert refused(desk, lambda unit: appointments.miss(unit, desk.act("clerk"), made.id)) == "too_early"
    desk.clock = lambda: FRIDAY
    came = desk.do(lambda unit: appointments.check_in(unit, desk.act("clerk"), made.id))
    assert (came.state, came.came_at) == ("came", "2026-11-27T01:30:00.000Z")
    assert desk.do(lambda unit: appointments.check_in(unit, desk.act("clerk"), made.id)) == came
    assert refused(desk, lambda unit: appointments.miss(unit, desk.act("clerk"), made.id)) == "appointment_closed"
    back = desk.do(lambda unit: appointments.reopen(unit, desk.act("clerk"), made.id))
    assert (back.state, back.came_at) == ("booked", "")
    missed = desk.do(lambda unit: appointments.miss(unit, desk.act("clerk"), made.id))
    assert missed.state == "missed"
    again = desk.do(lambda unit: appointments.move(unit, desk.act("clerk"), made.id, "2026-12-04", "morning"))
    assert again.state == "booked"
    assert whats(desk, made) == [f"appointment.{what}" for what in ("booked", "came", "reopened", "missed", "moved")]


def test_an_act_that_comes_in_again_later_changes_nothing(desk: Here) -> None:
    made = book(desk)
    act: Act = desk.act("clerk")

    def check_in(unit: Unit) -> Appointment:
        return appointments.check_in(unit, act, made.id)

    desk.do(check_in)
    desk.do(lambda unit: appointments.reopen(unit, desk.act("clerk"), made.id))
    assert desk.do(check_in).state == "booked"


def test_cancelled_needs_a_reason_and_is_over(desk: Here) -> None:
    made = book(desk)
    assert refused(desk, lambda unit: appointments.cancel(unit, desk.act("clerk"), made.id, " ")) == "needs_reason"
    gone = desk.do(lambda unit: appointments.cancel(unit, desk.act("clerk"), made.id, "đã nhờ  con"))
    assert (gone.state, gone.reason) == ("cancelled", "đã nhờ con")
    assert refused(desk, lambda unit: appointments.check_in(unit, desk.act("clerk"), made.id)) == "appointment_closed"
    assert (
        refused(desk, lambda unit: appointments.move(unit, desk.act("clerk"), made.id, "2026-12-04", "morning"))
        == "appointment_closed"
    )
    assert (
        refused(desk, lambda unit: appointments.correct(unit, desk.act("clerk"), made.id, BOOKING))
        == "appointment_closed"
    )
    assert refused(desk, lambda unit: appointments.check_in(unit, desk.act("clerk"), "none")) == "not_found"


def test_put_right_without_touching_its_day(desk: Here) -> None:
    made = book(desk)
    other = structs.replace(BOOKING, person=Party("Danh Thị Khác"), day="2026-12-04", help="guidance", procedure="")
    after = desk.do(lambda unit: appointments.correct(unit, desk.act("clerk"), made.id, other))
    assert (after.person.name, after.day, after.help, after.procedure_name) == (
        "Danh Thị Khác",
        "2026-11-27",
        "guidance",
        "",
    )


def test_the_morning_first_then_who_booked_first(desk: Here) -> None:
    late = book(desk, part="afternoon")
    first, second = book(desk), book(desk)
    with desk.store.read() as view:
        assert [one.id for one in appointments.on_day(view, "2026-11-27")] == [first.id, second.id, late.id]


def test_a_month_after_its_day_only_name_and_hamlet_are_kept(desk: Here) -> None:
    made, later = book(desk, note="hai bản"), book(desk, day="2026-12-04")
    other = structs.replace(BOOKING, person=Party("Danh Thị Thử", phone="0987654321"), note="ba bản")
    desk.do(lambda unit: appointments.correct(unit, desk.act("clerk"), made.id, other))
    day_30, day_31 = (datetime(2026, 12, day, 3, tzinfo=UTC) for day in (27, 28))
    assert desk.do(lambda unit: erase_past(unit, day_30)) == 0
    assert desk.do(lambda unit: erase_past(unit, day_31)) == 1
    assert desk.do(lambda unit: erase_past(unit, day_31)) == 0
    with desk.store.read() as view:
        kept = appointments.appointment_of(view, made.id)
        told = repr(story(view, kept))
        assert appointments.appointment_of(view, later.id).person.phone == "0912345678"
    assert (kept.person, kept.note, kept.procedure) == (Party("Danh Thị Thử"), "", "2.000635")
    assert not any(word in told for word in ("0987654321", "0912345678", "bản"))
    assert refused(desk, lambda unit: appointments.check_in(unit, desk.act("clerk"), made.id)) == "appointment_closed"
