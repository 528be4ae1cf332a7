"""Which requests a URL asks for: words, state, hamlet, group, and where they came from."""

from dataclasses import dataclass
from types import MappingProxyType

from server.domain.requests import CATEGORIES, REQUEST_STATES, SOURCES, UNSERVED, HomeRequest
from server.http.office.asked import Asked, holds
from server.store.port import View

STATES = ("unserved", *REQUEST_STATES, "all")
NO_HAMLET = "none"
NO_CATEGORY = "none"
GROUPS = (*(one for one in CATEGORIES if one), NO_CATEGORY)


@dataclass(frozen=True)
class Filter(Asked):
    """What is asked for; a field that is empty leaves nothing out."""

    here = "/office/requests"
    choices = MappingProxyType({"state": STATES, "category": GROUPS, "source": SOURCES})
    q: str = ""
    state: str = "unserved"
    hamlet: str = ""
    category: str = ""
    source: str = ""

    def passes(self, request: HomeRequest) -> bool:
        """Whether a request of the right state is asked for."""
        return (
            (not self.hamlet or (request.person.hamlet or NO_HAMLET) == self.hamlet)
            and (not self.category or (request.category or NO_CATEGORY) == self.category)
            and (not self.source or request.source == self.source)
            and (not self.q or holds(_searched(request), self.q))
        )


def matching(view: View, wanted: Filter) -> list[HomeRequest]:
    """All that a filter lets through: whoever still waits first, the longest at the top; then the newest."""
    found = [request for request in _candidates(view, wanted) if wanted.passes(request)]
    waiting = sorted((one for one in found if one.state in UNSERVED), key=lambda one: (one.made_at, one.id))
    rest = [one for one in found if one.state not in UNSERVED]
    rest.sort(key=lambda one: (one.served_at or one.decided_at or one.made_at, one.id), reverse=True)
    return [*waiting, *rest]


def _candidates(view: View, wanted: Filter) -> list[HomeRequest]:
    """The smallest index that holds all that is wanted."""
    if wanted.state == "unserved":
        return [request for state in UNSERVED for request in view.find(HomeRequest, "state", state)]
    if wanted.state != "all":
        return view.find(HomeRequest, "state", wanted.state)
    if wanted.hamlet:
        return view.find(HomeRequest, "hamlet", "" if wanted.hamlet == NO_HAMLET else wanted.hamlet)
    return view.find(HomeRequest, "all", "")


def _searched(request: HomeRequest) -> str:
    person = request.person
    return (
        f"{person.name} {request.nickname} {person.number} {person.phone} {request.way} {request.title} "
        f"{request.dossier_code} {request.asked_by} {request.note} {person.birth[:4]}"
    )
