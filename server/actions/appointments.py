"""Appointments at the writing desk: booked, put right, moved, checked in, missed, cancelled, reopened (R50)."""

from datetime import date

from msgspec import structs

from server.actions.calendar import calendar
from server.actions.catalogue import procedure_on
from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.domain.appointments import (
    APPOINTMENT_STATES,
    HELPS,
    MOST_PLACES,
    TAKES_A_PLACE,
    Appointment,
    AppointmentState,
    Booking,
    DeskCapacity,
    Part,
    checked_slot,
    taken,
)
from server.domain.names import tidy
from server.domain.party_check import checked
from server.domain.problems import Refusal
from server.domain.times import VIETNAM, local_day
from server.store.port import Unit, View

MAX_TEXT = 500


def appointment_of(view: View, id_: str) -> Appointment:
    """The appointment. Refuses not_found."""
    found = view.get(Appointment, id_)
    if found is None:
        raise Refusal("not_found")
    return found


def on_day(view: View, day: str) -> list[Appointment]:
    """All of a day, the morning first, each part in the order in which it was booked."""
    found = view.find(Appointment, "day", day)
    return sorted(found, key=lambda one: (one.part == "afternoon", one.made_at))


def capacity(view: View) -> DeskCapacity:
    """How many places each part of a day has."""
    return view.get(DeskCapacity, "desk") or DeskCapacity()


def change_capacity(unit: Unit, act: Act, morning: int, afternoon: int) -> DeskCapacity:
    """Other numbers of places from now on; what is booked stays booked. Refuses invalid."""
    for field, places in (("morning", morning), ("afternoon", afternoon)):
        if not 0 <= places <= MOST_PLACES:
            raise Refusal("invalid", field, f"Mỗi buổi nhận từ 0 đến {MOST_PLACES} người.")
    before = capacity(unit)
    after = DeskCapacity(morning=morning, afternoon=afternoon)
    if after != before:
        unit.put(after)
        record_change(unit, act, after, "appointment.capacity", before=before)
    return after


def book(unit: Unit, act: Act, booking: Booking, extra: bool = False) -> Appointment:
    """Give somebody a place. The same act again gives the same appointment.

    Refuses invalid with the field, part_full unless `extra`.
    """
    if (made := unit.get(Appointment, act.event_id)) is not None:
        return made
    known = _checked(unit, act, booking)
    day, part = checked_slot(known.day, known.part, _today(act), calendar(unit))
    beyond = _room(unit, day, part, extra)
    appointment = Appointment(
        id=act.event_id,
        **{**structs.asdict(known), "person": known.person, "day": day, "part": part},
        procedure_name=_name_of(unit, known.procedure, day),
        extra=beyond,
        made_by=act.by.id,
        made_at=act.at,
    )
    unit.put(appointment)
    record_change(unit, act, appointment, "appointment.booked")
    return appointment


def correct(unit: Unit, act: Act, id_: str, booking: Booking) -> Appointment:
    """Put right who comes and for what; day and part stay: they are moved. Refuses invalid, appointment_closed."""
    before, done = _open(unit, act, id_, "booked", "came")
    if done:
        return before
    known = _checked(unit, act, booking)
    after = structs.replace(
        before,
        person=known.person,
        help=known.help,
        procedure=known.procedure,
        procedure_name=_name_of(unit, known.procedure, before.day),
        note=known.note,
    )
    return _done(unit, act, before, after, "appointment.corrected")


def move(unit: Unit, act: Act, id_: str, day: str, part: str, extra: bool = False) -> Appointment:
    """Another day or part; who did not come is given a new one. Refuses invalid, part_full, appointment_closed."""
    before, done = _open(unit, act, id_, "booked", "missed")
    if done:
        return before
    day, known = checked_slot(day, part, _today(act), calendar(unit))
    if (day, known) == (before.day, before.part):
        return before
    beyond = _room(unit, day, known, extra)
    after = structs.replace(before, day=day, part=known, state="booked", extra=beyond)
    return _done(unit, act, before, after, "appointment.moved")


def check_in(unit: Unit, act: Act, id_: str) -> Appointment:
    """They are here, be it late or on another day. Twice is once. Refuses appointment_closed when cancelled."""
    before, done = _open(unit, act, id_, "booked", "came", "missed")
    if done or before.state == "came":
        return before
    return _done(unit, act, before, structs.replace(before, state="came", came_at=act.at), "appointment.came")


def miss(unit: Unit, act: Act, id_: str) -> Appointment:
    """They did not come. Refuses too_early before the day, appointment_closed."""
    before, done = _open(unit, act, id_, "booked", "missed")
    if done or before.state == "missed":
        return before
    if before.day > local_day(act.now):
        raise Refusal("too_early")
    return _done(unit, act, before, structs.replace(before, state="missed"), "appointment.missed")


def cancel(unit: Unit, act: Act, id_: str, reason: str) -> Appointment:
    """They do not want it any more, or it cannot be; the place is free. Refuses needs_reason, appointment_closed."""
    before, done = _open(unit, act, id_, "booked", "cancelled")
    if done or before.state == "cancelled":
        return before
    reason = tidy(reason)[:MAX_TEXT]
    if not reason:
        raise Refusal("needs_reason", "reason")
    after = structs.replace(before, state="cancelled", reason=reason)
    return _done(unit, act, before, after, "appointment.cancelled", reason)


def reopen(unit: Unit, act: Act, id_: str) -> Appointment:
    """What was noted was a mistake: it is booked again, as it was. Refuses part_full when its place is gone."""
    before, done = _open(unit, act, id_, *APPOINTMENT_STATES)
    if done or before.state == "booked":
        return before
    extra = before.extra
    if before.state not in TAKES_A_PLACE:
        extra = _room(unit, before.day, before.part, extra)
    after = structs.replace(before, state="booked", reason="", came_at="", extra=extra)
    return _done(unit, act, before, after, "appointment.reopened")


def answering(view: View, request: str) -> list[Appointment]:
    """The appointments that answer a request for service at home."""
    return view.find(Appointment, "request", request)


def _open(view: View, act: Act, id_: str, *states: AppointmentState) -> tuple[Appointment, bool]:
    """The appointment, and whether this very act was done already. Refuses not_found, appointment_closed."""
    found = appointment_of(view, id_)
    done = done_before(view, act, found)
    if not done and (found.state not in states or found.erased_at):
        raise Refusal("appointment_closed")
    return found, done


def _room(view: View, day: str, part: Part, extra: bool) -> bool:
    """Whether the place is one beyond those that the part has. Refuses part_full unless `extra`."""
    full = taken(view.find(Appointment, "day", day), part) >= capacity(view).of(part)
    if full and not extra:
        raise Refusal("part_full", "part")
    return full


def _checked(view: View, act: Act, booking: Booking) -> Booking:
    person = checked(booking.person, "person_", _today(act))
    if booking.help not in HELPS:
        raise Refusal("invalid", "help", "Hãy chọn cần viết hộ hay cần hướng dẫn.")
    code = tidy(booking.procedure)
    if code and procedure_on(view, code, _today(act).isoformat()) is None:
        raise Refusal("no_procedure", "procedure")
    return structs.replace(booking, person=person, procedure=code, note=tidy(booking.note)[:MAX_TEXT])


def _name_of(view: View, code: str, day: str) -> str:
    found = procedure_on(view, code, day) if code else None
    return found.name if found else ""


def _today(act: Act) -> date:
    return act.now.astimezone(VIETNAM).date()


def _done(unit: Unit, act: Act, before: Appointment, after: Appointment, what: str, note: str = "") -> Appointment:
    if after != before:
        unit.put(after)
        record_change(unit, act, after, what, note=note, before=before)
    return after
