"""The desk's figures: by each dimension every entry once, and no figure larger than what was written."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.desk_counts import DIMENSIONS, NONE, Dimension, count, count_by, value_of
from server.domain.entries import DeskEntry, ProcedureName

entries = st.lists(
    st.builds(
        DeskEntry,
        id=st.uuids().map(str),
        day=st.dates().map(lambda day: day.isoformat()),
        procedure=st.builds(ProcedureName, st.sampled_from(["2.000635", "1.001193", ""]), st.just("Bản sao")),
        declarant=st.just("Danh Thị Thử"),
        hamlet=st.sampled_from(["ap-1", "ap-2", None]),
        scribe=st.sampled_from(["a", "b"]),
        union=st.sampled_from(["youth-union", ""]),
        guided=st.booleans(),
        form=st.sampled_from(["civil_extract_copy", ""]),
        place=st.sampled_from(["desk", "home"]),
        dossier=st.sampled_from(["d", None]),
    ),
    max_size=40,
)


@given(entries, st.sampled_from(DIMENSIONS))
def test_every_entry_once(found: list[DeskEntry], dimension: Dimension) -> None:
    rows = count_by(found, dimension)
    whole = count("", found)
    assert len({one.value for one in rows}) == len(rows)
    for name in ("written", "guided", "dossiers", "home"):
        assert sum(getattr(one, name) for one in rows) == getattr(whole, name)
    for row in rows:
        assert row.written == sum(value_of(one, dimension) == row.value for one in found) > 0
        assert max(row.guided, row.dossiers, row.home) <= row.written


@given(entries, st.sampled_from(DIMENSIONS))
def test_the_largest_first_and_what_says_nothing_last(found: list[DeskEntry], dimension: Dimension) -> None:
    rows = count_by(found, dimension)
    said = [one.written for one in rows if one.value != NONE]
    assert said == sorted(said, reverse=True)
    assert all(one.value != NONE for one in rows[:-1])
