"""How many people stand behind a report's streams: each counted once, by what identifies somebody (R74, domain §4.4).

Two papers are the same person's if they share the citizen's record, the identification number, or the name with the
whole date of birth (with the year alone: in the same hamlet). A paper that has but a name is counted by name and
hamlet; it is the known bearer's of that name there, if there is exactly one. So the number is an estimate where papers
say little, and is shown as one.
"""

from collections import defaultdict
from collections.abc import Iterable

from server.domain.citizens import Party
from server.domain.names import folded

WHOLE_DATE = 10
"""The length of `yyyy-mm-dd`."""


def identities(party: Party) -> tuple[str, ...]:
    """What identifies a party; nothing where there is but a name."""
    return (
        *((f"citizen:{party.citizen}",) if party.citizen else ()),
        *identified(party.name, party.birth, party.number, party.hamlet or ""),
    )


def identified(name: str, birth: str, number: str, hamlet: str) -> tuple[str, ...]:
    """The same of a paper that names somebody."""
    found = [f"number:{number}"] if number else []
    if len(birth) == WHOLE_DATE:
        found.append(f"born:{folded(name)}:{birth}")
    elif birth:
        found.append(f"year:{folded(name)}:{birth[:4]}:{hamlet}")
    return tuple(found)


def first_papers(papers: Iterable[tuple[tuple[str, ...], str, str]]) -> list[int]:
    """The places of the papers (identities, name, hamlet) that are the first of their person."""
    known = list(papers)
    person = _Same()
    for place, (identity, _, _) in enumerate(known):
        for one in identity:
            person.join(f"paper:{place}", one)
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    named = [(folded(name), hamlet) for _, name, hamlet in known]
    for place, (identity, _, _) in enumerate(known):
        if identity:
            bearers[named[place]].add(person.of(f"paper:{place}"))
    first: dict[str, int] = {}
    for place, (identity, _, _) in enumerate(known):
        held = {person.of(f"paper:{place}")} if identity else bearers.get(named[place], set())
        first.setdefault(next(iter(held)) if len(held) == 1 else "name:{}:{}".format(*named[place]), place)
    return sorted(first.values())


class _Same:
    """Which keys are the same person's."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, key: str) -> str:
        """The key that stands for all of a person's."""
        while (above := self._above.setdefault(key, key)) != key:
            self._above[key] = self._above.setdefault(above, above)
            key = above
        return key

    def join(self, one: str, other: str) -> None:
        """They are the same person's."""
        self._above[self.of(one)] = self.of(other)
