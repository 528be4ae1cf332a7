"""The bars of a chart: as long as their numbers, the period before beside them, nothing out of its frame."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from server.http.office.charts import LABEL, NUMBER, WIDTH, Row, chart

numbers = some.integers(0, 100_000)
rows = some.lists(some.builds(Row, some.text(max_size=60), numbers, some.none() | numbers), max_size=60)


@given(rows)
def test_bars_are_as_long_as_their_numbers(found: list[Row]) -> None:
    made = chart("Viết hộ", "Ấp", found)
    room = WIDTH - LABEL - NUMBER
    assert [bar.row for bar in made.bars] == found
    assert all(0 <= bar.width <= room and 0 <= bar.before_width <= room for bar in made.bars)
    assert all(bar.y < made.height for bar in made.bars)
    for one in made.bars:
        for other in made.bars:
            if one.row.number < other.row.number:
                assert one.width <= other.width
    assert made.sum == sum(row.number for row in found)


@given(rows)
def test_rows_do_not_lie_on_one_another(found: list[Row]) -> None:
    made = chart("", "", found)
    edges = [bar.y for bar in made.bars]
    assert all(below - above >= 18 for above, below in pairwise(edges))
    assert made.compared == any(row.before is not None for row in found)


def test_a_long_label_is_cut_in_the_drawing_only() -> None:
    long = "Ấp Một Mười Lăm Kênh Ngang Bên Kia Sông"
    (bar,) = chart("", "", [Row(long, 3)]).bars
    assert bar.label.endswith("…")
    assert len(bar.label) <= 20
    assert bar.row.label == long


def test_nothing_counted_is_no_bar() -> None:
    made = chart("", "", [Row("Ấp Một", 0, 0)])
    assert (made.bars[0].width, made.bars[0].before_width, made.sum) == (0, 0, 0)
    assert chart("", "", []).height == 0
