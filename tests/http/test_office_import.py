"""Importing lists through the screens: preview, questions, confirmation, the same file twice, undo."""

import html
import re

import pytest
from httpx2 import Response

from server.documents.rows import as_xlsx as spreadsheet
from server.documents.sheets import read_table
from server.domain.batches import Batch
from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.domain.records import Record
from server.domain.tables import Row
from tests import lists
from tests.communes import Here
from tests.http.office import PAGE, get, post, text

ROWS = [
    {
        "STT": str(place),
        "Họ và tên": name,
        "Ngày sinh": "01/02/1941",
        "Số thẻ BHYT": number,
        "Từ ngày": "01/01/2026",
        "Đến ngày": "31/12/2026",
        "Địa chỉ": hamlet,
        "Màu thẻ": "xanh",
    }
    for place, (name, number, hamlet) in enumerate(
        [
            ("Danh Thị Giả", "CN3939300000001", "Ấp Một"),
            ("Lâm Văn Giả", "CN3939300000002", "Ấp Hai"),
            ("Huỳnh Thị Ngọc Bích Giả", "12", "Ấp Lạ"),
        ],
        1,
    )
]


def upload(here: Here, content: bytes, name: str = "the.xlsx") -> Response:
    return here.client.post("/office/import", files={"file": (name, content)}, headers=PAGE)


def count(here: Here, kind: type[Record] = Item) -> int:
    with here.store.read() as view:
        return view.count(kind, "all", "")


def previewed(here: Here, content: bytes, name: str = "the.xlsx") -> str:
    answer = upload(here, content, name)
    assert answer.status_code == 303, text(answer)[:300]
    return answer.headers["location"]


def imported(here: Here, content: bytes, name: str = "the.xlsx") -> str:
    answer = post(here, previewed(here, content, name))
    assert answer.status_code == 303, text(answer)[:300]
    return answer.headers["location"]


def test_nothing_is_stored_before_the_confirmation(here: Here) -> None:
    here.log_in("clerk")
    where = previewed(here, spreadsheet(ROWS))
    answer = get(here, where)
    words = text(answer)
    assert "Chưa có gì được lưu." in words
    assert "Nhập 2 thẻ" in words
    assert "1 cột không nhận ra" in words
    assert re.search(r'<select name="column 7:mau the"[^>]*>\s*<option value="" selected>', answer.text)
    assert "Số thẻ “12” không đúng dạng" in words
    assert count(here) == 0
    assert "Lâm Văn Giả" not in text(get(here, f"{where}?show=refused"))


def test_imported_and_the_same_again_changes_nothing(here: Here) -> None:
    here.log_in("clerk")
    where = previewed(here, spreadsheet(ROWS))
    answer = post(here, where, event_id="01a20c00-0000-7000-8000-00000000000b")
    assert re.match("/office/import/batches/", answer.headers["location"])
    assert post(here, where, event_id="01a20c00-0000-7000-8000-00000000000b").headers == answer.headers
    result = get(here, answer.headers["location"])
    assert "Đã nhập 2 thẻ." in text(result)
    assert "Số thẻ “12” không đúng dạng" in text(result)
    items = re.search(r'href="(/office/items\?batch=[^"]+)"', result.text)
    assert items is not None
    assert "1–2 trong 2" in text(get(here, items[1]))
    again = previewed(here, spreadsheet(ROWS))
    assert "Nhập (không có gì mới)" in text(get(here, again))
    last = post(here, again)
    assert (last.status_code, "Không có gì thay đổi" in text(last)) == (200, True)
    assert (count(here), count(here, Batch)) == (2, 1)


def test_a_list_of_dossiers_is_known_by_itself(here: Here) -> None:
    here.log_in("clerk")
    rows: list[Row] = [("DANH SÁCH HỒ SƠ",), lists.DOSSIER_HEADER, *map(lists.dossier_row, (1, 2)), lists.home_row(3)]
    where = previewed(here, lists.as_html(rows), "ho-so.xls")
    words = text(get(here, where))
    assert "Xem trước danh sách hồ sơ" in words
    assert "Nhập 3 hồ sơ" in words
    assert "03/10/2020 08:30" in words
    batch = get(here, post(here, where).headers["location"])
    assert "Đã nhập 3 hồ sơ." in text(batch)
    link = re.search(r'href="(/office/dossiers[^"]+)"', batch.text)
    assert link is not None
    assert "1–3 trong 3" in text(get(here, html.unescape(link[1])))
    assert count(here, Dossier) == 3


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "x.xlsx"), (b"PK\x03\x04rubbish", "x.xlsx"), (b"\x00\xff" * 99, "x.exe"), (b"a;b\n1;2", "x.csv"),
     (b"<html><table><tr><td>1", "x.xls"), (b"<html>", "x.xls")],
)  # fmt: skip
def test_files_that_are_no_list(here: Here, content: bytes, name: str) -> None:
    here.log_in("clerk")
    answer = upload(here, content, name)
    assert answer.status_code == 422
    assert 'id="wrong-file"' in answer.text


def test_no_file_at_all(here: Here) -> None:
    here.log_in("clerk")
    assert here.client.post("/office/import", data={"file": "text"}, headers=PAGE).status_code == 422
    assert count(here) == 0


def test_a_preview_that_is_gone_says_so(here: Here) -> None:
    here.log_in("clerk")
    answer = here.client.get("/office/import/nothing", headers=PAGE)
    assert (answer.status_code, "Bản xem trước đã hết hạn." in text(answer)) == (404, True)
    for path in ("/office/import/nothing", "/office/import/nothing/answer"):
        assert "Bản xem trước đã hết hạn." in text(post(here, path, list="cards"))
    assert here.client.get("/office/import/nothing/refused.xlsx", headers=PAGE).status_code == 404
    assert here.client.get("/office/import/batches/nothing", headers=PAGE).status_code == 404
    assert post(here, "/office/import/batches/nothing/undo").status_code == 404


def test_a_legacy_font_is_asked_about_before_anything_else(here: Here) -> None:
    here.log_in("clerk")
    rows: list[Row] = [
        ("STT", "Hä vµ tªn", "Sè thÎ BHYT", "§Þa chØ"),
        (1, "TrÇn ThÞ MÉu", "CN3939300000001", "Êp Mét, x· Thö"),
    ]
    where = previewed(here, lists.as_xlsx(rows))
    words = text(get(here, where))
    assert "Danh sách này gõ bằng phông TCVN3" in words
    assert "TrÇn ThÞ MÉu" in words
    assert "Trần Thị Mẫu" in words
    assert "Nhập" not in text(get(here, where)).split("Giữ nguyên như trong tệp")[-1]
    assert post(here, where).headers["location"] == where  # nothing is imported before the answer
    assert count(here) == 0
    answer = post(here, f"{where}/answer", font="convert")
    words = text(get(here, answer.headers["location"]))
    assert "Trần Thị Mẫu" in words
    assert "TrÇn ThÞ MÉu" not in words
    assert "Đã chuyển từ phông TCVN3 sang Unicode." in words
    assert "TrÇn ThÞ MÉu" not in text(get(here, post(here, f"{where}/answer", font="convert").headers["location"]))
    post(here, where)
    with here.store.read() as view:
        assert [item.name for item in view.find(Item, "all", "")] == ["Trần Thị Mẫu"]


def test_a_legacy_font_may_be_kept(here: Here) -> None:
    here.log_in("clerk")
    rows: list[Row] = [("Hä vµ tªn", "Sè thÎ BHYT", "§Þa chØ"), ("TrÇn ThÞ MÉu", "CN3939300000001", "Êp Mét")]
    where = previewed(here, lists.as_xlsx(rows))
    assert post(here, f"{where}/answer", font="keep").status_code == 303
    assert "Chuyển sang Unicode" in text(get(here, where))


def test_what_a_column_means_can_be_said(here: Here) -> None:
    here.log_in("clerk")
    rows: list[Row] = [("STT", "Người hưởng", "Họ và tên", "Số"), (1, "Danh Giả", "Mẹ Của Giả", "CN3939300000001")]
    where = previewed(here, lists.as_xlsx(rows))
    words = text(get(here, post(here, f"{where}/answer", list="cards").headers["location"]))
    assert "Chưa biết cột nào là: Số thẻ" in words
    chosen = {"columns": "1", "list": "cards", "column 1:nguoi huong": "name", "column 3:so": "number"}
    answer = post(here, f"{where}/answer", **chosen, **{"column 2:ho va ten": "name"})
    assert answer.status_code == 422
    assert "cùng một nghĩa" in text(answer)
    assert post(here, f"{where}/answer", **chosen, **{"column 2:ho va ten": ""}).status_code == 303
    assert "Nhập 1 thẻ" in text(get(here, where))
    post(here, where)
    with here.store.read() as view:
        assert [item.name for item in view.find(Item, "all", "")] == ["Danh Giả"]


def test_a_list_that_could_be_either_is_asked_about(here: Here) -> None:
    here.log_in("clerk")
    header: Row = ("Họ và tên", "Số thẻ BHYT", "Số hồ sơ", "Thủ tục")
    rows: list[Row] = [header, ("Danh Giả", "CN3939300000001", "000.31.42.H30-201001-0001", "Khai tử")]
    where = previewed(here, lists.as_xlsx(rows))
    assert "Đây là danh sách gì?" in text(get(here, where))
    post(here, f"{where}/answer", list="dossiers")
    assert "Nhập 1 hồ sơ" in text(get(here, where))


def test_refused_rows_as_a_spreadsheet_can_be_corrected_and_imported(here: Here) -> None:
    here.log_in("clerk")
    where = previewed(here, spreadsheet(ROWS))
    content = get(here, f"{where}/refused.xlsx").content
    header, row = read_table(content, "x.xlsx").sheets[0].rows
    assert header[:2] == ("STT", "Họ và tên")
    assert header[-1] == "Vì sao"
    assert "không đúng dạng" in str(row[-1])
    assert (row[1], row[7]) == ("Huỳnh Thị Ngọc Bích Giả", "xanh")
    fixed = lists.as_xlsx([header, (*row[:3], "CN3939300000003", *row[4:])])
    assert "Nhập 1 thẻ" in text(get(here, previewed(here, fixed)))
    batch = post(here, where).headers["location"]
    assert f"{where}/refused.xlsx" in get(here, batch).text
    assert len(read_table(get(here, f"{batch}/refused.xlsx").content, "x.xlsx").sheets[0].rows) == 2


def test_an_import_is_undone_once_and_can_be_done_again(here: Here) -> None:
    here.log_in("clerk")
    batch = imported(here, spreadsheet(ROWS))
    (first, second) = [item.id for item in items(here)]
    here.round([second])
    assert 'id="undo"' in get(here, batch).text
    for _ in range(2):
        assert post(here, f"{batch}/undo").status_code == 303
        words = text(get(here, batch))
        assert "Đã hoàn tác: 1 dòng" in words
        assert "1 dòng không hoàn tác được" in words
        assert "Kết quả đã rời bàn" in words
    assert [item.id for item in items(here)] == [second]
    assert "Rút khỏi danh sách" in text(get(here, f"/office/items/{first}"))
    assert "đã hoàn tác" in text(get(here, "/office/import"))
    imported(here, spreadsheet(ROWS))
    assert {item.id for item in items(here)} == {first, second}


def items(here: Here) -> list[Item]:
    with here.store.read() as view:
        return view.find(Item, "all", "")


def test_a_long_list_goes_on_by_itself(here: Here) -> None:
    here.log_in("clerk")
    rows = [lists.CARD_HEADER, *map(lists.card_row, range(1, 701))]
    where = previewed(here, lists.as_xlsx(rows))
    answer = get(here, f"{where}?page=7")
    assert "601–700 trong 700" in text(answer)
    batch = post(here, where).headers["location"]
    here.app.state.importer.join(30)
    assert "Đã nhập 700 thẻ." in text(get(here, batch))
    assert count(here) == 700
    post(here, f"{batch}/undo")
    here.app.state.importer.join(30)
    assert "Đã hoàn tác: 700 dòng" in text(get(here, batch))
    assert count(here) == 0


def test_who_may_look_and_who_may_undo(here: Here) -> None:
    here.log_in("clerk")
    batch = imported(here, spreadsheet(ROWS))
    here.log_in("supervisor")
    assert "Hoàn tác" not in text(get(here, batch))
    assert post(here, f"{batch}/undo").status_code == 403


def test_how_far_a_long_list_is(here: Here) -> None:
    """Half of it is in: the page says so and comes again by itself; what nobody works on may be gone on with."""
    half = Batch(
        id="b1", by=here.people["clerk"].id, name="dai.csv", at="2026-11-24T02:00:00.000Z", total=6000, read=1500
    )
    here.do(lambda unit: unit.put(half))
    here.log_in("clerk")
    page = get(here, "/office/import/batches/b1")
    assert "Đang nhập: 1500 trong 6000 dòng" in text(page)
    assert 'max="100" value="25"' in page.text
    assert 'data-live="batch"' in page.text
    assert "/office/import/batches/b1/continue" in page.text
