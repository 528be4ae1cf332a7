"""The list of dossiers: its filters, its order, its badges, its file, and ten thousand rows."""

import html
import io
import re

import pytest
from python_calamine import CalamineWorkbook

from server.actions.dossier_results import settle
from tests.communes import Here
from tests.http.dossiers import LISTED, LONG, fill_catalogue, later, many, received
from tests.http.office import get, text


def names(here: Here, query: str = "") -> list[str]:
    return re.findall(r'class="whole"[^>]*>([^<]+)</a>', html.unescape(get(here, f"/office/dossiers{query}").text))


@pytest.fixture
def desk(here: Here) -> Here:
    fill_catalogue(here)
    received(here, "Lê Thị An", LONG, external_code="H13.50.05-261126-0975")
    received(here, "Danh Hoà", LISTED)
    later(here, hours=1)
    received(here, "Kim Đào", LONG, channel_out="home")
    here.log_in("clerk")
    return here


def test_what_is_due_first_comes_first(desk: Here) -> None:
    assert names(desk) == ["Danh Hoà", "Lê Thị An", "Kim Đào"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=hoa", ["Danh Hoà"]),
        ("?q=H13.50", ["Lê Thị An"]),
        ("?q=tn-261126-003", ["Kim Đào"]),
        ("?q=tro+cap", ["Lê Thị An", "Kim Đào"]),
        ("?due=today", ["Danh Hoà"]),
        ("?due=overdue", []),
        ("?field=Hộ+tịch", ["Danh Hoà"]),
        ("?channel=home", ["Kim Đào"]),
        ("?lane=same_day", []),
        ("?state=done", []),
        ("?hamlet=none", ["Danh Hoà", "Lê Thị An", "Kim Đào"]),
        ("?first=2026-11-26&last=2026-11-26", ["Danh Hoà", "Lê Thị An", "Kim Đào"]),
        ("?last=2026-11-25", []),
        ("?first=x&due=moon&state=moon&page=abc", ["Danh Hoà", "Lê Thị An", "Kim Đào"]),
    ],
)
def test_narrowed_by_the_url(desk: Here, query: str, found: list[str]) -> None:
    assert names(desk, query) == found


def test_a_date_passes_in_words(desk: Here) -> None:
    assert "hôm nay" in text(get(desk, "/office/dossiers"))
    later(desk, days=1)
    desk.log_in("clerk")
    assert "quá hạn 1 ngày" in text(get(desk, "/office/dossiers"))
    assert names(desk, "?due=overdue") == ["Danh Hoà"]


def test_what_is_settled_leaves_the_usual_list(desk: Here) -> None:
    done = received(desk, "Sơn Mẫu")
    desk.do(lambda unit: settle(unit, desk.act("clerk"), done.id, "Quyết định"))
    assert "Sơn Mẫu" not in names(desk)
    assert names(desk, "?state=done") == ["Sơn Mẫu"]
    assert "state=all" in get(desk, "/office/dossiers?q=son+mau").text


def test_the_list_as_a_spreadsheet(desk: Here) -> None:
    answer = get(desk, "/office/dossiers.xlsx?q=an")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][1:3] == ["Số hồ sơ", "Mã hồ sơ của tỉnh"]
    assert [row[5] for row in rows[1:]] == ["Lê Thị An"]


def test_a_supervisor_reads_and_does_not_write(desk: Here) -> None:
    desk.log_in("supervisor")
    page = get(desk, "/office/dossiers")
    assert "/office/dossiers/new" not in page.text
    assert len(names(desk)) == 3


def test_ten_thousand_are_paged(here: Here) -> None:
    fill_catalogue(here)
    many(here, 10_000)
    here.log_in("clerk")
    assert len(names(here, "?state=all&page=200")) == 50
    assert len(names(here, "?state=all&due=overdue&page=3")) == 50
    assert names(here, "?state=all&q=thu+9999") == ["Danh Thị Thử 9999"]
