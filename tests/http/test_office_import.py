"""Importing a card list through the screens: preview, confirmation, the same file twice."""

import re
from typing import Any

import xlsxwriter
from httpx2 import Response

from server.documents.rows import as_xlsx
from server.domain.items import Item
from tests.communes import Here
from tests.http.office import PAGE, get, post, text

assert xlsxwriter  # the test's files are made with what the program itself writes with
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


def count(here: Here) -> int:
    with here.store.read() as view:
        return view.count(Item, "all", "")


def previewed(here: Here, rows: list[dict[str, Any]]) -> str:
    answer = upload(here, as_xlsx(rows))
    assert answer.status_code == 303, text(answer)[:300]
    return answer.headers["location"]


def test_nothing_is_stored_before_the_confirmation(here: Here) -> None:
    here.log_in("clerk")
    where = previewed(here, ROWS)
    words = text(get(here, where))
    assert "Chưa có gì được lưu." in words
    assert "Nhập 2 thẻ" in words
    assert "Màu thẻ → không nhập" in words
    assert "Số thẻ “12” không đúng dạng" in words
    assert count(here) == 0
    assert "Lâm Văn Giả" not in text(get(here, f"{where}?show=refused"))


def test_imported_and_the_same_again_changes_nothing(here: Here) -> None:
    here.log_in("clerk")
    where = previewed(here, ROWS)
    answer = post(here, where, event_id="01a20c00-0000-7000-8000-00000000000b")
    assert re.match("/office/import/batches/", answer.headers["location"])
    result = get(here, answer.headers["location"])
    assert "Đã nhập 2 thẻ." in text(result)
    assert "Số thẻ “12” không đúng dạng" in text(result)
    items = re.search(r'href="(/office/items\?batch=[^"]+)"', result.text)
    assert items is not None
    assert "1–2 trong 2" in text(get(here, items[1]))
    again = previewed(here, ROWS)
    assert "Nhập (không có gì mới)" in text(get(here, again))
    last = post(here, again)
    assert (last.status_code, "Không có gì thay đổi" in text(last)) == (200, True)
    assert count(here) == 2


def test_files_that_are_no_list(here: Here) -> None:
    here.log_in("clerk")
    for content, name in (
        (b"", "x.xlsx"),
        (b"PK\x03\x04rubbish", "x.xlsx"),
        (b"\x00\xff" * 99, "x.exe"),
        (b"a;b\n1;2", "x.csv"),
    ):
        answer = upload(here, content, name)
        assert answer.status_code == 422, (name, content[:9])
        assert 'id="wrong-file"' in answer.text
    assert here.client.post("/office/import", data={"file": "text"}, headers=PAGE).status_code == 422
    assert count(here) == 0


def test_a_preview_that_is_gone_says_so(here: Here) -> None:
    here.log_in("clerk")
    answer = here.client.get("/office/import/nothing", headers=PAGE)
    assert (answer.status_code, "Bản xem trước đã hết hạn." in text(answer)) == (404, True)
    assert "Bản xem trước đã hết hạn." in text(post(here, "/office/import/nothing"))
