"""Which contacts a URL asks for: words, state, channel, outcome, hamlet, days."""

from dataclasses import dataclass
from types import MappingProxyType

from server.domain.contacts import CONTACT_CHANNELS, OUTCOMES, Contact
from server.http.office.asked import Asked, holds
from server.store.port import View

HERE = "/office/contacts"
STATES = ("open", "overdue", "done", "all")
NO_HAMLET = "none"
NO_OUTCOME = "none"
RESULTS = (*(one for one in OUTCOMES if one), NO_OUTCOME)


@dataclass(frozen=True)
class Filter(Asked):
    """What is asked for; a field that is empty leaves nothing out. `first` and `last` are days."""

    here = HERE
    choices = MappingProxyType({"state": STATES, "channel": CONTACT_CHANNELS, "outcome": RESULTS})
    day_fields = ("first", "last")
    q: str = ""
    state: str = "open"
    channel: str = ""
    outcome: str = ""
    hamlet: str = ""
    first: str = ""
    last: str = ""

    def passes(self, contact: Contact, today: str) -> bool:
        """Whether a contact of the right state is asked for."""
        return (
            (self.state != "overdue" or contact.overdue(today))
            and (not self.channel or contact.channel == self.channel)
            and (not self.outcome or (contact.outcome or NO_OUTCOME) == self.outcome)
            and (not self.hamlet or (contact.hamlet or NO_HAMLET) == self.hamlet)
            and (not self.first or contact.day >= self.first)
            and (not self.last or contact.day <= self.last)
            and (not self.q or holds(_searched(contact), self.q))
        )


def matching(view: View, wanted: Filter, today: str) -> list[Contact]:
    """All that a filter lets through: what is open first, by the day that was promised; then the newest."""
    found = [one for one in _candidates(view, wanted) if wanted.passes(one, today)]
    left = sorted((one for one in found if one.state == "open"), key=lambda one: (one.follow_up or "9", one.made_at))
    rest = sorted((one for one in found if one.state == "done"), key=lambda one: one.made_at, reverse=True)
    return [*left, *rest]


def overdue_count(view: View, today: str) -> int:
    """How many promises were not kept on their day."""
    return sum(one.overdue(today) for one in view.find(Contact, "state", "open"))


def _candidates(view: View, wanted: Filter) -> list[Contact]:
    """The smallest index that holds all that is wanted."""
    if wanted.state in ("open", "overdue"):
        return view.find(Contact, "state", "open")
    if wanted.first and wanted.first[:7] == wanted.last[:7]:
        month = view.find(Contact, "month", wanted.first[:7])
        return month if wanted.state == "all" else [one for one in month if one.state == wanted.state]
    return view.find(Contact, "all", "") if wanted.state == "all" else view.find(Contact, "state", wanted.state)


def _searched(contact: Contact) -> str:
    return f"{contact.name} {contact.phone} {contact.what} {contact.note}"
