"""Who waits: everybody once, by hamlet, the longest first, whatever they wait for."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.domain.citizens import Party
from server.domain.commune import Hamlet
from server.domain.items import Custody, Item, What
from server.domain.requests import HomeRequest
from server.domain.waiting import HamletWaiting, by_hamlet

TODAY = "2026-11-24"
HAMLETS = [Hamlet(id="near", name="Ấp Gần"), Hamlet(id="far", name="Ấp Xa", remote=True)]


def request(id_: str, name: str, day: str = "2026-11-20", hamlet: str | None = "near", **more: Any) -> HomeRequest:
    birth = more.pop("birth", "1941")
    person = Party(name, birth=birth, hamlet=hamlet)
    return HomeRequest(id=id_, person=person, wanted="health_card", made_by="x", made_at=f"{day}T02:00:00.000Z", **more)


def paper(id_: str, name: str, day: str = "2026-11-20", hamlet: str | None = "near", **more: Any) -> Item:
    return Item(
        **{
            "id": id_,
            "name": name,
            "birth": "1941",
            "arrived": day,
            "hamlet": hamlet,
            "what": What("health_card", "Thẻ BHYT"),
            **more,
        }
    )


def told(groups: list[HamletWaiting]) -> list[tuple[str, list[tuple[str, int]]]]:
    return [
        (group.hamlet.name if group.hamlet else "", [(one.name, one.days) for one in group.people]) for group in groups
    ]


def test_by_hamlet_the_longest_first() -> None:
    found = by_hamlet(
        [request("1", "Danh A"), request("2", "Danh B", "2026-11-10", "far"), request("3", "Danh C", hamlet="gone")],
        [paper("4", "Danh D", "2026-11-01"), paper("5", "Danh E", hamlet=None)],
        HAMLETS,
        TODAY,
    )
    assert told(found) == [
        ("Ấp Gần", [("Danh D", 23), ("Danh A", 4)]),
        ("Ấp Xa", [("Danh B", 14)]),
        ("", [("Danh C", 4), ("Danh E", 4)]),
    ]


def test_of_two_that_wait_as_long_the_remote_one_comes_first() -> None:
    found = by_hamlet([request("1", "Danh A"), request("2", "Danh B", hamlet="far")], [], HAMLETS, TODAY)
    assert [group.hamlet.remote for group in found if group.hamlet] == [True, False]


def test_one_person_is_one_line() -> None:
    asked = request("r", "Danh Thị Hoà", "2026-11-22", state="accepted", items=("mine",))
    found = by_hamlet(
        [asked, request("s", "danh thị hòa", "2026-11-10", birth="")],
        [
            paper("mine", "Danh Thị Hòa", "2026-11-21", request="r", hamlet="far"),
            paper("late", "Danh Thị Hoà", "2026-11-19", due="2026-11-20"),
            paper("hers", "Danh Thị Hoà", birth="1950"),
        ],
        HAMLETS,
        TODAY,
    )
    ((group, both),) = [(group, group.people) for group in found]
    assert group.hamlet == HAMLETS[0]
    assert [(one.name, one.birth, one.days, one.overdue, one.unanswered) for one in both] == [
        ("Danh Thị Hoà", "1941", 14, True, True),
        ("Danh Thị Hoà", "1950", 4, False, False),
    ]
    assert ([one.id for one in both[0].requests], [one.id for one in both[0].items]) == (["r", "s"], ["mine", "late"])
    assert group.overdue == 1


def test_what_the_post_has_is_not_overdue() -> None:
    posted = paper("p", "Danh A", due="2026-11-01", custody=Custody(state="posted"))
    assert by_hamlet([], [posted], HAMLETS, TODAY)[0].overdue == 0


NAMES = st.sampled_from(["Danh A", "danh a", "Danh B"])
DAYS = st.sampled_from(["2026-11-01", "2026-11-24", "2026-12-01"])
PLACES = st.sampled_from([None, "near", "far", "gone"])
BIRTHS = st.sampled_from(["", "1941", "1941-02", "1950"])


@given(st.lists(st.tuples(NAMES, DAYS, PLACES, BIRTHS)), st.lists(st.tuples(NAMES, DAYS, PLACES, BIRTHS)))
def test_nobody_and_nothing_is_left_out_or_counted_twice(asked: list[Any], there: list[Any]) -> None:
    requests = [request(f"r{place}", *one[:3], birth=one[3]) for place, one in enumerate(asked)]
    items = [paper(f"i{place}", *one[:3], birth=one[3]) for place, one in enumerate(there)]
    people = [one for group in by_hamlet(requests, items, HAMLETS, TODAY) for one in group.people]
    assert sorted(one.id for person in people for one in person.requests) == sorted(one.id for one in requests)
    assert sorted(one.id for person in people for one in person.items) == sorted(one.id for one in items)
    assert all(one.days >= 0 for one in people)
