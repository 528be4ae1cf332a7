"""The form of an appointment: what was typed into it as a booking, and what it is filled with."""

from server.domain.appointments import HELPS, PARTS, Appointment, Booking, Part
from server.domain.requests import HomeRequest
from server.http.office.appointment_slots import chosen_slot
from server.http.office.page import Typed
from server.http.office.party_form import MAX_TEXT, party_of, with_party
from server.http.office.request_form import PERSON, PERSON_SHOWN

FIELDS = (*PERSON_SHOWN, "day", "part", "procedure", "help", "note")
"""The fields whose refusals the form shows beneath them."""


def booking_of(given: Typed) -> Booking:
    """What was taken down; it is checked by who keeps it."""
    day, part = chosen_slot(given)
    return Booking(
        person=party_of(given, PERSON),
        day=day[:10],
        part=part_of(part),
        help=next((one for one in HELPS if one == given["help"]), "writing"),
        procedure=given["procedure"][:20],
        note=given["note"][:MAX_TEXT],
        request=given["request"][:64] or None,
    )


def part_of(text: str) -> Part:
    """The part of a day that a form says; the morning for what it does not."""
    return next((one for one in PARTS if one == text), "morning")


def typed_from(one: Appointment) -> Typed:
    """The form that would have made this appointment."""
    given = Typed(help=one.help, procedure=one.procedure, note=one.note, part=one.part, day=one.day)
    return with_party(given, PERSON, one.person)


def with_request(given: Typed, wanted: HomeRequest) -> Typed:
    """The form with somebody who asked for writing at home and can come after all."""
    return Typed(
        {**with_party(given, PERSON, wanted.person), "note": wanted.title or wanted.note, "request": wanted.id}
    )
