"""Random months for the roster's tests: a few days, a few people, who cannot when; and what a brute force finds."""

from collections.abc import Iterable
from itertools import product

from hypothesis import strategies as st

from server.domain.availability import PARTS
from server.domain.roster_request import Member, RosterRequest, Slot, Time

UNIONS = ("A", "B", "C")
DAYS = ("2026-12-04", "2026-12-11", "2026-12-18", "2026-12-25")


@st.composite
def requests(draw: st.DrawFn, days: int = 4, people: int = 6, seats: int = 2, pins: bool = True) -> RosterRequest:
    """A month. Several people share one availability, so that fairness between them has something to say."""
    chosen = DAYS[: draw(st.integers(1, days))]
    times: list[Time] = [(day, part) for day in chosen for part in PARTS[: draw(st.integers(1, 2))]]
    members = draw(members_of(times, people))
    names: list[str | None] = [one.person for one in members]
    slots = []
    for time in times:
        free: list[str | None] = list(names)
        for seat in range(1, draw(st.integers(1, seats)) + 1):
            person = draw(st.sampled_from([None, None, None, *free])) if pins else None
            if person:
                free.remove(person)
            slots.append(Slot(*time, seat, draw(st.sampled_from(UNIONS)), person))
    return RosterRequest(tuple(slots), tuple(members), draw(st.booleans()))


@st.composite
def members_of(draw: st.DrawFn, times: list[Time], people: int) -> list[Member]:
    """People of two or three kinds."""
    kinds = draw(
        st.lists(
            st.tuples(st.frozensets(st.sampled_from(times)), st.none() | st.integers(0, 3)), min_size=1, max_size=3
        )
    )
    count = draw(st.integers(1, people))
    return [
        Member(
            f"p{place}",
            draw(st.sampled_from(UNIONS)),
            dict.fromkeys(sorted(away), "absent"),
            most,
            draw(st.integers(0, 3)),
            draw(st.integers(0, 2)),
            draw(st.sampled_from(("", "2026-11-20", "2026-11-27"))),
        )
        for place in range(count)
        for away, most in [draw(st.sampled_from(kinds))]
    ]


def allowed(request: RosterRequest, filled: Iterable[str | None]) -> bool:
    """Whether who sits at the slots breaks no rule, those set by hand aside."""
    by_name = {one.person: one for one in request.members}
    taken: set[tuple[str, Time]] = set()
    days: dict[tuple[str, str], int] = {}
    month: dict[str, int] = {}
    for slot, person in sorted(zip(request.slots, filled, strict=True), key=lambda pair: pair[0].person is None):
        if person is None:
            continue
        member = by_name[person]
        if slot.person is None:
            if slot.time in member.away or (person, slot.time) in taken:
                return False
            if member.most is not None and month.get(person, 0) >= member.most:
                return False
            if request.once_a_day and days.get((person, slot.day)):
                return False
        taken.add((person, slot.time))
        days[person, slot.day] = days.get((person, slot.day), 0) + 1
        month[person] = month.get(person, 0) + 1
    return True


def best(request: RosterRequest) -> tuple[int, int]:
    """By trying everything: the fewest empty places, and the smallest sum of squared loads with that many."""
    choices = [
        [slot.person] if slot.person else [None, *(one.person for one in request.members)] for slot in request.slots
    ]
    served = {one.person: one.served for one in request.members}
    return min(
        (sum(one is None for one in filled), squares(served, filled))
        for filled in product(*choices)
        if allowed(request, filled)
    )


def squares(served: dict[str, int], filled: Iterable[str | None]) -> int:
    """The sum of squared loads."""
    loads = dict(served)
    for person in filled:
        if person is not None:
            loads[person] += 1
    return sum(load * load for load in loads.values())
