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
from server.http.desk import view
from server.http.office.contact_answers import find_answers
from server.http.office.contact_form import FIELDS, told_of, typed_from
from server.http.office.entry import Entry
from server.http.office.names import Names
from server.http.office.page import Typed, acting, page, today
from server.store.port import View

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


def _find(seen: View, id_: str) -> Contact:
    """A contact that can still be put right. Refuses contact_erased."""
    found = contact_of(seen, id_)
    if found.erased_at:
        raise Refusal("contact_erased")
    return found


class ContactEntry(Entry[Contact]):
    """With `then` it leads straight on to what is made of the contact."""

    def after(self, given: Typed, id_: str) -> str:
        """To the form of what is made of it, else to it."""
        then = WHERE.get(given["then"])
        return f"{then}?{urlencode({'contact': id_})}" if then else super().after(given, id_)


ENTRY = ContactEntry(
    here="/office/contacts",
    page=entry_page,
    blank=show_new,
    make=lambda unit, by, given: take_down(unit, by, told_of(given)),
    correct=lambda unit, by, id_, given: correct_contact(unit, by, id_, told_of(given)),
    find=_find,
    typed_from=typed_from,
)

routes = ENTRY.routes("contacts.write")
