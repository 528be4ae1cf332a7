"""Whom a contact names is kept only as long as it may be needed; that somebody asked stays counted (R60)."""

from datetime import datetime, timedelta

from msgspec import structs

from server.domain.changes import Change, subject_of
from server.domain.contacts import Contact
from server.domain.times import instant, stamp
from server.store.port import Unit

KEPT_DAYS = 90
"""Days after it was closed: so long somebody may complain about what they were told (Luật Khiếu nại 2011 Điều 9), and
no longer than the purpose needs (Luật 91/2025/QH15 Điều 3)."""
OPEN_DAYS = 365
"""Days after which one that nobody closed goes too: what was promised a year ago is asked anew."""


def erase_contacts(unit: Unit, now: datetime) -> int:
    """Of contacts that are long over keep channel, direction, hamlet, day and outcome only; how many those were.

    Again erases nothing twice. What was made of it (a request, an appointment) has a retention of its own; the link to
    it goes, since it leads to a name.
    """
    closed, left = stamp(now - timedelta(days=KEPT_DAYS)), now - timedelta(days=OPEN_DAYS)
    due = [
        one
        for one in unit.find(Contact, "named", "")
        if (one.closed_at and one.closed_at < closed) or instant(one.made_at) < left
    ]
    for one in due:
        unit.put(
            structs.replace(
                one,
                name="",
                phone="",
                what="",
                note="",
                follow_up="",
                request=None,
                appointment=None,
                state="done",
                closed_at=one.closed_at or stamp(now),
                erased_at=stamp(now),
            )
        )
        for change in unit.find(Change, "subject", subject_of(one)):
            unit.put(structs.replace(change, note="", differences=()))
    return len(due)
