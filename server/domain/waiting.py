"""Who waits longest, hamlet by hamlet (R61): everybody with a request or a paper that has not arrived."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from server.domain.commune import Hamlet
from server.domain.item_due import is_overdue
from server.domain.items import Item
from server.domain.names import folded
from server.domain.requests import HomeRequest
from server.domain.times import instant, local_day


@dataclass
class Waiter:
    """One person who waits since the day `since`, for `days` days, with what they wait for.

    `overdue`: a paper's day has passed; `unanswered`: nobody has decided a request of theirs yet.
    """

    name: str
    birth: str
    since: str
    days: int = 0
    overdue: bool = False
    unanswered: bool = False
    requests: list[HomeRequest] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


@dataclass
class HamletWaiting:
    """The people of one hamlet who wait, the longest first; `hamlet` is None for those whose hamlet nobody knows."""

    hamlet: Hamlet | None
    people: list[Waiter]

    @property
    def days(self) -> int:
        """For how long the first of them has waited."""
        return self.people[0].days if self.people else 0

    @property
    def overdue(self) -> int:
        """How many of them wait for a paper whose day has passed."""
        return sum(one.overdue for one in self.people)


def by_hamlet(
    requests: Iterable[HomeRequest], items: Iterable[Item], hamlets: Sequence[Hamlet], today: str
) -> list[HamletWaiting]:
    """Everybody who waits, each once: hamlets by who waits longest there, remote ones before others that wait as long.

    `requests` are those not served, `items` those not in their owners' hands. A paper that goes home for a request
    counts with it; a namesake of the same hamlet whose birth may be the same is the same person.
    """
    found = _Gathering(today)
    for request in requests:
        found.add_request(request)
    for item in items:
        found.add_item(item)
    known = {hamlet.id: hamlet for hamlet in hamlets}
    groups: dict[str, HamletWaiting] = {}
    for place, waiter in found.waiters():
        hamlet = known.get(place or "")
        groups.setdefault(hamlet.id if hamlet else "", HamletWaiting(hamlet, [])).people.append(waiter)
    for group in groups.values():
        group.people.sort(key=lambda one: (one.since, one.name, one.birth))
    return sorted(groups.values(), key=_order)


def _order(group: HamletWaiting) -> tuple[bool, int, bool, str]:
    hamlet = group.hamlet
    return (hamlet is None, -group.days, not (hamlet and hamlet.remote), hamlet.name if hamlet else "")


class _Gathering:
    """People by hamlet and name; of one name there may be several whose births differ."""

    def __init__(self, today: str) -> None:
        self._today = today
        self._by_name: dict[tuple[str | None, str], list[Waiter]] = {}
        self._by_request: dict[str, Waiter] = {}

    def add_request(self, request: HomeRequest) -> None:
        person, since = request.person, _day(request.made_at)
        waiter = self._waiter(person.hamlet, person.name, person.birth, since)
        waiter.requests.append(request)
        waiter.unanswered = waiter.unanswered or request.state == "open"
        self._by_request[request.id] = waiter

    def add_item(self, item: Item) -> None:
        since = item.arrived[:10] or self._today
        waiter = self._by_request.get(item.request or "") or self._waiter(item.hamlet, item.name, item.birth, since)
        waiter.since = min(waiter.since, since)
        waiter.items.append(item)
        waiter.overdue = waiter.overdue or is_overdue(item, self._today)

    def _waiter(self, hamlet: str | None, name: str, birth: str, since: str) -> Waiter:
        namesakes = self._by_name.setdefault((hamlet, name_key(name)), [])
        for one in namesakes:
            if may_be_one(one.birth, birth):
                one.since, one.birth = min(one.since, since), max(one.birth, birth, key=len)
                return one
        namesakes.append(Waiter(name, birth, since))
        return namesakes[-1]

    def waiters(self) -> Iterable[tuple[str | None, Waiter]]:
        """(hamlet, person), with the days counted."""
        for (hamlet, _), found in self._by_name.items():
            for one in found:
                one.days = _days(one.since, self._today)
                yield hamlet, one


@lru_cache(maxsize=1 << 16)
def _day(at: str) -> str:
    return local_day(instant(at))


@lru_cache(maxsize=1 << 12)
def _days(since: str, today: str) -> int:
    return max(0, (date.fromisoformat(today) - date.fromisoformat(since)).days)


def may_be_one(birth: str, other: str) -> bool:
    """Whether two namesakes of one hamlet are the same person: what is known of their births agrees."""
    return birth.startswith(other) or other.startswith(birth)


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """A name as it is compared, remembered: long lists are gathered at every look."""
    return folded(name)
