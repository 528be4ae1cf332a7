"""Why a proposal has this person at this place, in codes whose words are on the screen; and where a reserve lacks."""

from collections.abc import Callable, Mapping, Sequence

from server.domain.roster_records import Reason, Unmet
from server.domain.roster_request import Member, Slot, Time


class Board:
    """Places with those who sit and wait there. `slots` are in the order of time."""

    def __init__(self, slots: Sequence[Slot], members: Sequence[Member], duty: Mapping[Slot, str]) -> None:
        self.slots, self.members, self.duty = tuple(slots), tuple(members), dict(duty)
        self.reserves: dict[Slot, str] = {}
        self.unions = {member.person: member.union for member in members}
        self._place = {slot: place for place, slot in enumerate(self.slots)}
        self._at: dict[Time, set[str]] = {}
        for slot, person in self.duty.items():
            self._at.setdefault(slot.time, set()).add(person)

    def at(self, time: Time) -> set[str]:
        """Who is on duty at a time."""
        return self._at.get(time, set())

    def waiting(self, time: Time) -> set[str]:
        """Who was set by hand, or is proposed, as a reserve at a time."""
        slots = [slot for slot in self.slots if slot.time == time]
        return {found for slot in slots if (found := slot.reserve or self.reserves.get(slot))}

    def free(self, member: Member, time: Time) -> bool:
        """Whether somebody could still be put there at a time."""
        taken = self.at(time) | self.waiting(time)
        return member.most != 0 and time not in member.away and member.person not in taken

    def before(self, slot: Slot, who: Mapping[Slot, str], member: Member) -> list[str]:
        """The days of this month before a place on which somebody is there in that role."""
        earlier = self.slots[: self._place[slot]]
        return [one.day for one in earlier if who.get(one) == member.person]


def explain(board: Board, slot: Slot) -> tuple[Reason, ...]:
    """Why whoever sits there does: only what is true of him against all who could have come instead."""
    person = board.duty.get(slot)
    if person is None:
        return ()
    if slot.person:
        return (Reason("by_hand"),)
    chosen, others = _rivals(board, slot, person)
    if not others:
        return (Reason("only_one"),)

    def so_far(member: Member) -> int:
        return member.served + len(board.before(slot, board.duty, member))

    def last(member: Member) -> str:
        return max([member.last, *board.before(slot, board.duty, member)])

    found = _fewest(chosen, others, so_far)
    if chosen.union == slot.turn:
        found.append(Reason("turn"))
    equal = [one for one in others if so_far(one) <= so_far(chosen)]
    if equal and all(last(chosen) < last(one) for one in equal):
        found.append(Reason("longest", day=last(chosen)))
    return tuple(found) or (Reason("balance"),)


def explain_reserve(board: Board, slot: Slot) -> tuple[Reason, ...]:
    """Why whoever waits there does."""
    person = board.reserves.get(slot)
    if person is None:
        return ()
    if slot.reserve:
        return (Reason("by_hand"),)
    chosen, others = _rivals(board, slot, person)
    if not others:
        return (Reason("only_one"),)

    def so_far(member: Member) -> int:
        return member.stood_by + len(board.before(slot, board.reserves, member))

    return tuple(_fewest(chosen, others, so_far)) or (Reason("balance"),)


def without_reserve(board: Board) -> list[Unmet]:
    """The times at which somebody sits and nobody is left to wait."""
    found = []
    for time in dict.fromkeys(slot.time for slot in board.slots):
        missing = sum(slot.time == time and slot in board.duty and slot not in board.reserves for slot in board.slots)
        if missing:
            found.append(Unmet(*time, "reserve", missing))
    return found


def _rivals(board: Board, slot: Slot, person: str) -> tuple[Member, list[Member]]:
    """Whom it is about, and who else could have come: not away, and neither sitting nor waiting by hand then."""
    chosen = next(one for one in board.members if one.person == person)
    sitting = board.at(slot.time) | {one.reserve for one in board.slots if one.time == slot.time and one.reserve}
    others = [
        one
        for one in board.members
        if one.person not in sitting | {person} and one.most != 0 and slot.time not in one.away
    ]
    return chosen, others


def _fewest(chosen: Member, others: list[Member], so_far: Callable[[Member], int]) -> list[Reason]:
    """Fewest so far, if somebody among the others has more and nobody less."""
    mine = so_far(chosen)
    counts = [so_far(one) for one in others]
    return [Reason("fewest", count=mine)] if mine <= min(counts) and mine < max(counts) else []
