"""Who is entitled and not served: nobody is lost, nobody counts twice, remote hamlets first where it is even."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.citizens import Citizen, Party
from server.domain.commune import Hamlet
from server.domain.equity import Equity, equity
from server.domain.requests import HomeRequest
from server.domain.waiting import by_hamlet

NEAR, FAR = Hamlet(id="near", name="Ấp Gần"), Hamlet(id="far", name="Ấp Xa", remote=True)
OLD = Hamlet(id="old", name="Ấp Cũ", active=False, successor="far")
HAMLETS = (NEAR, FAR, OLD)
TODAY = "2026-11-24"


def citizen(name: str, hamlet: str = "near", birth: str = "1941", **changed: object) -> Citizen:
    told = {"category": "elderly", "mobility": "cannot", **changed}
    return Citizen(id=name, party=Party(name, birth=birth, hamlet=hamlet), **told)  # type: ignore[arg-type]


def request(name: str, day: str, hamlet: str = "near", birth: str = "1941") -> HomeRequest:
    return HomeRequest(
        id=f"r-{name}-{day}",
        person=Party(name, birth=birth, hamlet=hamlet, phone="0900000001"),
        wanted="health_card",
        made_by="x",
        made_at=f"{day}T02:00:00.000Z",
    )


def found(
    citizens: list[Citizen],
    requests: list[HomeRequest],
    served: list[tuple[str | None, str, str]] | None = None,
    outreach: list[tuple[str, str, bool]] | None = None,
) -> Equity:
    return equity(citizens, requests, by_hamlet(requests, [], HAMLETS, TODAY), served or [], outreach or [], HAMLETS)


def test_the_longest_wait_comes_first_and_who_never_asked_last() -> None:
    made = found(
        [citizen("Danh Thử"), citizen("Lê Mẫu", "far")],
        [request("Trần Nháp", "2026-11-20"), request("Kim Phỏng", "2026-11-10")],
    )
    assert [(one.name, one.days, one.known) for _, one in made.people] == [
        ("Kim Phỏng", 14, False),
        ("Trần Nháp", 4, False),
        ("Lê Mẫu", 0, True),
        ("Danh Thử", 0, True),
    ]
    assert made.people[0][1].phone == "0900000001"


def test_the_same_wait_lets_the_remote_hamlet_go_first() -> None:
    made = found([], [request("An Thử", "2026-11-20"), request("Zung Thử", "2026-11-20", "far")])
    assert [hamlet.id for hamlet, _ in made.people if hamlet] == ["far", "near"]


def test_a_citizen_and_their_request_are_one_and_served_is_said_of_the_known() -> None:
    made = found(
        [citizen("Danh Thử"), citizen("Lê Mẫu"), citizen("Kim Phỏng"), citizen("Sơn Nháp", mobility="none")],
        [request("danh thử", "2026-11-20", birth="1941-02-03")],
        served=[("near", "Lê Mẫu", "1941-05-05"), ("near", "Người Lạ", "1950")],
    )
    near = next(one for one in made.hamlets if one.hamlet == NEAR)
    assert (near.known, near.served, near.waiting, near.unasked, near.waits, near.longest) == (3, 1, 1, 1, 1, 4)
    assert [one.name for _, one in made.people] == ["Danh Thử", "Kim Phỏng"]


def test_two_who_wait_are_two_even_if_a_citizen_could_be_either() -> None:
    made = found(
        [citizen("Danh Thử", birth="")],
        [request("Danh Thử", "2026-11-20", birth="1941"), request("Danh Thử", "2026-11-10", birth="1950")],
    )
    assert [one.days for _, one in made.people] == [14, 4]


def test_a_merged_hamlet_is_what_it_went_into() -> None:
    made = found([citizen("Danh Thử", "old")], [], outreach=[("old", "2026-10-01", False), ("far", "2026-11-02", True)])
    far = next(one for one in made.hamlets if one.hamlet == FAR)
    assert (far.known, far.sessions, far.last_session) == (1, 1, "2026-11-02")
    assert [one.hamlet.id for one in made.hamlets if one.hamlet] == ["far", "near"]


def test_a_hamlet_nobody_knows_comes_last() -> None:
    made = found([citizen("Danh Thử", "nowhere")], [])
    assert made.hamlets[-1].hamlet is None
    assert made.hamlets[-1].unasked == 1


people = st.tuples(
    st.sampled_from(["Danh Thử", "Lê Mẫu", "Kim Phỏng"]),
    st.sampled_from(["near", "far", "old"]),
    st.sampled_from(["", "1941", "1941-05", "1950"]),
)


@given(st.lists(people, max_size=8), st.lists(people, max_size=6), st.lists(people, max_size=4))
def test_every_figure_is_the_length_of_its_list(
    citizens: list[tuple[str, str, str]], asked: list[tuple[str, str, str]], served: list[tuple[str, str, str]]
) -> None:
    requests = [
        request(name, f"2026-11-{day + 1:02}", hamlet, birth) for day, (name, hamlet, birth) in enumerate(asked)
    ]
    made = found(
        [citizen(name, hamlet, birth) for name, hamlet, birth in citizens],
        requests,
        [(hamlet, name, birth) for name, hamlet, birth in served],
    )
    waiters = [waiter for group in by_hamlet(requests, [], HAMLETS, TODAY) for waiter in group.people]
    listed = [one for _, one in made.people]
    assert sum(one.waiter is not None for one in listed) == len(waiters) == sum(one.waits for one in made.hamlets)
    assert sum(one.unasked for one in made.hamlets) == sum(one.waiter is None for one in listed)
    assert all(one.known == one.served + one.waiting + one.unasked for one in made.hamlets)
    assert [one.days for one in listed] == sorted((one.days for one in listed), reverse=True)
