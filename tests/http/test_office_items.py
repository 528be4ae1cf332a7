"""The list of results, its filters and its file, and one result's page."""

import html
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from server.domain.items import What
from server.domain.names import sort_key
from server.http.office.names import name_order
from tests.communes import Here
from tests.http.office import confirmed, get, paper, post, text


def names(here: Here, query: str) -> list[str]:
    return re.findall(r'class="whole"[^>]*>([^<]+)</a>', html.unescape(get(here, f"/office/items{query}").text))


@pytest.fixture
def desk(here: Here) -> Here:
    here.log_in("clerk")
    for name in ("Nguyễn Văn Ân", "Huỳnh Thị Ngọc Bích Tuyền", "Danh Hoà", "Lê Thị An", "Trần Văn Ấm", "Kim Đào"):
        paper(here, name=name, due="2020-01-02" if name == "Danh Hoà" else "2099-01-02")
    return here


def test_in_the_order_of_vietnamese_names(desk: Here) -> None:
    assert names(desk, "") == [
        "Lê Thị An",
        "Trần Văn Ấm",
        "Nguyễn Văn Ân",
        "Kim Đào",
        "Danh Hoà",
        "Huỳnh Thị Ngọc Bích Tuyền",
    ]


@pytest.mark.parametrize("query", ["hòa", "hoa", "HOÀ", "danh hoà", "hoa danh"])
def test_found_with_or_without_diacritics(desk: Here, query: str) -> None:
    assert names(desk, f"?q={query}") == ["Danh Hoà"]


def test_nothing_found_offers_the_whole_list(desk: Here) -> None:
    page = get(desk, "/office/items?q=khong+ai")
    assert "Không thấy kết quả nào khớp." in text(page)
    assert "state=all" in page.text


def test_overdue_and_state_and_place(desk: Here) -> None:
    assert names(desk, "?overdue=1") == ["Danh Hoà"]
    assert names(desk, "?state=delivered") == []
    assert len(names(desk, "?hamlet=none")) == 6
    assert len(names(desk, "?state=moon&page=abc")) == 6


def test_by_deliverer_and_day(here: Here) -> None:
    here.log_in("clerk")
    due = here.items(3, due="2026-11-25")
    later = here.items(2, due="2026-11-30")
    here.round(due[:2])
    here.round(later[:1], "volunteer")
    head = here.people["hamlet_head"].id
    assert len(names(here, f"?deliverer={head}")) == 2
    assert len(names(here, "?due=2026-11-25")) == 3
    assert len(names(here, f"?due=2026-11-30&deliverer={here.people['volunteer'].id}&state=in_round")) == 1
    assert len(names(here, "?due=hom-nay&deliverer=")) == 5
    page = get(here, f"/office/items?deliverer={head}&due=2026-11-25")
    assert f'<option value="{head}" selected' in page.text
    assert f"/office/items.xlsx?deliverer={head}&amp;due=2026-11-25" in page.text


def test_what_has_to_be_brought_back(here: Here) -> None:
    items = here.items(2)
    here.round(items)
    phone = here.phone()
    failed = {"reason": "absent", "next": None, "note": ""}
    here.turn(phone, *[phone.write("attempt.failed", items[0], failed) for _ in range(3)])
    here.log_in("clerk")
    assert len(names(here, "?state=must_return")) == 1
    assert "phải mang về" in text(get(here, "/office/items"))
    assert "1 phải mang về" in text(get(here, "/office/rounds"))
    assert "1 phải mang về" in text(get(here, "/office/"))


def test_fifty_a_page(here: Here) -> None:
    here.log_in("clerk")
    here.items(120)
    assert [len(names(here, f"?page={page}")) for page in (1, 3, 99)] == [50, 20, 20]
    page = get(here, "/office/items?q=thử")
    assert "1–50 trong 120" in text(page)
    assert "/office/items?q=th%E1%BB%AD&amp;page=2" in page.text


def test_the_list_as_a_spreadsheet(desk: Here) -> None:
    paper(desk, name='=HYPERLINK("http://x")', number="0012345678")
    answer = get(desk, "/office/items.xlsx?state=open")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][1] == "Họ và tên"
    assert [row[1] for row in rows[2:8]] == names(desk, "")[1:7]
    assert [row[5] for row in rows if str(row[1]).startswith("=")] == ["0012345678"]


def test_one_result_tells_its_story_but_no_answer(here: Here) -> None:
    events, (item,), _ = confirmed(here, note="gửi con gái")
    here.log_in("clerk")
    page = get(here, f"/office/items/{item}")
    words = text(page)
    for said in (
        "Đã trả lúc",
        "Xếp vào đợt giao 1, giao cho Người hamlet_head",
        "Nhận túi của đợt giao 1",
        "gửi con gái",
    ):
        assert said in words
    assert "Đã trả cho Chính chủ: Danh Thị Mẫu Chờ duyệt" in words
    assert f"/office/review/{events[0]}" in page.text
    assert "answers" not in page.text


def test_the_slip_has_a_code_without_a_name(here: Here) -> None:
    item = paper(here, what=What("result", "Quyết định trợ cấp xã hội hằng tháng"))
    here.log_in("clerk")
    page = get(here, f"/office/items/{item}/slip")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text(page)
    assert "Đầu sổ sự kiện khi in:" in text(page)
    assert here.client.get("/office/items/nobody", headers={"Accept": "text/html"}).status_code == 404


def test_a_scanned_code(here: Here) -> None:
    (item,) = here.items(1)
    round_ = here.round(here.items(1))
    here.client.cookies.clear()
    ids = (item, round_.id, "nothing")
    strangers = [here.client.get(f"/q/{id_}") for id_ in ids]
    assert {answer.status_code for answer in strangers} == {200}
    assert len({answer.text.replace(id_, "") for id_, answer in zip(ids, strangers, strict=True)}) == 1
    assert "Danh Thị" not in strangers[0].text
    here.log_in("clerk")
    assert here.client.get(f"/q/{item}").headers["location"] == f"/office/items/{item}"
    assert here.client.get(f"/q/{round_.id}").headers["location"] == f"/office/rounds/{round_.id}"
    here.log_in("hamlet_head")
    assert here.client.get(f"/q/{item}").status_code == 200
    assert post(here, f"/q/{item}").status_code == 405


@given(st.lists(st.text("aăâbcdđeêy hHỹạôơ'-", max_size=8)))
def test_the_quick_order_of_names_is_their_order(found: list[str]) -> None:
    assert sorted(found, key=name_order) == sorted(found, key=sort_key)
