"""Which dossiers a URL asks for: words, state, date, field, hamlet, lane, way out, days of receipt."""

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from server.domain.dossier_due import standing
from server.domain.dossiers import DOSSIER_STATES, OPEN_STATES, Dossier
from server.http.office.asked import Asked, holds
from server.store.port import View

STATES = ("open", *DOSSIER_STATES, "all")
DUES = ("overdue", "today", "soon")
LANES = ("same_day", "normal")
CHANNELS = ("desk", "home", "postal")
NO_HAMLET = "none"


class Now(NamedTuple):
    """The moment of the look, and the last day that counts as soon."""

    at: datetime
    soon: date


@dataclass(frozen=True)
class Filter(Asked):
    """What is asked for; a field that is empty leaves nothing out. `first` and `last` are days of receipt.

    `batch` is the import that brought a dossier.
    """

    here = "/office/dossiers"
    choices = MappingProxyType({"state": STATES, "due": DUES, "lane": LANES, "channel": CHANNELS})
    day_fields = ("first", "last")
    q: str = ""
    state: str = "open"
    due: str = ""
    field: str = ""
    hamlet: str = ""
    lane: str = ""
    channel: str = ""
    first: str = ""
    last: str = ""
    batch: str = ""

    def passes(self, dossier: Dossier, now: Now) -> bool:
        """Whether a dossier of the right state is asked for."""
        applicant = dossier.applicant
        return (
            (not self.field or dossier.field == self.field)
            and (not self.hamlet or (applicant.hamlet or NO_HAMLET) == self.hamlet)
            and (not self.lane or dossier.lane == self.lane)
            and (not self.channel or dossier.channel_out == self.channel)
            and (not self.first or dossier.day >= self.first)
            and (not self.last or (dossier.day or self.last) <= self.last)
            and (not self.due or self._due(dossier, now))
            and (not self.q or holds(_searched(dossier), self.q))
        )

    def _due(self, dossier: Dossier, now: Now) -> bool:
        found = standing(dossier, now.at, now.soon)
        return found == self.due or (self.due == "soon" and found == "today")


def matching(view: View, wanted: Filter, now: Now) -> list[Dossier]:
    """All that a filter lets through: what is open first and by its date, then the rest, the newest first."""
    found = [dossier for dossier in _candidates(view, wanted) if wanted.passes(dossier, now)]
    still = [dossier for dossier in found if dossier.state in OPEN_STATES]
    rest = [dossier for dossier in found if dossier.state not in OPEN_STATES]
    still.sort(key=lambda dossier: (dossier.due_at or "9", dossier.no))
    rest.sort(key=lambda dossier: (dossier.received_at, dossier.no), reverse=True)
    return [*still, *rest]


def _candidates(view: View, wanted: Filter) -> list[Dossier]:
    """The smallest index that holds all that is wanted."""
    if wanted.batch:
        brought = view.find(Dossier, "batch", wanted.batch)
        states = {"open": OPEN_STATES, "all": DOSSIER_STATES}.get(wanted.state, (wanted.state,))
        return [dossier for dossier in brought if dossier.state in states]
    if wanted.state == "open":
        return [dossier for state in OPEN_STATES for dossier in view.find(Dossier, "state", state)]
    if wanted.state != "all":
        return view.find(Dossier, "state", wanted.state)
    if wanted.hamlet:
        return view.find(Dossier, "hamlet", "" if wanted.hamlet == NO_HAMLET else wanted.hamlet)
    return view.find(Dossier, "all", "")


def _searched(dossier: Dossier) -> str:
    applicant = dossier.applicant
    submitter = dossier.submitter.name if dossier.submitter else ""
    return (
        f"{applicant.name} {submitter} {applicant.number} {applicant.phone} {dossier.no} {dossier.external_code} "
        f"{dossier.procedure_code} {dossier.procedure_name}"
    )
