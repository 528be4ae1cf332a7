"""Whatever a list holds: every row read is created, updated, unchanged or refused, and the same list twice is once."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.actions.desk import Act
from server.actions.import_undo import begin_undo, go_back
from server.actions.imports import import_list, preview, read
from server.domain.batches import Batch
from server.domain.lists import KINDS, ListKind
from server.domain.tables import Cell, Day, Row, Table
from server.store.port import Unit
from tests import lists
from tests.communes import Here

CELLS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(-(10**15), 10**15),
    st.floats(),
    st.dates().map(lambda day: Day(day.isoformat())),
    st.sampled_from(["Tổng cộng", "Ấp Một", "Đã có kết quả", "Tại nhà", "31/02/2020", "0912000001", "NGƯỜI LẬP", "1"]),
)
HEADERS: dict[ListKind, Row] = {"cards": lists.CARD_HEADER, "dossiers": lists.DOSSIER_HEADER}


@st.composite
def tables(draw: st.DrawFn, kind: ListKind) -> Table:
    """Good rows, some of their cells replaced by anything, some rows altogether of anything."""
    rows: list[Row] = []
    for n in draw(st.lists(st.integers(1, 5), max_size=8)):
        good: list[Cell] = list(
            lists.card_row(n) if kind == "cards" else draw(st.sampled_from([lists.dossier_row, lists.home_row]))(n)
        )
        for place in draw(st.sets(st.integers(0, len(good) - 1), max_size=3)):
            good[place] = draw(CELLS)
        rows.append(tuple(good))
    rows += draw(st.lists(st.lists(CELLS, max_size=11).map(tuple), max_size=3))
    return lists.table(HEADERS[kind], *draw(st.permutations(rows)))


class Enough(Exception):
    """Takes back all that an example wrote."""


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_list(here: Here, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    first, second = data.draw(tables(kind)), data.draw(tables(kind))

    def all_of_it(unit: Unit) -> None:
        for table in (first, second, first):
            _taken(unit, here, table, kind)
        raise Enough

    with pytest.raises(Enough):
        here.do(all_of_it)


def _taken(unit: Unit, here: Here, table: Table, kind: ListKind) -> None:
    seen = preview(unit, read(unit, table, kind))
    result = import_list(unit, here.act("clerk"), table, "x", kind)
    counted: dict[str, Any] = {
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "refused": len(result.refused),
    }
    assert sum(counted.values()) == result.read == len(seen.rows)
    assert seen.counts == counted
    before = unit.head
    again = import_list(unit, here.act("clerk"), table, "x", kind)
    assert (again.created, again.updated, again.batch) == (0, 0, None)
    assert unit.head == before
    if result.batch:
        undone = _undone(unit, here.act("clerk"), result.batch)
        assert undone.undone + undone.kept >= result.created + result.updated
        redone = import_list(unit, here.act("clerk"), table, "x", kind)
        assert redone.created + redone.updated == result.created + result.updated


def _undone(unit: Unit, act: Act, batch: str) -> Batch:
    found = begin_undo(unit, act, batch)
    while found.state == "undoing":
        found = go_back(unit, act, batch)
    return found
