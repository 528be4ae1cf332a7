"""Which words name the place of a route: those of its title."""

_WORDS = (
    ("/sync", "office.audit.phone"),
    ("/office/dossiers", "office.dossiers.title"),
    ("/office/tracking-book", "office.dossiers.title"),
    ("/office/lane", "office.dossiers.title"),
    ("/office/citizens", "office.audit.citizens"),
    ("/office/import", "office.import.title"),
    ("/office/desk/appointments", "office.appointments.title"),
    ("/office/desk", "office.desk.title"),
    ("/office/items", "office.items.title"),
    ("/office/post", "office.items.title"),
    ("/office/rounds", "office.rounds.title"),
    ("/office/reconciliation", "office.rounds.title"),
    ("/office/scan", "office.rounds.title"),
    ("/office/requests", "office.requests.title"),
    ("/office/waiting", "office.requests.title"),
    ("/office/contacts", "office.contacts.title"),
    ("/office/equity", "office.contacts.title"),
    ("/office/review", "office.review.title"),
    ("/office/files", "office.audit.photos"),
    ("/office/oversight", "office.oversight.title"),
    ("/office/held", "office.held.title"),
    ("/office/rescue", "office.held.title"),
    ("/office/reports", "office.reports.title"),
    ("/office/voice", "office.voice.title"),
    ("/office/audit", "office.audit.title"),
    ("/office/subjects", "office.subjects.title"),
)


def place_word(path: str) -> str:
    """The key of a place's name: that of the first beginning that fits, the board's for what is left."""
    return next((word for start, word in _WORDS if path.startswith(start)), "office.board.title")
