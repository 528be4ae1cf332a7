"""Importing a card list into a commune: what is new, what changed, what is refused; the same file twice is once."""

import io
from datetime import UTC, datetime

import msgspec
import xlsxwriter

from server.actions import rounds
from server.actions.imports import import_items, preview, read
from server.actions.uploads import keep_upload
from server.documents.sheets import read_table
from server.domain.batches import Batch
from server.domain.commune import Hamlet
from server.domain.events import Event, Feed
from server.domain.imports import ImportResult, Preview, Upload
from server.domain.items import Item
from server.domain.tables import Cell, Sheet, Table
from tests.communes import Here

HEADER = ("STT", "Họ và tên", "Năm sinh", "Số thẻ BHYT", "Từ ngày", "Đến ngày", "Ấp", "Ghi chú")
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)


def card(n: int, name: str = "Lê Thị Thử", hamlet: str = "Ấp Một", note: str | None = None) -> tuple[Cell, ...]:
    return (n, name, 1950, f"HN300{n:010}", "01/01/2027", "31/12/2027", hamlet, note)


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table((Sheet("DS", (("DANH SÁCH CẤP THẺ",), HEADER, *rows)),))


def take(here: Here, rows: Table, event_id: str | None = None) -> ImportResult:
    act = here.act("clerk", event_id)
    return here.do(lambda unit: import_items(unit, act, rows, "ds.xlsx"))


def look(here: Here, rows: Table) -> Preview:
    with here.store.read() as view:
        return preview(view, read(view, rows, "cards"))


def all_items(here: Here) -> list[Item]:
    with here.store.read() as view:
        return view.find(Item, "all", "")


def head(here: Here) -> int:
    with here.store.read() as view:
        return view.head


def test_a_file_from_the_insurance_office(here: Here) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for i, row in enumerate([("BẢO HIỂM XÃ HỘI",), (), HEADER, card(1), card(2, hamlet="Ấp Lạ"), card(3, name="")]):
            sheet.write_row(i, 0, row)
        sheet.write(6, 0, "Tổng cộng: 3 thẻ")
    here.clock = lambda: MONDAY
    result = take(here, read_table(out.getvalue(), "ds.xlsx"))
    assert (result.read, result.created, result.updated, result.unchanged) == (3, 2, 0, 0)
    assert [(problem.row, problem.column, problem.code) for problem in result.refused] == [(6, "Họ và tên", "no_name")]
    first, second = all_items(here)
    with here.store.read() as view:
        hamlet = next(hamlet for hamlet in view.find(Hamlet, "all", "") if hamlet.name == "Ấp Một")
        event = view.find(Event, "event", result.batch or "")[0]
    assert (first.hamlet, second.hamlet, second.hamlet_text) == (hamlet.id, None, "Ấp Lạ")
    assert (first.custody.state, first.arrived, first.due) == ("at_desk", "2026-11-23", "2026-11-27")  # 24/11 is off
    assert event.what == "items.imported"
    assert event.items == (first.id, second.id)
    document = msgspec.to_builtins(result)
    assert {"read", "created", "updated", "unchanged", "refused"} <= document.keys()
    assert {"row", "column", "problem"} <= document["refused"][0].keys()


def test_the_preview_says_what_the_import_does(here: Here) -> None:
    take(here, table(card(1), card(2)))
    rows = table(card(1), card(2, note="sau chùa"), card(3), card(4, name=""), card(3))
    seen = look(here, rows)
    assert [row.verdict for row in seen.rows] == ["unchanged", "updated", "created", "refused", "refused"]
    assert seen.rows[1].changes == ("way",)
    assert [column.title for column in seen.columns if column.field] == list(HEADER)
    result = take(here, rows)
    counts = {"created": result.created, "updated": result.updated, "unchanged": result.unchanged}
    assert seen.counts == {**counts, "refused": len(result.refused)}


def test_the_same_file_twice_changes_nothing(here: Here) -> None:
    rows = table(card(1), card(2, hamlet="Ấp Lạ"), card(3, name=""))
    take(here, rows)
    before = head(here)
    result = take(here, rows)
    assert (result.created, result.updated, result.unchanged, result.batch) == (0, 0, 2, None)
    assert head(here) == before


def test_the_same_act_twice_is_one_act(here: Here) -> None:
    rows, event_id = table(card(1)), "00000000-0000-7000-8000-000000000001"
    assert take(here, rows, event_id) == take(here, rows, event_id)
    assert len(all_items(here)) == 1


def test_an_empty_cell_forgets_nothing(here: Here) -> None:
    take(here, table(card(1, note="sau chùa")))
    assert take(here, table(card(1))).unchanged == 1
    assert all_items(here)[0].way == "sau chùa"


def test_a_list_never_moves_what_left_the_desk(here: Here) -> None:
    take(here, table(card(1)))
    (item,) = all_items(here)
    round_ = here.round([item.id])
    here.do(lambda unit: rounds.give(unit, here.act("clerk"), round_.id))
    (out,) = all_items(here)
    rows = table(card(1, name="Lê Thị Thử Hai", hamlet="Ấp Hai"))
    assert [warning.code for warning in look(here, rows).rows[0].warnings] == ["not_at_desk"]
    assert take(here, rows).updated == 1
    (item,) = all_items(here)
    assert item.custody == out.custody
    assert (item.name, item.due, item.arrived) == ("Lê Thị Thử Hai", out.due, out.arrived)
    with here.store.read() as view:
        docs = [feed.doc for feed in view.find(Feed, "doc", f"item:{item.id}")]
    assert [doc["name"] for doc in docs if doc] == ["Lê Thị Thử Hai"]


def test_a_renewed_card_is_another_item(here: Here) -> None:
    take(here, table(card(1)))
    number, name, birth, code, *_ = card(1)
    take(here, table((number, name, birth, code, "01/01/2028", "31/12/2028", "Ấp Một", None)))
    assert len(all_items(here)) == 2


def test_a_long_list_makes_several_events_of_one_batch(here: Here) -> None:
    result = take(here, table(*(card(n) for n in range(700))))
    assert result.created == 700
    with here.store.read() as view:
        events = [event for event in view.find(Event, "ledger", "") if event.what == "items.imported"]
        assert len(view.find(Batch, "all", "")) == 1
    assert sum(len(event.items) for event in events) == 700
    assert max(len(event.body) for event in events) <= 16 * 1024


def test_an_upload_is_forgotten_after_a_day(here: Here) -> None:
    here.clock = lambda: datetime(2026, 11, 20, tzinfo=UTC)
    old = here.do(lambda unit: keep_upload(unit, here.act("clerk"), "a.xlsx", table(card(1))))
    here.clock = lambda: MONDAY
    here.do(lambda unit: keep_upload(unit, here.act("clerk"), "b.xlsx", table(card(1))))
    with here.store.read() as view:
        assert view.get(Upload, old.id) is None
