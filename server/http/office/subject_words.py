"""What an id in the log of looks, or in a request of a data subject, means today: a name, and where it is looked at."""

from server.actions.subjects import document_of
from server.domain.events import Event
from server.domain.items import Item
from server.domain.records import Record
from server.domain.subject_records import name_in
from server.domain.subjects import SubjectRequest
from server.store.port import View

PAGES = {
    "item": "/office/items/",
    "dossier": "/office/dossiers/",
    "request": "/office/requests/",
    "filled_form": "/office/desk/",
    "appointment": "/office/desk/appointments/",
    "contact": "/office/contacts/",
    "event": "/office/review/",
    "subject_request": "/office/subjects/",
}
"""Where each is looked at; the others have no page of their own."""


def document(view: View, subject: str) -> Record | None:
    """The document of `kind:id`; of an event the item that it is about. None if it is gone, or of a kind unknown."""
    kind, _, id_ = subject.partition(":")
    if kind == "event":
        event = next(iter(view.find(Event, "event", id_)), None)
        return view.get(Item, event.item) if event and event.item else None
    if kind == "subject_request":
        return view.get(SubjectRequest, id_)
    return document_of(view, subject)


def name_of(record: Record | None) -> str:
    """Whom a document names, '' if it names nobody any more."""
    if isinstance(record, SubjectRequest):
        return record.name
    return name_in(record) if record else ""


def page_of(subject: str) -> str:
    """Where the document of `kind:id` is looked at, '' for nowhere."""
    kind, _, id_ = subject.partition(":")
    return PAGES[kind] + id_ if kind in PAGES else ""
