"""People over the streams: merged by what identifies them, never by a name that two bear, whatever the order (R74)."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.citizens import Party
from server.domain.report_people import first_papers, identities

Paper = tuple[tuple[str, ...], str, str]


def papers(*parties: Party) -> list[Paper]:
    return [(identities(one), one.name, one.hamlet or "") for one in parties]


def test_the_same_record_number_or_name_and_birth_is_one_person() -> None:
    same = papers(
        Party("Danh Thí Dụ", citizen="c", number="079000000001"),
        Party("Danh Thi Du", number="079000000001", birth="1960-01-02"),
        Party("DANH THÍ DỤ", birth="1960-01-02", hamlet="a"),
        Party("Danh Thí Dụ", citizen="c", hamlet="b"),
    )
    assert first_papers(same) == [0]


def test_a_name_alone_is_no_identity() -> None:
    twins = papers(Party("Danh Mẫu", number="1", hamlet="a"), Party("Danh Mẫu", number="2", hamlet="a"))
    assert first_papers(twins) == [0, 1]
    assert first_papers([*twins, *papers(Party("Danh Mẫu", hamlet="a"))]) == [0, 1, 2]
    assert first_papers([*twins[:1], *papers(Party("Danh Mẫu", hamlet="a"))]) == [0]
    assert first_papers([*twins[:1], *papers(Party("Danh Mẫu", hamlet="b"))]) == [0, 1]


def test_a_year_of_birth_counts_within_the_hamlet() -> None:
    assert first_papers(papers(*(Party("Danh Mẫu", birth="1960", hamlet=one) for one in "aab"))) == [0, 2]


parties = st.builds(
    Party,
    st.sampled_from(("Danh Mẫu", "Danh Thử", "danh mau")),
    birth=st.sampled_from(("", "1960", "1960-01-02", "1961-01-02")),
    number=st.sampled_from(("", "1", "2")),
    hamlet=st.sampled_from((None, "a", "b")),
    citizen=st.sampled_from((None, "c", "d")),
)


@given(st.lists(parties, max_size=12), st.randoms())
def test_how_many_does_not_hang_on_the_order(found: list[Party], chance: object) -> None:
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert len(first_papers(papers(*mixed))) == len(first_papers(papers(*found))) <= len(found)


@given(st.lists(parties, max_size=12))
def test_everybody_is_somebody_and_a_paper_told_twice_adds_nobody(found: list[Party]) -> None:
    once = first_papers(papers(*found))
    assert bool(once) == bool(found)
    assert first_papers(papers(*found, *found)) == once


@given(st.lists(parties, max_size=12))
def test_whoever_is_identified_counts_as_the_groups_that_share_an_identity(found: list[Party]) -> None:
    known = [set(identities(one)) for one in found if identities(one)]
    groups: list[set[str]] = []
    for keys in known:
        touching = [one for one in groups if one & keys]
        groups = [one for one in groups if not one & keys] + [keys.union(*touching)]
    assert len(first_papers(papers(*(one for one in found if identities(one))))) == len(groups)
