"""A proposal for commendation: whoever reaches a mark is proposed, in the order of the names; nobody is ranked."""

from hypothesis import given
from hypothesis import strategies as some

from server.domain.commendation import COLUMNS, CONTRIBUTIONS, GROUPS, proposal, usual_marks

people = some.dictionaries(
    some.text(min_size=1, max_size=5), some.dictionaries(some.sampled_from(CONTRIBUTIONS), some.integers(0, 500))
)
marks = some.dictionaries(some.sampled_from(CONTRIBUTIONS), some.integers(0, 500))


@given(some.sampled_from(GROUPS), people, marks)
def test_who_reaches_a_mark_is_proposed(group, counts, held) -> None:  # type: ignore[no-untyped-def]
    made = proposal(group, {id_: id_.upper() for id_ in counts}, counts, held)
    assert [line.id for line in made.lines] == list(counts)
    for line in made.lines:
        own = counts[line.id]
        wanted = [name for name in COLUMNS[group] if held.get(name) and own.get(name, 0) >= held[name]]
        assert list(line.reached) == wanted
        assert line.proposed == bool(wanted)
    assert set(made.marks.values()).isdisjoint({0})


@given(some.sampled_from(GROUPS), people)
def test_the_usual_marks_are_not_reached_by_all(group, counts) -> None:  # type: ignore[no-untyped-def]
    usual = usual_marks(group, counts.values())
    made = proposal(group, dict.fromkeys(counts, ""), counts, usual)
    for column, mark in usual.items():
        done = [row[column] for row in counts.values() if row.get(column)]
        assert mark * 2 * len(done) >= 3 * sum(done)
        assert sum(line.counts[column] >= mark for line in made.lines) < len(done)


def test_where_one_did_it_all_nothing_is_usual() -> None:
    assert usual_marks("people", [{"written": 107}, {"home": 3}, {"home": 1}]) == {"home": 3}
    assert usual_marks("unions", []) == {}
