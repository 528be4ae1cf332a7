"""Who reads a complaint: over any commune, never whom it is about, and somebody whenever there is somebody else."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.access import may
from server.domain.complaint_readers import PERMISSION, concerned_by, readers, readers_of
from server.domain.complaints import About, Complaint
from server.domain.people import ROLES, Person

PEOPLE = st.lists(
    st.builds(
        Person,
        id=st.uuids().map(str),
        name=st.sampled_from(["Danh Văn Một", "danh van mot", "Danh Thị Hai", "Sơn Ba", "Kim Bốn", "Lâm Năm"]),
        role=st.sampled_from(ROLES),
        username=st.sampled_from([None, "x"]),
        password=st.sampled_from([None, "x"]),
        active=st.booleans(),
        created_at=st.sampled_from(["2026-01-01", "2026-02-01", "2026-03-01"]),
    ),
    max_size=9,
    unique_by=lambda one: one.id,
)


def one(id_: str, role: str, since: str = "2026", **changed: object) -> Person:
    known = {"name": id_, "username": id_, "password": "x", "created_at": since}
    return Person(id=id_, role=role, **{**known, **changed})  # type: ignore[arg-type]


@given(PEOPLE, st.data())
def test_never_whom_it_is_about(people: list[Person], data: st.DataObject) -> None:
    about: About = data.draw(st.sampled_from(["nobody", "role", *(["person"] if people else [])]))
    person = data.draw(st.sampled_from(people)) if about == "person" else None
    role = person.role if person else data.draw(st.sampled_from(ROLES)) if about == "role" else ""
    concerned = concerned_by(about, person.id if person else role, people)
    complaint = Complaint(
        id="x",
        text="x",
        about=about,
        role=role,
        concerned=concerned,
        reference="x",
        sent="2026-11-24",
        due="2026-12-09",
    )
    found = readers_of(complaint, people)
    by_id = {each.id: each for each in people}
    assert not found & set(concerned)
    assert all(may(by_id[id_].role, PERMISSION) and by_id[id_].active and by_id[id_].password for id_ in found)
    if about == "role":
        assert all(by_id[id_].role != role for id_ in found)
    named = {by_id[id_].name.lower().replace("ă", "a").replace("ộ", "o") for id_ in concerned}
    assert all(by_id[id_].name.lower().replace("ă", "a").replace("ộ", "o") not in named for id_ in found)


@given(PEOPLE, st.data())
def test_somebody_reads_whenever_there_is_somebody_else(people: list[Person], data: st.DataObject) -> None:
    if not people:
        assert readers("", (), people) == frozenset()
        return
    person = data.draw(st.sampled_from(people))
    others = [
        each
        for each in people
        if may(each.role, PERMISSION) and each.active and each.username and each.password and each.id != person.id
    ]
    namesakes = [each for each in others if each.name.lower()[:5] == person.name.lower()[:5]]
    assert bool(readers(person.role, (person.id,), people)) or len(namesakes) == len(others)


@given(PEOPLE, st.sampled_from(ROLES), st.data())
def test_another_role_afterwards_opens_nothing(people: list[Person], later: str, data: st.DataObject) -> None:
    if not people:
        return
    person = data.draw(st.sampled_from(people))
    concerned = concerned_by("role", person.role, people)
    promoted = [Person(id=each.id, name=each.name, role=later, username="x", password="x") for each in people]  # type: ignore[arg-type]
    assert not readers(person.role, concerned, promoted) & set(concerned)


def test_the_four_cases() -> None:
    admin, second, boss = one("admin", "admin", "2025"), one("second", "admin"), one("boss", "supervisor")
    deputy, clerk = one("deputy", "supervisor"), one("clerk", "clerk")
    all_ = [admin, second, boss, deputy, clerk]
    assert readers("", (), all_) == {"admin", "second", "boss", "deputy"}
    assert readers("clerk", ("clerk",), all_) == {"admin", "second", "boss", "deputy"}
    assert readers("supervisor", ("boss",), all_) == {"admin", "second", "deputy"}
    assert readers("admin", ("admin",), all_) == {"boss", "deputy"}
    assert readers("supervisor", ("boss", "deputy"), all_) == {"admin", "second"}


def test_where_few_are_left() -> None:
    admin, second, third = one("admin", "admin", "2024"), one("second", "admin", "2025"), one("third", "admin", "2026")
    assert readers("admin", ("admin",), [admin, third, second]) == {"second"}
    assert readers("admin", ("admin",), [admin]) == frozenset()
    assert readers("admin", ("admin", "second", "third"), [admin, second, third]) == frozenset()
    assert readers("clerk", ("clerk",), [one("clerk", "clerk"), one("gone", "admin", active=False)]) == frozenset()
    assert (
        readers("clerk", ("clerk",), [one("clerk", "clerk"), one("nologin", "supervisor", password=None)])
        == frozenset()
    )


def test_one_human_being_with_two_accounts() -> None:
    clerk = one("clerk", "clerk", name="Danh Thị Một")
    account = one("admin", "admin", name="danh  thi MOT")
    assert readers("clerk", ("clerk",), [clerk, account]) == frozenset()
