"""Which complaints a URL asks for, among those that whoever asks may read: their state, and words of their text."""

from dataclasses import dataclass
from types import MappingProxyType

from server.actions.complaint_acts import readable
from server.domain.complaints import COMPLAINT_STATES, Complaint
from server.domain.people import Person
from server.http.office.asked import Asked, holds
from server.store.port import View

HERE = "/office/complaints"
OVERDUE = "overdue"
ALL = "all"
STATES = ("waiting", OVERDUE, "answered", "closed", ALL)


@dataclass(frozen=True)
class ComplaintFilter(Asked):
    """What is asked for; `assigned` is a person's id, 'none' for those that nobody was given."""

    here = HERE
    choices = MappingProxyType({"state": STATES})
    q: str = ""
    state: str = "waiting"
    assigned: str = ""

    def passes(self, complaint: Complaint, today: str) -> bool:
        """Whether a complaint of the right state is asked for."""
        return (
            (self.state != OVERDUE or complaint.overdue(today))
            and (not self.assigned or (complaint.assigned or "none") == self.assigned)
            and (not self.q or holds(_searched(complaint), self.q))
        )


def matching(view: View, who: Person, wanted: ComplaintFilter, today: str) -> list[Complaint]:
    """What this person may read of all that a filter lets through: what waits by its day, then the newest first."""
    state = next((one for one in COMPLAINT_STATES if one == wanted.state), None)
    index = "waiting" if wanted.state == OVERDUE else state
    found = [one for one in readable(view, who, index) if wanted.passes(one, today)]
    waiting = sorted((one for one in found if one.state == "waiting"), key=lambda one: (one.due, one.id))
    rest = sorted((one for one in found if one.state != "waiting"), key=lambda one: (one.sent, one.id), reverse=True)
    return [*waiting, *rest]


def _searched(complaint: Complaint) -> str:
    return " ".join((complaint.text, *(word.text for word in complaint.words)))
