"""Who is entitled to service at home and was not served, by hamlet (R30, R61); who waits is waiting.py's to say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from server.domain.citizens import Category, Citizen, Mobility, Party
from server.domain.commune import Hamlet
from server.domain.eligibility import ENTITLED, HINDERED
from server.domain.requests import HomeRequest
from server.domain.waiting import HamletWaiting, Waiter, may_be_one, name_key


@dataclass
class Entitled:
    """One person as the list has them. `waiter` says since when and for what they wait, None if nothing was asked.

    `category` and `mobility` are '' where nobody wrote them down; `served` in the period.
    """

    name: str
    birth: str
    hamlet: str | None
    phone: str = ""
    citizen: str | None = None
    category: Category = ""
    mobility: Mobility = ""
    served: bool = False
    waiter: Waiter | None = None

    @property
    def known(self) -> bool:
        """Whether the rule is known to entitle them (R30): the group and the walking."""
        return self.category in ENTITLED and self.mobility in HINDERED

    @property
    def days(self) -> int:
        """For how many days they have waited; 0 if nothing was asked."""
        return self.waiter.days if self.waiter else 0


@dataclass(frozen=True)
class Coverage:
    """One hamlet in the period: of `known` entitled people `served`, `waiting` or never asked (`unasked`).

    `hamlet` is None for those whose hamlet nobody knows. `sessions` of outreach in the period; `last_session` is the
    day of the last one ever, '' for none. `waits` are all who wait there, entitled or not, `longest` for how many days.
    """

    hamlet: Hamlet | None
    known: int = 0
    served: int = 0
    waiting: int = 0
    unasked: int = 0
    waits: int = 0
    longest: int = 0
    sessions: int = 0
    last_session: str = ""


@dataclass(frozen=True)
class Equity:
    """The hamlets, and everybody who is to be served still: the longest wait first, then who asked for nothing."""

    hamlets: tuple[Coverage, ...]
    people: tuple[tuple[Hamlet | None, Entitled], ...]


@dataclass
class People:
    """People gathered by hamlet, name and birth as waiting.py tells them apart."""

    hamlets: Sequence[Hamlet]
    by_name: dict[tuple[str | None, str], list[Entitled]] = field(default_factory=dict)
    _places: dict[str | None, str | None] = field(default_factory=dict)

    def add(self, party: Party, category: Category, mobility: Mobility, citizen: str | None = None) -> None:
        """Somebody with a group and the walking; what is known stays, what is new is added."""
        one = self.find(party.hamlet, party.name, party.birth) or self._new(party.hamlet, party.name, party.birth)
        one.birth = max(one.birth, party.birth, key=len)
        one.category, one.mobility = one.category or category, one.mobility or mobility
        one.phone, one.citizen = one.phone or party.phone, one.citizen or citizen

    def find(self, hamlet: str | None, name: str, birth: str) -> Entitled | None:
        """Whoever that is, if they are among them."""
        namesakes = self.by_name.get((self.place(hamlet), name_key(name)), ())
        return next((one for one in namesakes if may_be_one(one.birth, birth)), None)

    def wait(self, hamlet: str | None, waiter: Waiter) -> None:
        """Somebody who waits, known to be entitled or not. Two who wait are never one: waiting.py told them apart."""
        one = self.find(hamlet, waiter.name, waiter.birth)
        if one is None or one.waiter is not None:
            one = self._new(hamlet, waiter.name, waiter.birth)
        one.waiter, one.birth = waiter, max(one.birth, waiter.birth, key=len)
        phones = [request.person.phone for request in waiter.requests] + [item.phone for item in waiter.items]
        one.phone = one.phone or next(filter(None, phones), "")

    def place(self, hamlet: str | None) -> str | None:
        """The hamlet of today: one that was merged is what it went into."""
        if hamlet not in self._places:
            self._places[hamlet] = self._successor(hamlet)
        return self._places[hamlet]

    def _successor(self, hamlet: str | None) -> str | None:
        known = {one.id: one for one in self.hamlets}
        here, seen = known.get(hamlet or ""), set[str]()
        while here is not None and here.successor and here.id not in seen:
            seen.add(here.id)
            here = known.get(here.successor, here)
        return here.id if here else None

    def _new(self, hamlet: str | None, name: str, birth: str) -> Entitled:
        made = Entitled(name, birth, self.place(hamlet))
        self.by_name.setdefault((made.hamlet, name_key(name)), []).append(made)
        return made

    def all(self) -> Iterable[Entitled]:
        """Everybody."""
        return (one for namesakes in self.by_name.values() for one in namesakes)


def equity(
    citizens: Iterable[Citizen],
    requests: Iterable[HomeRequest],
    waiting: Iterable[HamletWaiting],
    served: Iterable[tuple[str | None, str, str]],
    outreach: Iterable[tuple[str, str, bool]],
    hamlets: Sequence[Hamlet],
) -> Equity:
    """`requests` are those that were not declined, `waiting` everybody who waits, `served` (hamlet, name, birth) of
    whoever was in the period, `outreach` (hamlet, day, whether in the period) of every session."""
    people = People(hamlets)
    for citizen in citizens:
        people.add(citizen.party, citizen.category, citizen.mobility, citizen.id)
    for request in requests:
        people.add(request.person, request.category, request.mobility, request.person.citizen)
    for group in waiting:
        for waiter in group.people:
            people.wait(group.hamlet.id if group.hamlet else None, waiter)
    for place, name, birth in served:
        if (one := people.find(place, name, birth)) is not None:
            one.served = True
    concerned = [one for one in people.all() if one.known or one.waiter]
    known = {one.id: one for one in hamlets}
    left = sorted((one for one in concerned if one.waiter or not one.served), key=lambda one: _order(one, known))
    covered = _coverage(concerned, [(people.place(place), day, within) for place, day, within in outreach], hamlets)
    return Equity(tuple(covered), tuple((known.get(one.hamlet or ""), one) for one in left))


def _order(one: Entitled, hamlets: dict[str, Hamlet]) -> tuple[bool, int, bool, str, str]:
    """Who waits before who never asked, the longest first; of the same wait the remote hamlets first."""
    hamlet = hamlets.get(one.hamlet or "")
    return (one.waiter is None, -one.days, not (hamlet and hamlet.remote), hamlet.name if hamlet else "~", one.name)


def _coverage(
    people: Iterable[Entitled], outreach: Iterable[tuple[str | None, str, bool]], hamlets: Sequence[Hamlet]
) -> list[Coverage]:
    """The active hamlets, remote ones first, then by who waits longest; those of no hamlet at the end."""
    found: dict[str | None, Coverage] = {one.id: Coverage(one) for one in hamlets if one.active}
    for one in people:
        at = one.hamlet if one.hamlet in found else None
        now = found.get(at) or Coverage(None)
        found[at] = replace(
            now,
            known=now.known + one.known,
            served=now.served + (one.known and one.served),
            waiting=now.waiting + (one.known and not one.served and one.waiter is not None),
            unasked=now.unasked + (one.known and not one.served and one.waiter is None),
            waits=now.waits + (one.waiter is not None),
            longest=max(now.longest, one.days),
        )
    for place, day, within in outreach:
        there = found.get(place)
        if there is not None:
            last = max(there.last_session, day)
            found[place] = replace(there, sessions=there.sessions + within, last_session=last)
    return sorted(
        found.values(),
        key=lambda one: (one.hamlet is None, not (one.hamlet and one.hamlet.remote), -one.longest, _name(one)),
    )


def _name(one: Coverage) -> str:
    return one.hamlet.name if one.hamlet else ""
