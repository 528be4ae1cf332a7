"""Taking a contact down on one screen while somebody is on the line, and putting one right on the same screen."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.contact_person import known_of
from server.actions.contacts import contact_of, correct_contact, take_down
from server.domain.access import may
from server.domain.citizens import Citizen
from server.domain.contacts import CONTACT_CHANNELS, DIRECTIONS, TYPED_OUTCOMES, Contact
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.contact_answers import find_answers
from server.http.office.contact_form import FIELDS, told_of, typed_from
from server.http.office.names import Names
from server.http.office.page import Typed, acting, page, today, typed
from server.http.render import redirect
from server.http.security import guarded

THEN = {"request": "requests.write", "appointment": "desk.write"}
"""What may be made of a contact in the same step → who may make it."""
WHERE = {"request": "/office/requests/new", "appointment": "/office/desk/appointments/new"}


def entry_page(
    request: Request, given: Typed, wanted: Contact | None = None, refusal: Refusal | None = None
) -> Response:
    """The form with what was typed, and beside it what is known of the number and what the handbook says."""
    with view(request) as seen:
        names = Names(seen)
        shown: dict[str, Any] = {
            "hamlets": names.hamlets,
            "names": names,
            "known": known_of(seen, given["phone"], wanted.id if wanted else ""),
            "answers": find_answers(seen, given["q"][:100], today(request)),
        }
    outcomes = list(TYPED_OUTCOMES)
    if wanted is not None and wanted.outcome and wanted.outcome not in outcomes:
        outcomes.insert(0, wanted.outcome)
    return page(
        request,
        "office/contact_entry.html",
        refusal=refusal,
        typed=given,
        wanted=wanted,
        channels=CONTACT_CHANNELS,
        directions=DIRECTIONS,
        outcomes=outcomes,
        thens=[name for name, permission in THEN.items() if may(acting(request).role, permission)],
        fields_at_fault=FIELDS,
        asked=given["q"][:100],
        **shown,
    )


async def show_new(request: Request) -> Response:
    """The empty form; `?citizen=` is somebody whom the desk knows, `phone`, `name`, `hamlet`, `direction` as given."""
    query = request.query_params
    given = Typed(channel="hotline", direction="in")
    given.update({name: query[name][:200] for name in ("phone", "name", "hamlet", "direction", "q") if name in query})
    if id_ := query.get("citizen"):
        with view(request) as seen:
            citizen = seen.get(Citizen, id_)
        if citizen is not None:
            party = citizen.party
            given.update(name=party.name, phone=party.phone or given["phone"], hamlet=party.hamlet or "")
    return entry_page(request, given)


async def do_take_down(request: Request) -> Response:
    """Write it down; with `then` straight on to what is made of it. On refusal everything typed is still there."""
    data = await form(request)
    given = typed(data)
    try:
        made = await write(request, lambda unit: take_down(unit, act(request, data), told_of(given)))
    except Refusal as refusal:
        return entry_page(request, given, refusal=refusal)
    if (then := given["then"]) in WHERE:
        return redirect(request, f"{WHERE[then]}?{urlencode({'contact': made.id})}")
    return redirect(request, f"/office/contacts/{made.id}")


async def show_correct(request: Request) -> Response:
    """The form filled with a contact. Refuses contact_erased."""
    with view(request) as seen:
        wanted = contact_of(seen, request.path_params["id"])
    if wanted.erased_at:
        raise Refusal("contact_erased")
    return entry_page(request, typed_from(wanted), wanted)


async def do_correct(request: Request) -> Response:
    """Put it right."""
    data = await form(request)
    given, id_ = typed(data), request.path_params["id"]
    try:
        await write(request, lambda unit: correct_contact(unit, act(request, data), id_, told_of(given)))
    except Refusal as refusal:
        if refusal.code in ("not_found", "contact_erased"):
            raise
        with view(request) as seen:
            wanted = contact_of(seen, id_)
        return entry_page(request, given, wanted, refusal)
    return redirect(request, f"/office/contacts/{id_}")


routes = [
    guarded("/office/contacts/new", show_new, "contacts.write"),
    guarded("/office/contacts/new", do_take_down, "contacts.write", ["POST"]),
    guarded("/office/contacts/{id}/correct", show_correct, "contacts.write"),
    guarded("/office/contacts/{id}/correct", do_correct, "contacts.write", ["POST"]),
]
