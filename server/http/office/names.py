"""The names behind ids, each looked up once in a view, and their order."""

import sys
from functools import lru_cache

from server.domain.commune import Hamlet
from server.domain.items import Item
from server.domain.names import sort_key
from server.domain.people import Person
from server.domain.rounds import Round
from server.domain.unions import Union, in_order
from server.store.port import View


@lru_cache(maxsize=1 << 16)
def name_order(name: str) -> str:
    """The place of a name in a Vietnamese list, remembered and as one text: a long list is sorted at every look."""
    return "".join(f"{_text(places)}\0{_text(tones)}\0" for places, tones in sort_key(name))


def _text(places: tuple[int, ...]) -> str:
    """Numbers as a text that is ordered as they are; an end comes before every number."""
    return "".join(chr(min(place + 1, sys.maxunicode)) for place in places)


class Names:
    """Names of people, hamlets, unions and rounds within one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._people: dict[str, str] = {}
        self._rounds: dict[str, Round | None] = {}
        self._carrying: dict[str, str] | None = None
        self._hamlets = {hamlet.id: hamlet for hamlet in view.find(Hamlet, "all", "")}
        self._unions = {union.id: union for union in view.find(Union, "all", "")}

    @property
    def hamlets(self) -> list[Hamlet]:
        """The active hamlets in the order of their names."""
        return sorted((one for one in self._hamlets.values() if one.active), key=lambda one: sort_key(one.name))

    def person(self, id_: str | None) -> str:
        """The name of a person, '' for nobody or somebody unknown."""
        if not id_:
            return ""
        if id_ not in self._people:
            found = self._view.get(Person, id_)
            self._people[id_] = found.name if found else ""
        return self._people[id_]

    def hamlet(self, id_: str | None) -> str:
        """The name of a hamlet, '' for none."""
        found = self._hamlets.get(id_ or "")
        return found.name if found else ""

    @property
    def unions(self) -> list[Union]:
        """The unions that take part, in the order of the rotation."""
        return in_order(one for one in self._unions.values() if one.active)

    def union(self, id_: str | None) -> str:
        """The name of a union, '' for none; a name, as older stores have it, is itself."""
        found = self._unions.get(id_ or "")
        return found.name if found else id_ or ""

    def place(self, item: Item) -> str:
        """The hamlet of an item, or what its list said."""
        return self.hamlet(item.hamlet) or item.hamlet_text

    def carrying_since(self, person: str) -> str | None:
        """Since when this person has an open bag, None without one."""
        if self._carrying is None:
            self._carrying = {}
            for round_ in self._view.find(Round, "open", ""):
                given = round_.given_at or round_.packed_at
                self._carrying[round_.deliverer] = min(given, self._carrying.get(round_.deliverer, given))
        return self._carrying.get(person)

    def round(self, id_: str | None) -> Round | None:
        """A round."""
        if not id_:
            return None
        if id_ not in self._rounds:
            self._rounds[id_] = self._view.get(Round, id_)
        return self._rounds[id_]
