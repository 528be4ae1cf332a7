"""Which routes of the office show data of citizens, of what kind, and which certainly show none.

A route that nobody placed counts as one that shows some: a new page is logged before anybody thinks of it.
"""

from server.domain.readings import Manner
from server.domain.subject_records import TYPES

PERSONAL = frozenset(TYPES)
"""Kinds of record that name citizens."""
SUBJECTS = (
    ("/office/dossiers/{id}", "dossier", "id"),
    ("/office/desk/appointments/{id}", "appointment", "id"),
    ("/office/desk/{id}", "filled_form", "id"),
    ("/office/items/{id}", "item", "id"),
    ("/office/requests/{id}", "request", "id"),
    ("/office/contacts/{id}", "contact", "id"),
    ("/office/rounds/{id}", "round", "id"),
    ("/office/review/{event}", "event", "event"),
    ("/office/files/{id}", "photo", "id"),
    ("/office/voice/calls/{id}", "item", "id"),
    ("/office/import/batches/{id}", "batch", "id"),
    ("/office/subjects/{id}", "subject_request", "id"),
)
"""Beginning of a route → the kind of document that it is about, and the parameter that has its id."""
NOT_READ = (
    "/office/live",
    "/office/account",
    "/office/ledger/",
    "/office/paper.css",
    "/office/forms",
    "/office/calendar",
    "/office/procedures",
    "/office/organisation",
    "/office/roster",
    "/office/people",
    "/office/devices",
    "/office/outreach",
    "/office/desk/counts",
    "/office/desk/demand",
    "/office/reports/registers",
    "/office/contacts/answers",
    "/office/voice/sessions",
    "/office/complaints",  # who reads the log may be whom a letter is about: a look would tell of it (R42)
    "/office/admin",
    "/office/retention",
)
"""Beginnings of routes that show no citizen: catalogue, roster, staff, settings, figures, letters without a name."""
_PRINTS = ("print", "slip", "slips", "sheet", "print/{form}")


def is_read(path: str) -> bool:
    """Whether a look at this route is a look at data of citizens."""
    return path.startswith("/office/") and not path.startswith(NOT_READ)


def manner_of(path: str) -> Manner:
    """What is taken from a route: a file, a paper, a page about one, or a list."""
    if path.endswith((".xlsx", ".docx", ".json", ".csv")) or path.startswith("/office/files/"):
        return "file"
    if "/print" in path or path.rsplit("/", 1)[-1] in _PRINTS:
        return "print"
    return "page" if "{" in path else "list"
