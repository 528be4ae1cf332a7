"""Proposed rounds: every paper in one bag or in the rest with a reason, heads first, nobody too much, evenly."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from server.domain.items import Class, Custody, Item, What
from server.domain.proposal import TRIP, Bag, Carrier, Proposal, Reason, propose
from server.domain.rounds import MAX_ITEMS

TODAY, USUAL = "2026-11-24", "2026-11-25"


def paper(id_: str, hamlet: str | None = "one", due: str | None = None, class_: Class = "D0", tries: int = 0) -> Item:
    return Item(
        id=id_,
        name=f"Danh Thị Thử {id_}",
        hamlet=hamlet,
        what=What("result", "Quyết định"),
        due=due,
        delivery_class=class_,
        custody=Custody(attempts=tries),
    )


def papers(count: int, hamlet: str = "one", due: str | None = None) -> list[Item]:
    return [paper(f"{hamlet}-{place:03}", hamlet, due) for place in range(count)]


HEAD = Carrier("head", "Trưởng Ấp", "hamlet_head", "one")
VOLUNTEER = Carrier("volunteer", "Cán Bộ Hội", "volunteer")
CLERK = Carrier("clerk", "Một Cửa", "clerk")


def sizes(proposal: Proposal) -> dict[str, int]:
    return {bag.carrier.id: len(bag.items) for bag in proposal.bags}


def test_the_head_of_the_hamlet_first() -> None:
    found = propose([*papers(5), *papers(3, "two")], [CLERK, VOLUNTEER, HEAD], TODAY, USUAL)
    assert sizes(found) == {"head": 5, "volunteer": 3}
    assert found.bags[0].reasons == (Reason("hamlet_head", "one"),)
    assert found.bags[1].reasons == (Reason("helps", "two"), Reason("least_load", "0"))


def test_the_nearest_due_goes_first_where_there_is_no_room_for_all() -> None:
    late = papers(25, due="2026-12-31")
    soon = [paper(f"soon-{place}", due="2026-11-26") for place in range(10)]
    found = propose([*late, *soon], [HEAD], TODAY, USUAL)
    assert {item.id for item in soon} <= {item.id for item in found.bags[0].items}
    assert found.bags[0].due == "2026-11-26"
    assert [rest.why for rest in found.rest] == ["no_room"] * 5


def test_what_is_overdue_is_due_today() -> None:
    (bag,) = propose(papers(2, due="2026-11-20"), [HEAD], TODAY, USUAL).bags
    assert (bag.due, bag.reasons[-1]) == (TODAY, Reason("overdue", "2"))
    assert propose(papers(2), [HEAD], TODAY, USUAL).bags[0].due == USUAL


def test_what_somebody_holds_counts() -> None:
    full = HEAD._replace(held=28, phones=0)
    found = propose(papers(5), [full, VOLUNTEER._replace(held=4), CLERK], TODAY, USUAL)
    assert sizes(found) == {"head": 2, "clerk": 3}
    assert found.bags[0].reasons[-1] == Reason("no_phone")


def test_who_stays_and_why() -> None:
    waiting = [
        paper("marriage", class_="D2"),
        paper("birth", class_="D1"),
        paper("posted"),
        paper("tried", tries=3),
        paper("nowhere", hamlet=None),
        paper("goes"),
    ]
    found = propose(waiting, [HEAD], TODAY, USUAL, postal={"posted"})
    assert {rest.item.id: rest.why for rest in found.rest} == {
        "marriage": "class_forbids",
        "birth": "class_forbids",
        "posted": "asked_for_post",
        "tried": "tried_enough",
        "nowhere": "no_hamlet",
    }
    assert sizes(found) == {"head": 1}


def test_nobody_carries_for_another_hamlets_head() -> None:
    assert propose(papers(2, "two"), [HEAD], TODAY, USUAL).bags == ()


HAMLETS = ["one", "two", "three", "four"]
ITEMS = st.lists(
    st.builds(
        paper,
        st.uuids().map(str),
        st.sampled_from([*HAMLETS, None]),
        st.sampled_from([None, "2026-11-20", "2026-11-25", "2026-12-01"]),
        st.sampled_from(["D0", "D1", "D2", "D3"]),
        st.sampled_from([0, 0, 0, 1, 3]),
    ),
    max_size=150,
    unique_by=lambda item: item.id,
)
CARRIERS = st.lists(
    st.builds(
        Carrier,
        st.uuids().map(str),
        st.just("Người Thử"),
        st.sampled_from(["hamlet_head", "volunteer", "clerk"]),
        st.sampled_from([*HAMLETS, None]),
        st.integers(0, 40),
        st.integers(0, 2),
    ),
    max_size=10,
    unique_by=lambda one: one.id,
)


@given(ITEMS, CARRIERS)
def test_every_paper_is_in_exactly_one_bag_or_stays_for_a_reason(items: list[Item], carriers: list[Carrier]) -> None:
    found = propose(items, carriers, TODAY, USUAL)
    placed = Counter(item.id for bag in found.bags for item in bag.items) + Counter(rest.item.id for rest in found.rest)
    assert placed == Counter(item.id for item in items)
    assert all(item.delivery_class in ("D0", "D3") and item.hamlet for bag in found.bags for item in bag.items)


@given(ITEMS, CARRIERS)
def test_no_bag_is_too_heavy_and_each_has_one_carrier(items: list[Item], carriers: list[Carrier]) -> None:
    found = propose(items, carriers, TODAY, USUAL)
    assert all(1 <= len(bag.items) <= MAX_ITEMS - bag.carrier.held for bag in found.bags)
    assert len({bag.carrier.id for bag in found.bags}) == len(found.bags)
    assert all(bag.due >= TODAY and bag.reasons for bag in found.bags)


@given(ITEMS, CARRIERS)
def test_a_head_carries_only_his_own_hamlet_and_all_that_he_can(items: list[Item], carriers: list[Carrier]) -> None:
    found = propose(items, carriers, TODAY, USUAL)
    full = {one.id: one.held for one in carriers}
    for bag in found.bags:
        full[bag.carrier.id] += len(bag.items)
        if bag.carrier.role == "hamlet_head":
            assert {item.hamlet for item in bag.items} == {bag.carrier.hamlet}
    free = {one.hamlet for one in carriers if one.role == "hamlet_head" and full[one.id] < MAX_ITEMS}
    elsewhere = {item.hamlet for bag in found.bags if bag.carrier.role != "hamlet_head" for item in bag.items}
    assert not free & elsewhere
    assert not free & {rest.item.hamlet for rest in found.rest if rest.why == "no_room"}


def helpers(bags: tuple[Bag, ...]) -> list[int]:
    return [bag.carrier.held + len(bag.items) for bag in bags if bag.carrier.role != "hamlet_head"]


@given(ITEMS, CARRIERS)
def test_helpers_carry_alike(items: list[Item], carriers: list[Carrier]) -> None:
    """Nobody who was given something carries over a trip more than a helper who still had room."""
    found = propose(items, carriers, TODAY, USUAL)
    given_to = {bag.carrier.id: bag.carrier.held + len(bag.items) for bag in found.bags}
    least = [
        given_to.get(one.id, one.held)
        for one in carriers
        if one.role != "hamlet_head" and given_to.get(one.id, one.held) < MAX_ITEMS
    ]
    assert not least or all(load <= min(least) + TRIP for load in helpers(found.bags))


@given(ITEMS, CARRIERS)
def test_the_order_of_the_lists_does_not_matter(items: list[Item], carriers: list[Carrier]) -> None:
    turned = propose(list(reversed(items)), list(reversed(carriers)), TODAY, USUAL)
    assert turned == propose(items, carriers, TODAY, USUAL)
