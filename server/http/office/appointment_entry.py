"""Booking an appointment on one screen, and putting one right on the same screen."""

from functools import partial
from itertools import groupby
from typing import Any

from msgspec import structs
from starlette.requests import Request
from starlette.responses import Response

from server.actions.appointments import appointment_of, book, correct
from server.actions.catalogue import catalogue
from server.actions.contacts import lead_to
from server.actions.desk import Act
from server.domain.appointments import HELPS, PARTS, Appointment
from server.domain.citizens import Citizen
from server.domain.contacts import Contact
from server.domain.problems import Refusal
from server.domain.requests import HomeRequest
from server.domain.times import read_day
from server.http.desk import view
from server.http.office.appointment_form import FIELDS, booking_of, part_of, typed_from, with_request
from server.http.office.appointment_slots import day_words, first_free, offered, typed_slot
from server.http.office.contact_form import person_from
from server.http.office.entry import Entry
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today
from server.http.office.party_form import MAX_TEXT, SEXES, with_party
from server.http.office.request_form import PERSON
from server.store.port import Unit


def entry_page(
    request: Request, given: Typed, wanted: Appointment | None = None, refusal: Refusal | None = None
) -> Response:
    """The form with what was typed; `wanted` when one is put right."""
    now = today(request)
    with view(request) as seen:
        shown: dict[str, Any] = {
            "hamlets": Names(seen).hamlets,
            "days": offered(seen, now),
            "fields": [
                (field, list(found)) for field, found in groupby(catalogue(seen, now), key=lambda one: one.field)
            ],
            "asked": seen.get(HomeRequest, given["request"]) if given["request"] else None,
        }
    return page(
        request,
        "office/appointment_entry.html",
        refusal=refusal,
        typed=given,
        wanted=wanted,
        sexes=SEXES,
        parts_of_day=PARTS,
        helps=HELPS,
        fields_at_fault=FIELDS,
        words=partial(day_words, word=say(request)),
        **shown,
    )


async def show_new(request: Request) -> Response:
    """The form with the first free place chosen, or what the URL says of day, part, procedure, citizen and request."""
    query = request.query_params
    given = Typed(help="writing", procedure=query.get("procedure", "")[:20])
    with view(request) as seen:
        days = offered(seen, today(request))
        day, free = read_day(query.get("day", "")), first_free(days)
        if day:
            given.update(typed_slot(days, day, part_of(query.get("part", ""))))
        elif free is not None:
            given["slot"] = free.value
        citizen = seen.get(Citizen, query.get("citizen", ""))
        wish = seen.get(HomeRequest, query.get("request", ""))
        if wish is not None:
            given = with_request(given, wish)
        elif citizen is not None:
            given = with_party(given, PERSON, structs.replace(citizen.party, citizen=citizen.id))
        elif (contact := seen.get(Contact, query.get("contact", ""))) is not None and not contact.erased_at:
            given = with_party(given, PERSON, person_from(seen, contact))
            given.update(note=contact.what[:MAX_TEXT], contact=contact.id)
    return entry_page(request, given)


def _book(unit: Unit, by: Act, given: Typed) -> Appointment:
    """The appointment, and the contact that it was made of says so."""
    made = book(unit, by, booking_of(given), given["extra"] == "1")
    if contact := given["contact"][:64]:
        lead_to(unit, by, contact, appointment=made.id)
    return made


ENTRY = Entry(
    here="/office/desk/appointments",
    page=entry_page,
    blank=show_new,
    make=_book,
    correct=lambda unit, by, id_, given: correct(unit, by, id_, booking_of(given)),
    find=appointment_of,
    typed_from=typed_from,
)

routes = ENTRY.routes("desk.write")
