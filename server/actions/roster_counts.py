"""How often who sat at the desk, per person and per union, over any days (R51, R66)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from server.actions.roster_memory import month_before
from server.domain.people import Person
from server.domain.roster_records import Shift
from server.store.port import View


class Count(NamedTuple):
    """One person, or with `person` '' a whole union: shifts on the roster, of them checked in, shifts missed, places
    as a reserve, and times called from there.
    """

    person: str
    union: str
    planned: int = 0
    done: int = 0
    missed: int = 0
    reserve: int = 0
    called: int = 0


def counts(view: View, first: str, last: str) -> list[Count]:
    """Per person, from a day to a day, both `yyyy-mm-dd` and included; of published and unpublished months alike."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for shift in _shifts(view, first, last):
        called = any(reason.code == "called" for reason in shift.reasons)
        if shift.person and shift.state != "absent":
            _add(sums[shift.person], 1, int(shift.state == "done"), called=int(called))
        for missing in shift.missed:
            _add(sums[missing], missed=1)
        if shift.reserve:
            _add(sums[shift.reserve], reserve=1)
    found = []
    for id_, row in sums.items():
        person = view.get(Person, id_)
        found.append(Count(id_, (person.union or "") if person else "", *row))
    return found


def by_union(rows: Iterable[Count]) -> list[Count]:
    """The same per union."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for row in rows:
        _add(sums[row.union], *row[2:])
    return [Count("", union, *row) for union, row in sums.items()]


def _add(row: list[int], planned: int = 0, done: int = 0, missed: int = 0, reserve: int = 0, called: int = 0) -> None:
    for place, more in enumerate((planned, done, missed, reserve, called)):
        row[place] += more


def _shifts(view: View, first: str, last: str) -> list[Shift]:
    month, found = first[:7], []
    while month <= last[:7]:
        found += [
            one for one in view.find(Shift, "month", month) if first <= one.day <= last and one.state != "cancelled"
        ]
        month = month_before(month, -1)
    return found
