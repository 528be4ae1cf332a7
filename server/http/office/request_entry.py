"""Taking a request down on one screen, and putting one right on the same screen."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.contacts import lead_to
from server.actions.desk import Act
from server.actions.requests import correct, make_request, request_of
from server.domain.citizens import Citizen
from server.domain.contacts import Contact
from server.domain.problems import Refusal
from server.domain.requests import CATEGORIES, MOBILITIES, WANTED, HomeRequest
from server.http.desk import view
from server.http.office.contact_form import person_from
from server.http.office.entry import Entry
from server.http.office.names import Names
from server.http.office.page import Typed, page
from server.http.office.party_form import MAX_TEXT, SEXES, with_party
from server.http.office.request_form import (
    CHANNELS,
    DESK_SOURCES,
    FIELDS,
    PERSON,
    RELATIONS,
    typed_from,
    wish_of,
    with_citizen,
)
from server.store.port import Unit


def entry_page(
    request: Request, given: Typed, wanted: HomeRequest | None = None, refusal: Refusal | None = None
) -> Response:
    """The form with what was typed; `wanted` when one is put right."""
    with view(request) as seen:
        hamlets = Names(seen).hamlets
    return page(
        request,
        "office/request_entry.html",
        refusal=refusal,
        typed=given,
        wanted=wanted,
        hamlets=hamlets,
        sexes=SEXES,
        kinds=WANTED,
        categories=[one for one in CATEGORIES if one],
        mobilities=[one for one in MOBILITIES if one],
        relations=RELATIONS,
        channels=CHANNELS,
        sources=DESK_SOURCES,
        fields_at_fault=FIELDS,
    )


async def show_new(request: Request) -> Response:
    """The empty form; `?citizen=` is somebody whom the desk knows, `?contact=` a contact that it is made of."""
    given = Typed(wanted="health_card", channel="round", source="office", relation="subject")
    if id_ := request.query_params.get("citizen"):
        with view(request) as seen:
            citizen = seen.get(Citizen, id_)
        given = with_citizen(given, citizen) if citizen else given
    elif id_ := request.query_params.get("contact"):
        with view(request) as seen:
            contact = seen.get(Contact, id_)
            if contact is not None and not contact.erased_at:
                given = with_party(given, PERSON, person_from(seen, contact))
                given.update(source="hotline", note=contact.what[:MAX_TEXT], contact=contact.id)
    return entry_page(request, given)


def _make(unit: Unit, by: Act, given: Typed) -> HomeRequest:
    """The request, and the contact that it was made of says so."""
    made = make_request(unit, by, wish_of(given))
    if contact := given["contact"][:64]:
        lead_to(unit, by, contact, request=made.id)
    return made


ENTRY = Entry(
    here="/office/requests",
    page=entry_page,
    blank=show_new,
    make=_make,
    correct=lambda unit, by, id_, given: correct(unit, by, id_, wish_of(given)),
    find=request_of,
    typed_from=lambda wanted: typed_from(wanted.wish),
)

routes = ENTRY.routes("requests.write")
