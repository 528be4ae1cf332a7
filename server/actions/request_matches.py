"""What a request may be about: papers and dossiers of somebody who may be the same person, and other requests."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from server.domain.dossiers import OPEN_STATES, Dossier
from server.domain.intake import read_code
from server.domain.items import Item
from server.domain.names import folded
from server.domain.requests import UNSERVED, HomeRequest
from server.store.port import View

OPEN = ("at_desk", "in_round", "returned", "posted")
MOST = 12
"""So many of a kind are offered at most."""


class Matches(NamedTuple):
    """What is offered to whoever decides: only a person knows whether it is the same one."""

    items: list[Item]
    dossiers: list[Dossier]
    others: list[HomeRequest]


class OpenPapers:
    """The papers that are not in their owners' hands, by name: looked through once, asked many times."""

    def __init__(self, view: View) -> None:
        self._by_name: dict[str, list[Item]] = {}
        for state in OPEN:
            for item in view.find(Item, "state", state):
                self._by_name.setdefault(name_key(item.name), []).append(item)

    def of(self, request: HomeRequest) -> list[Item]:
        """Those of the same name and no other birth or hamlet that belong to no other request."""
        person = request.person
        return [
            item
            for item in self._by_name.get(name_key(person.name), ())
            if item.request in (None, request.id)
            and agree(item.birth, person.birth)
            and item.hamlet in (None, person.hamlet)
        ]


def matches(view: View, request: HomeRequest) -> Matches:
    """What is offered for a request, without what it has already."""
    items = [item for item in OpenPapers(view).of(request) if item.id not in request.items]
    found = {dossier.id: dossier for dossier in _dossiers(view, request)}
    others = [
        other
        for state in UNSERVED
        for other in view.find(HomeRequest, "state", state)
        if other.id != request.id and _same(other, request)
    ]
    return Matches(items[:MOST], list(found.values())[:MOST], others[:MOST])


def _dossiers(view: View, request: HomeRequest) -> Iterable[Dossier]:
    """Those of the code that was named, then the citizen's own, then those of a namesake that are not returned."""
    person, code = request.person, read_code(request.dossier_code)
    if code:
        yield from view.find(Dossier, "external_code", code)
        yield from view.find(Dossier, "no", code)
    waiting = (*OPEN_STATES, "done")
    if person.citizen:
        yield from (one for one in view.find(Dossier, "citizen", person.citizen) if one.state in waiting)
    for state in waiting:
        for dossier in view.find(Dossier, "state", state):
            applicant = dossier.applicant
            if name_key(applicant.name) == name_key(person.name) and agree(applicant.birth, person.birth):
                yield dossier


def _same(other: HomeRequest, request: HomeRequest) -> bool:
    one, two = other.person, request.person
    if one.citizen and one.citizen == two.citizen:
        return True
    return name_key(one.name) == name_key(two.name) and agree(one.birth, two.birth)


def agree(one: str, two: str) -> bool:
    """Whether two births may be the same: as far as both are known."""
    return one.startswith(two) or two.startswith(one)


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """A name as it is compared."""
    return folded(name)
