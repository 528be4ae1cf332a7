"""What a report counts of reaching out: the contacts and the outreach sessions of a period (codes `contacts`,
`outreach_sessions`)."""

from datetime import date, timedelta

from server.actions.outreach import sessions_between
from server.domain.contacts import Contact
from server.domain.outreach import OutreachSession
from server.store.port import View


def contacts_between(view: View, first: date, last: date) -> list[Contact]:
    """The contacts of those days, both included, the oldest first; months that hold none cost a look-up each."""
    low, high = first.isoformat(), last.isoformat()
    months = dict.fromkeys(
        (first + timedelta(days=ahead)).isoformat()[:7] for ahead in range(0, _days(first, last), 28)
    )
    found = [
        one
        for month in [*months, *({high[:7]} - set(months))]
        for one in view.find(Contact, "month", month)
        if low <= one.day <= high
    ]
    return sorted(found, key=lambda one: (one.made_at, one.id))


def outreach_between(view: View, first: date, last: date) -> list[OutreachSession]:
    """The outreach sessions of those days, both included, the oldest first."""
    return sessions_between(view, first, last)


def _days(first: date, last: date) -> int:
    return max(0, (last - first).days) + 1
