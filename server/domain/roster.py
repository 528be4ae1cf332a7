"""A proposal for a month at the writing desk (R14, R51): who sits when, who waits as reserve, why, and what cannot be.

What counts, in this order: every place is filled that can be; nobody serves more than he must (the squares of all
loads, earlier months included, are as small as they can be, so of two who can come at the same times neither has two
shifts more than the other); the unions take turns; nobody sits both parts of a day; whoever waited longest comes first.
No time and no chance comes in: the same request has the same answer.
"""

from collections.abc import Mapping

from server.domain.roster_duty import Duty
from server.domain.roster_request import Load, Member, Place, Proposal, RosterRequest, Slot
from server.domain.roster_reserves import find_reserves
from server.domain.roster_why import Board, explain, explain_reserve, without_reserve


def propose(request: RosterRequest) -> Proposal:
    """Fill what is not pinned. Infeasible places stay empty and are named; the rest is solved all the same."""
    duty = Duty(request)
    board = Board(request.slots, request.members, duty.seated())
    reserve = find_reserves(request, board) if request.reserve else {}
    board.reserves = {slot: found for slot in request.slots if (found := slot.reserve or reserve.get(slot))}
    unmet = [*duty.unmet(), *without_reserve(board)] if request.reserve else duty.unmet()
    places = (_place(board, slot) for slot in request.slots)
    loads = load_table(request.slots, request.members, board.duty, board.reserves)
    return Proposal(tuple(places), tuple(unmet), loads)


def _place(board: Board, slot: Slot) -> Place:
    reserve = board.reserves.get(slot)
    return Place(slot, board.duty.get(slot), explain(board, slot), reserve, explain_reserve(board, slot))


def load_table(
    slots: tuple[Slot, ...],
    members: tuple[Member, ...],
    duty: Mapping[Slot, str],
    reserves: Mapping[Slot, str],
) -> tuple[Load, ...]:
    """Who has how much, in the order of the members."""
    times = dict.fromkeys(slot.time for slot in slots)
    return tuple(
        Load(
            person=one.person,
            union=one.union,
            before=one.served,
            month=(month := sum(person == one.person for person in duty.values())),
            total=one.served + month,
            reserve=sum(person == one.person for person in reserves.values()),
            possible=0 if one.most == 0 else sum(time not in one.away for time in times),
        )
        for one in members
    )
