"""What an id in the log of looks, or in a request of a data subject, means today: a name, and where it is looked at."""

from server.domain.appointments import Appointment
from server.domain.citizens import Citizen
from server.domain.contacts import Contact
from server.domain.dossiers import Dossier
from server.domain.entries import DeskEntry
from server.domain.events import Event
from server.domain.filled_forms import FilledForm
from server.domain.items import Item
from server.domain.records import Record
from server.domain.requests import HomeRequest
from server.store.port import View

TYPES: dict[str, type[Record]] = {
    one.kind: one for one in (Item, Dossier, HomeRequest, FilledForm, Appointment, Contact, Citizen, DeskEntry)
}
"""The kinds of document that name a citizen."""
PAGES = {
    "item": "/office/items/",
    "dossier": "/office/dossiers/",
    "request": "/office/requests/",
    "filled_form": "/office/desk/",
    "appointment": "/office/desk/appointments/",
    "contact": "/office/contacts/",
    "event": "/office/review/",
}
"""Where each is looked at; the others have no page of their own."""


def name_in(record: Record) -> str:
    """Whom a document names, '' if it names nobody any more."""
    match record:
        case Item() | Contact():
            return record.name
        case Dossier():
            return record.applicant.name
        case HomeRequest() | Appointment():
            return record.person.name
        case FilledForm():
            return record.declarant.name
        case DeskEntry():
            return record.declarant
        case Citizen():
            return record.party.name
    return ""


def document(view: View, subject: str) -> Record | None:
    """The document of `kind:id`; of an event the item that it is about. None if it is gone, or of a kind unknown."""
    kind, _, id_ = subject.partition(":")
    if kind == "event":
        event = next(iter(view.find(Event, "event", id_)), None)
        return view.get(Item, event.item) if event and event.item else None
    type_ = TYPES.get(kind)
    return view.get(type_, id_) if type_ else None


def page_of(subject: str) -> str:
    """Where the document of `kind:id` is looked at, '' for nowhere."""
    kind, _, id_ = subject.partition(":")
    return PAGES[kind] + id_ if kind in PAGES else ""
