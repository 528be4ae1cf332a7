"""Rounds as the program would pack them (R32): hamlet heads first, what is due first, nobody more than a bag's worth.

A proposal is only looked at: nothing is packed until a clerk accepts it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from server.domain.delivery_class import may_leave
from server.domain.items import MAX_ATTEMPTS, Item
from server.domain.people import Role
from server.domain.rounds import MAX_ITEMS

TRIP = 12
"""So many doors are one trip (domain §6: 3-12 stops): more of one hamlet is divided among helpers."""
_NO_DUE = "9999"

Stays = Literal["class_forbids", "with_official", "asked_for_post", "tried_enough", "no_hamlet", "no_room"]
"""Why a paper stays at the desk: its class; the register travels with it in an official's hands, who packs it himself;
its owner asked for the post; it came back after three visits and somebody should telephone first; nobody knows which
hamlet; nobody can carry any more."""
ReasonCode = Literal["hamlet_head", "helps", "nearest_due", "overdue", "least_load", "no_phone"]


class Carrier(NamedTuple):
    """Somebody who may carry a bag: `held` papers are with him now, on `phones` phones he can confirm."""

    id: str
    name: str
    role: Role
    hamlet: str | None = None
    held: int = 0
    phones: int = 1


class Reason(NamedTuple):
    """Why a bag is as it is. `value` is a hamlet's id, a day or a number, as the code has it."""

    code: ReasonCode
    value: str = ""


class Bag(NamedTuple):
    """One proposed round: at most `MAX_ITEMS` with what its carrier holds already. `due` is a day."""

    carrier: Carrier
    due: str
    items: tuple[Item, ...]
    reasons: tuple[Reason, ...]


class Rest(NamedTuple):
    """A paper that stays, and why."""

    item: Item
    why: Stays


class Proposal(NamedTuple):
    """Every paper at the desk is in exactly one bag or in the rest."""

    bags: tuple[Bag, ...]
    rest: tuple[Rest, ...]


def propose(
    items: Iterable[Item], carriers: Iterable[Carrier], today: str, usual_due: str, postal: Collection[str] = ()
) -> Proposal:
    """Bags for what lies at the desk. `postal` are the ids of papers whose owners asked for the post.

    A hamlet's papers go to its head, the nearest due first, as far as he has room; what is left of it goes in trips
    to whoever of the volunteers and clerks carries least. `usual_due` is the due day of a bag in which nothing is due.
    """
    hamlets, rest = _by_hamlet(items, postal)
    packing = _Packing(list(carriers))
    left = {hamlet: packing.give_heads(hamlet, found) for hamlet, found in hamlets.items()}
    for hamlet, found in left.items():
        for start in range(0, len(found), TRIP):
            over = packing.give_helpers(hamlet, found[start : start + TRIP])
            rest.extend(Rest(item, "no_room") for item in over)
    return Proposal(tuple(packing.bags(today, usual_due)), tuple(rest))


def stays(item: Item, postal: Collection[str] = ()) -> Stays | None:
    """Why a paper is not for a round at all; None if it may go."""
    if not may_leave(item).ok:
        return "class_forbids"
    if not may_leave(item, "round", "hamlet_head").ok:
        return "with_official"
    if item.id in postal:
        return "asked_for_post"
    if item.custody.attempts >= MAX_ATTEMPTS:
        return "tried_enough"
    return None if item.hamlet else "no_hamlet"


def _by_hamlet(items: Iterable[Item], postal: Collection[str]) -> tuple[dict[str, list[Item]], list[Rest]]:
    """What may go, by hamlet, both in the order in which it is due; and what may not."""
    hamlets: dict[str, list[Item]] = {}
    rest: list[Rest] = []
    for item in sorted(items, key=lambda one: (one.due or _NO_DUE, one.id)):
        why = stays(item, postal)
        if why is not None:
            rest.append(Rest(item, why))
        else:
            hamlets.setdefault(item.hamlet or "", []).append(item)
    return hamlets, rest


class _Packing:
    """The bags while they are being filled: who carries what, and how much in all."""

    def __init__(self, carriers: list[Carrier]) -> None:
        self._carriers = carriers
        self._load = {one.id: one.held for one in carriers}
        self._items: dict[str, list[Item]] = {}

    def _room(self, one: Carrier) -> int:
        return max(0, MAX_ITEMS - self._load[one.id])

    def _put(self, one: Carrier, items: list[Item]) -> None:
        self._items.setdefault(one.id, []).extend(items)
        self._load[one.id] += len(items)

    def give_heads(self, hamlet: str, items: list[Item]) -> list[Item]:
        """To the head of that hamlet, or evenly to its heads; gives what they have no room for."""
        heads = [one for one in self._carriers if one.role == "hamlet_head" and one.hamlet == hamlet]
        for place, item in enumerate(items):
            free = [one for one in heads if self._room(one)]
            if not free:
                return items[place:]
            self._put(min(free, key=lambda one: (self._load[one.id], one.id)), [item])
        return []

    def give_helpers(self, hamlet: str, items: list[Item]) -> list[Item]:
        """One trip to whoever carries least; gives what nobody has room for."""
        while items:
            free = [one for one in self._carriers if one.role in ("volunteer", "clerk") and self._room(one)]
            if not free:
                return items
            one = min(free, key=lambda one: (self._load[one.id], not one.phones, one.role == "clerk", one.id))
            room = self._room(one)
            self._put(one, items[:room])
            items = items[room:]
        return []

    def bags(self, today: str, usual_due: str) -> Iterator[Bag]:
        """The filled ones: those of heads first, what is due first."""
        found = [bag(one, self._items[one.id], today, usual_due) for one in self._carriers if one.id in self._items]
        yield from sorted(found, key=lambda one: (one.carrier.role != "hamlet_head", one.due, one.carrier.id))


def bag(one: Carrier, items: Sequence[Item], today: str, usual_due: str) -> Bag:
    """A bag of these papers for that carrier, with its due day and what speaks for it."""
    dues = sorted(item.due for item in items if item.due)
    due = max(dues[0], today) if dues else usual_due
    return Bag(one, due, tuple(items), tuple(_reasons(one, items, dues, today)))


def _reasons(one: Carrier, items: Sequence[Item], dues: list[str], today: str) -> Iterator[Reason]:
    if one.role == "hamlet_head":
        yield Reason("hamlet_head", one.hamlet or "")
    else:
        yield from (Reason("helps", hamlet) for hamlet in dict.fromkeys(item.hamlet or "" for item in items))
        yield Reason("least_load", str(one.held))
    late = sum(due < today for due in dues)
    if late:
        yield Reason("overdue", str(late))
    elif dues:
        yield Reason("nearest_due", dues[0])
    if not one.phones:
        yield Reason("no_phone")
