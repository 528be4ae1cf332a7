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
from server.http.desk import act, form, view, write
from server.http.office.contact_form import person_from
from server.http.office.names import Names
from server.http.office.page import Typed, page, typed
from server.http.office.request_form import (
    CHANNELS,
    DESK_SOURCES,
    FIELDS,
    MAX_TEXT,
    RELATIONS,
    SEXES,
    typed_from,
    wish_of,
    with_citizen,
    with_person,
)
from server.http.render import redirect
from server.http.security import guarded
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
                given = with_person(given, person_from(seen, contact))
                given.update(source="hotline", note=contact.what[:MAX_TEXT], contact=contact.id)
    return entry_page(request, given)


async def do_make(request: Request) -> Response:
    """Take it down; on refusal everything typed is still there."""
    data = await form(request)
    given = typed(data)
    try:
        made = await write(request, lambda unit: _make(unit, act(request, data), given))
    except Refusal as refusal:
        return entry_page(request, given, refusal=refusal)
    return redirect(request, f"/office/requests/{made.id}")


def _make(unit: Unit, by: Act, given: Typed) -> HomeRequest:
    """The request, and the contact that it was made of says so."""
    made = make_request(unit, by, wish_of(given))
    if contact := given["contact"][:64]:
        lead_to(unit, by, contact, request=made.id)
    return made


async def show_correct(request: Request) -> Response:
    """The form filled with a request."""
    with view(request) as seen:
        wanted = request_of(seen, request.path_params["id"])
    return entry_page(request, typed_from(wanted.wish), wanted)


async def do_correct(request: Request) -> Response:
    """Put it right."""
    data = await form(request)
    given, id_ = typed(data), request.path_params["id"]
    try:
        await write(request, lambda unit: correct(unit, act(request, data), id_, wish_of(given)))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        with view(request) as seen:
            wanted = request_of(seen, id_)
        return entry_page(request, given, wanted, refusal)
    return redirect(request, f"/office/requests/{id_}")


routes = [
    guarded("/office/requests/new", show_new, "requests.write"),
    guarded("/office/requests/new", do_make, "requests.write", ["POST"]),
    guarded("/office/requests/{id}/correct", show_correct, "requests.write"),
    guarded("/office/requests/{id}/correct", do_correct, "requests.write", ["POST"]),
]
