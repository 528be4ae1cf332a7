"""The roster's promises, over random months: fair, nobody twice, availability kept, all filled that can be."""

import os
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from server.domain.availability import PARTS
from server.domain.roster import propose
from server.domain.roster_records import RosterRule
from server.domain.roster_request import Member, Proposal, RosterRequest, Slot, Time
from server.domain.rotation import slots_of
from tests.roster_months import DAYS, allowed, best, members_of, requests, squares

EXAMPLES = int(os.environ.get("TANNHA_TEST_EXAMPLES", "80"))
FRIDAYS = [date.fromisoformat(day) for day in DAYS]


def times_of(proposal: Proposal, person: str) -> set[Time]:
    """The times that somebody was given, those set by hand aside."""
    return {place.slot.time for place in proposal.places if place.person == person and place.slot.person is None}


def empty(request: RosterRequest, slots: list[Slot]) -> int:
    """How many places stay empty where there are only these slots."""
    return sum(place.person is None for place in propose(request._replace(slots=tuple(slots))).places)


@settings(max_examples=EXAMPLES, deadline=None)
@given(requests())
def test_availability_limits_and_hands_are_respected_and_nobody_is_at_two_places(request: RosterRequest) -> None:
    proposal = propose(request)
    assert [place.slot for place in proposal.places] == list(request.slots)
    assert allowed(request, [place.person for place in proposal.places])
    assert all(place.person == place.slot.person for place in proposal.places if place.slot.person)
    for time in {slot.time for slot in request.slots}:
        there = [
            name
            for place in proposal.places
            if place.slot.time == time
            for name in (place.person, place.reserve)
            if name
        ]
        assert len(there) == len(set(there))
    away = {one.person: one.away for one in request.members}
    off = {one.person for one in request.members if one.most == 0}
    for place in proposal.places:
        assert place.reserve is None or (place.slot.time not in away[place.reserve] and place.reserve not in off)


@settings(max_examples=EXAMPLES, deadline=None)
@given(requests())
def test_of_two_who_can_come_at_the_same_times_neither_serves_two_more(request: RosterRequest) -> None:
    proposal = propose(request)
    total = {load.person: load.total for load in proposal.loads}
    by_hand = {slot.person for slot in request.slots if slot.person}
    for one in request.members:
        for other in request.members:
            if (one.away, one.most) == (other.away, other.most) and not {one.person, other.person} & by_hand:
                if abs(one.served - other.served) <= 1:
                    assert total[one.person] <= total[other.person] + 1
                # Who came with a larger share than that is not given any place more.
                assert total[one.person] <= total[other.person] + 1 or len(times_of(proposal, one.person)) <= len(
                    times_of(proposal, other.person)
                )


@settings(max_examples=EXAMPLES, deadline=None)
@given(requests(days=2, people=4, seats=2))
def test_small_months_are_as_full_and_as_even_as_trying_everything_finds(request: RosterRequest) -> None:
    proposal = propose(request)
    filled = [place.person for place in proposal.places]
    served = {one.person: one.served for one in request.members}
    assert (sum(one is None for one in filled), squares(served, filled)) == best(request)
    assert sum(unmet.missing for unmet in proposal.unmet if unmet.code != "reserve") == filled.count(None)


@settings(max_examples=EXAMPLES, deadline=None)
@given(requests(days=3, people=4, seats=2, pins=False))
def test_what_cannot_be_met_is_named_and_nothing_less_would_explain_it(request: RosterRequest) -> None:
    """The places named cannot all be filled; with any one of them left out there is one empty place less."""
    for unmet in propose(request).unmet:
        if unmet.code in ("at_most", "once_a_day"):
            assert (unmet.day, unmet.part) in unmet.together
            named = [slot for slot in request.slots if slot.time in unmet.together]
            without = empty(request, named)
            assert without > 0
            assert {empty(request, [one for one in named if one != left_out]) for left_out in named} == {without - 1}
        elif unmet.code == "nobody":
            assert {name for name, _ in unmet.away} == {one.person for one in request.members}
            assert all(one.most == 0 or (unmet.day, unmet.part) in one.away for one in request.members)
        elif unmet.code == "too_few":
            seats = sum(slot.time == (unmet.day, unmet.part) for slot in request.slots)
            assert len(unmet.people) + unmet.missing == seats


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(st.data(), st.integers(2, 5))
def test_over_many_months_with_their_memory_it_stays_fair(data: st.DataObject, months: int) -> None:
    times: list[Time] = [(day, part) for day in DAYS for part in PARTS]
    members = [one._replace(served=0, stood_by=0, last="") for one in data.draw(members_of(times, 7))]
    for month in range(months):
        count = data.draw(st.integers(1, len(times)))
        slots = tuple(Slot(*time, turn=data.draw(st.sampled_from("ABC"))) for time in times[:count])
        # The same people are away at the same times of every month: their availability is the same all along.
        proposal = propose(RosterRequest(slots, tuple(members), once_a_day=data.draw(st.booleans())))
        loads = {load.person: load for load in proposal.loads}
        members = [
            one._replace(
                served=loads[one.person].total,
                stood_by=one.stood_by + loads[one.person].reserve,
                last=f"2026-{month + 1:02}" if loads[one.person].month else one.last,
            )
            for one in members
        ]
        for one in members:
            for other in members:
                if (one.away, one.most) == (other.away, other.most):
                    assert one.served <= other.served + 1, (month, one, other)


def test_reserves_come_out_even_too() -> None:
    members = tuple(Member(f"p{place}", "ABCD"[place]) for place in range(4))
    proposal = propose(RosterRequest(tuple(slots_of(FRIDAYS, RosterRule(), "ABCD")), members))
    assert {load.reserve for load in proposal.loads} == {2}
    assert {load.month for load in proposal.loads} == {2}
    assert proposal.unmet == ()
    assert all(place.person != place.reserve for place in proposal.places)


def test_unions_take_their_turns_and_the_same_request_has_the_same_answer() -> None:
    members = tuple(Member(f"p{place}", "ABCD"[place % 4]) for place in range(8))
    request = RosterRequest(tuple(slots_of(FRIDAYS, RosterRule(), "ABCD", last="B")), members)
    proposal = propose(request)
    unions = {one.person: one.union for one in members}
    assert [unions[place.person or ""] for place in proposal.places] == list("CCDDAABB")
    days = zip(proposal.places[::2], proposal.places[1::2], strict=True)
    assert all(morning.person != afternoon.person for morning, afternoon in days)
    assert propose(request) == proposal
    assert {reason.code for place in proposal.places for reason in place.reasons} >= {"turn"}


def test_whose_turn_it_is() -> None:
    def turns(rule: RosterRule, last: str = "") -> str:
        return "".join(slot.turn for slot in slots_of(FRIDAYS[:3], rule, ("A", "B", "C"), last))

    assert turns(RosterRule()) == "AABBCC"
    assert turns(RosterRule(rotation="part"), "A") == "BCABCA"
    assert turns(RosterRule(rotation="month"), "C") == "AAAAAA"
    assert turns(RosterRule(seats=2, parts=("morning",)), "gone") == "ABCABC"
    assert [slot.turn for slot in slots_of(FRIDAYS[:1], RosterRule(), ())] == ["", ""]


def test_why_this_person() -> None:
    slot = Slot("2026-12-04", "morning", turn="B")
    old, new, away = (
        Member("old", "A", served=3, last="2026-11-27"),
        Member("new", "B", served=1),
        Member("off", "B", most=0),
    )
    proposal = propose(RosterRequest((slot,), (old, new, away)))
    assert [(one.code, one.count) for one in proposal.places[0].reasons] == [("fewest", 1), ("turn", 0)]
    assert [one.code for one in proposal.places[0].reserve_reasons] == ["only_one"]
    longest = propose(RosterRequest((slot,), (old, old._replace(person="b", last="2026-11-20"))))
    assert [(one.code, one.day) for one in longest.places[0].reasons] == [("longest", "2026-11-20")]
    by_hand = propose(RosterRequest((slot._replace(person="old"),), (old, new)))
    assert [one.code for one in by_hand.places[0].reasons] == ["by_hand"]


def test_a_month_that_cannot_be_says_what_is_in_the_way() -> None:
    slots = tuple(slots_of(FRIDAYS, RosterRule(parts=("morning",)), "AB"))
    one = Member("p", "A", most=2)
    limited = propose(RosterRequest(slots, (one,), reserve=False))
    assert [(unmet.code, unmet.people, len(unmet.together)) for unmet in limited.unmet] == [("at_most", ("p",), 4)] * 2
    assert sum(place.person == "p" for place in limited.places) == 2
    away = Member("q", "B", {(DAYS[0], "morning"): "weekly"})
    nobody = propose(RosterRequest(slots, (away,)))
    assert (nobody.unmet[0].day, nobody.unmet[0].code) == (DAYS[0], "nobody")
    assert nobody.unmet[0].away == (("q", "weekly"),)
    assert [unmet.code for unmet in nobody.unmet[1:]] == ["reserve"] * 3
    twice = tuple(slots_of(FRIDAYS[:1], RosterRule(), "AB"))
    once = propose(RosterRequest(twice, (Member("p", "A"),), once_a_day=True, reserve=False))
    assert [unmet.code for unmet in once.unmet] == ["once_a_day"]
    pinned = propose(
        RosterRequest((twice[0]._replace(person="p"), twice[1]), (Member("p", "A"),), once_a_day=True, reserve=False)
    )
    assert [(unmet.code, unmet.people) for unmet in pinned.unmet] == [("once_a_day", ("p",))]
    two = tuple(slots_of(FRIDAYS[:1], RosterRule(parts=("morning",), seats=2), "AB"))
    few = propose(RosterRequest(two, (Member("p", "A"),), reserve=False))
    assert [(unmet.code, unmet.missing) for unmet in few.unmet] == [("too_few", 1)]
    assert structs.asdict(few.unmet[0])["people"] == ("p",)
