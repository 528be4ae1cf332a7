"""Who waits as a reserve while another sits at the desk: as even as can be, and rather of another union."""

from server.domain.flow import Flow
from server.domain.roster_request import RosterRequest, Slot, Time
from server.domain.roster_why import Board


def find_reserves(request: RosterRequest, board: Board) -> dict[Slot, str]:
    """Somebody else for every slot: as evenly as can be, rather of another union, rather not on duty that day."""
    flow = Flow()
    source, sink = flow.node(), flow.node()
    open_ = [slot for slot in request.slots if slot.reserve is None]
    times = {slot.time: flow.node() for slot in open_}
    even = 4 * len(open_) + 4
    takes: dict[tuple[str, Time], int] = {}
    for member in request.members:
        person = flow.node()
        pinned = sum(slot.reserve == member.person for slot in request.slots)
        free = [time for time in times if board.free(member, time)]
        for more in range(len(free)):
            flow.edge(source, person, 1, (2 * (member.stood_by + pinned + more) + 1) * even)
        for time in free:
            same = any(board.unions.get(one) == member.union for one in board.at(time))
            sits = any(one == member.person for slot, one in board.duty.items() if slot.day == time[0])
            takes[member.person, time] = flow.edge(person, times[time], 1, 2 * sits + same)
    for time, node in times.items():
        flow.edge(node, sink, sum(slot.time == time for slot in open_))
    flow.run(source, sink)
    found: dict[Slot, str] = {}
    for time in times:
        people = [person for (person, at), edge in takes.items() if at == time and flow.used(edge)]
        found.update(zip((slot for slot in open_ if slot.time == time), people, strict=False))
    return found
