"""Importing a dossier list: new, told newer, unchanged, refused; results to take home lie at the desk."""

from msgspec import structs

from server.actions import catalogue, rounds
from server.actions.dossier_results import settle
from server.actions.history import story
from server.actions.imports import import_dossiers, preview, read
from server.documents.catalogue_file import shipped
from server.documents.sheets import read_table
from server.domain.dossiers import Dossier
from server.domain.events import Event
from server.domain.imports import ImportResult, PreviewRow
from server.domain.items import Item
from server.domain.tables import Table
from tests import lists
from tests.communes import Here


def take(here: Here, table: Table, event_id: str | None = None) -> ImportResult:
    act = here.act("clerk", event_id)
    here.do(lambda unit: catalogue.seed(unit, shipped()))
    return here.do(lambda unit: import_dossiers(unit, act, table, "ho-so.xls"))


def told(*rows: tuple[object, ...]) -> Table:
    return lists.table(lists.DOSSIER_HEADER, *rows)  # type: ignore[arg-type]


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.created, result.updated, result.unchanged, len(result.refused)


def look(here: Here, table: Table) -> tuple[PreviewRow, ...]:
    with here.store.read() as view:
        return preview(view, read(view, table, "dossiers")).rows


def all_dossiers(here: Here) -> list[Dossier]:
    with here.store.read() as view:
        return view.find(Dossier, "all", "")


def all_items(here: Here) -> list[Item]:
    with here.store.read() as view:
        return view.find(Item, "all", "")


def test_a_month_of_the_one_stop_system(here: Here) -> None:
    """As `ho-so-igate.xls` is: 24 dossiers in an HTML table, 7 of them with a result to take home."""
    rows = [
        ("DANH SÁCH HỒ SƠ",),
        lists.DOSSIER_HEADER,
        *map(lists.home_row, range(1, 8)),
        *map(lists.dossier_row, range(8, 25)),
    ]
    result = take(here, read_table(lists.as_html(rows), "ho-so-igate.xls"))
    assert (result.read, *counts(result)) == (24, 24, 0, 0, 0)
    items = all_items(here)
    assert len(all_dossiers(here)) == 24
    assert len(items) == 7
    assert {item.custody.state for item in items} == {"at_desk"}
    assert {item.what.kind for item in items} == {"result"}
    (first, *_) = items
    assert (first.name, first.delivery_class, first.dossier_code) == ("Lâm Văn Thử", "D0", "000.31.42.H30-201002-0001")
    with here.store.read() as view:
        dossier = view.get(Dossier, first.dossier or "")
        events = [event for event in view.find(Event, "ledger", "") if event.what == "items.imported"]
    assert dossier is not None
    assert (dossier.item, dossier.state, dossier.channel_out) == (first.id, "done", "home")
    assert [event.items for event in events] == [tuple(item.id for item in items)]
    assert len({one.no for one in all_dossiers(here)}) == 24
    again = take(here, read_table(lists.as_html(rows), "ho-so-igate.xls"))
    assert (again.read, *counts(again), again.batch) == (24, 0, 0, 24, 0, None)
    assert len(all_items(here)) == 7


def test_a_result_on_its_round_is_a_paper_like_others(here: Here) -> None:
    take(here, told(lists.home_row(1)))
    (item,) = all_items(here)
    round_ = here.round([item.id])
    here.do(lambda unit: rounds.give(unit, here.act("clerk"), round_.id))
    assert here.item(item.id).custody.state == "in_round"
    assert counts(take(here, told(lists.home_row(1)))) == (0, 0, 1, 0)


def test_what_the_list_tells_newer(here: Here) -> None:
    take(here, told(lists.dossier_row(1, "Đang xử lý", "Tại nhà")))
    (before,) = all_dossiers(here)
    rows = told(lists.home_row(1))
    (seen,) = look(here, rows)
    assert (seen.verdict, set(seen.changes)) == ("updated", {"state", "result", "item"})
    assert counts(take(here, rows)) == (0, 1, 0, 0)
    (after,) = all_dossiers(here)
    assert (after.state, after.no, after.batch) == ("done", before.no, before.batch)
    assert [item.id for item in all_items(here)] == [after.item]
    with here.store.read() as view:
        assert [change.what for change in story(view, after)] == ["dossier.imported", "dossier.list_told"]
    assert counts(take(here, told(lists.dossier_row(1, "Đang xử lý", "Tại nhà")))) == (0, 0, 1, 0)
    assert all_dossiers(here) == [after]


def test_never_backwards_over_what_our_desk_did(here: Here) -> None:
    rows = told(lists.dossier_row(1, "Đang xử lý"))
    take(here, rows)
    (dossier,) = all_dossiers(here)
    here.do(lambda unit: settle(unit, here.act("clerk"), dossier.id, "Trích lục khai sinh", "12/TLKS"))
    (seen,) = look(here, rows)
    assert seen.verdict == "unchanged"
    assert [warning.code for warning in seen.warnings] == ["desk_ahead"]
    assert counts(take(here, rows)) == (0, 0, 1, 0)
    home = told(lists.home_row(1))
    take(here, home)
    (after,) = all_dossiers(here)
    assert (after.state, after.result and after.result.number) == ("done", "12/TLKS")
    assert all_items(here) == []  # our desk settled it: our desk decides whether it leaves


def test_a_result_that_must_be_signed_for_stays_at_the_desk(here: Here) -> None:
    row = list(lists.home_row(1))
    for procedure in ("Đăng ký khai sinh (1.001193)", "Kết hôn (1.000894)", "Việc lạ (9.999999)"):
        row[1], row[2] = f"000.31.42.H30-201002-{procedure[-5:-1]}", procedure
        (seen,) = look(here, told(tuple(row)))
        take(here, told(tuple(row)))
        assert "stays_at_desk" in [warning.code for warning in seen.warnings]
        assert counts(take(here, told(tuple(row)))) == (0, 0, 1, 0)
    assert [dossier.state for dossier in all_dossiers(here)] == ["done"] * 3
    assert all_items(here) == []


def test_refused_rows_have_their_reasons(here: Here) -> None:
    bad = list(lists.dossier_row(2))
    bad[1] = None
    result = take(here, told(lists.dossier_row(1), tuple(bad), lists.dossier_row(1)))
    assert (result.read, *counts(result)) == (3, 1, 0, 0, 2)
    assert [(problem.row, problem.column, problem.code) for problem in result.refused] == [
        (3, "Số hồ sơ", "no_code"),
        (4, "Số hồ sơ", "twice_in_file"),
    ]


def test_one_that_was_entered_here_is_found_by_its_code(here: Here) -> None:
    take(here, told(lists.dossier_row(1, "Đang xử lý")))
    (dossier,) = all_dossiers(here)
    here.do(lambda unit: unit.put(structs.replace(dossier, batch=None, state="received", field="Của xã")))
    assert counts(take(here, told(lists.dossier_row(1, "Đang xử lý")))) == (0, 1, 0, 0)
    (after,) = all_dossiers(here)
    assert (after.state, after.field) == ("processing", "Của xã")
