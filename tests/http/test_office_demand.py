"""Demand by weekday on its screen: the sentence, the table, the bars, the period of the URL, the spreadsheet."""

import io
from datetime import UTC, datetime

import pytest
from python_calamine import CalamineWorkbook

from server.actions import appointments
from server.actions.requests import make_request
from server.domain.appointments import Booking
from server.domain.citizens import Party
from server.domain.entries import DeskEntry, ProcedureName
from server.domain.requests import Wish
from tests.communes import Here
from tests.http.office import get, text

HERE = "/office/desk/demand"
MONDAY, TUESDAY, FRIDAY = "2026-11-16", "2026-11-17", "2026-11-20"


def write(here: Here, day: str, count: int) -> None:
    """So many forms written on a day."""

    def put(unit: object) -> None:
        for place in range(count):
            unit.put(  # type: ignore[attr-defined]
                DeskEntry(
                    id=f"{day}-{place}",
                    day=day,
                    procedure=ProcedureName("2.000635", "Bản sao"),
                    declarant="Danh Thị Thử",
                    scribe=here.people["volunteer"].id,
                )
            )

    here.do(put)


@pytest.fixture
def desk(here: Here) -> Here:
    """Three weeks later, a clerk in."""
    here.clock = lambda: datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    here.log_in("clerk")
    return here


def test_nobody_and_a_handful(desk: Here) -> None:
    assert "chưa ghi lượt nào" in text(get(desk, HERE))
    write(desk, TUESDAY, 3)
    assert "mới có 3 lượt, trong đó 0 vào ngày viết hộ" in text(get(desk, HERE))


def test_the_sentence_follows_from_the_table(desk: Here) -> None:
    write(desk, FRIDAY, 18)
    assert "tất cả đều vào" not in text(get(desk, HERE))
    write(desk, "2026-11-13", 4)
    assert "có 22 lượt, tất cả đều vào ngày viết hộ (thứ Sáu)" in text(get(desk, HERE))
    write(desk, TUESDAY, 11)
    write(desk, MONDAY, 7)
    page = get(desk, HERE)
    assert (
        "có 40 lượt, 22 lượt (55%) vào ngày viết hộ (thứ Sáu). Ngày khác đông nhất là thứ Ba với 11 lượt: "
        "mở thêm thứ Ba thì gặp được 82% số lượt."
    ) in text(page)
    assert 'class="service"' in page.text
    assert "thứ Sáu 1,7" in page.text


def test_who_asked_is_counted_on_the_day_of_asking(desk: Here) -> None:
    booking = Booking(person=Party("Danh Thị Thử"), day="2026-11-27")
    desk.do(lambda unit: appointments.book(unit, desk.act("clerk"), booking))
    wish = Wish(person=Party("Danh Thị Nhà", address="Ấp Một"), wanted="health_card")
    desk.do(lambda unit: make_request(unit, desk.act("clerk"), wish))
    data = desk.client.get(f"{HERE}.xlsx?from=2026-11-25&to=2026-11-25").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[0] == [
        "Ngày",
        "Số ngày làm việc",
        "Viết hộ",
        "Nộp hồ sơ",
        "Xin hẹn",
        "Yêu cầu tại nhà",
        "Lượt",
        "Lượt vào ngày viết hộ",
        "Mỗi ngày",
    ]
    assert rows[3] == ["thứ Tư", "1", "0", "0", "1", "1", "2", "0", "2,0"]
    assert all(row[6] == "0" for row in [*rows[1:3], *rows[4:]])


def test_the_period_of_the_url(desk: Here) -> None:
    write(desk, TUESDAY, 3)
    assert "mới có 3 lượt" in text(get(desk, f"{HERE}?from=2026-11-17&to=2026-11-17"))
    assert "mới có 3 lượt" in text(get(desk, f"{HERE}?from=2026-11-30&to=2026-11-01"))
    assert "Từ 01/11/2026 đến 16/11/2026 chưa ghi lượt nào." in text(get(desk, f"{HERE}?from=2026-11-01&to=2026-11-16"))
    assert "Từ 28/08/2026 đến 25/11/2026" in text(get(desk, f"{HERE}?from=x&to="))
    assert f"{HERE}?from=2026-10-01&amp;to=2026-10-31" in get(desk, HERE).text


def test_in_english_with_a_point(desk: Here) -> None:
    write(desk, FRIDAY, 3)
    desk.client.cookies.set("language", "en")
    page = text(get(desk, HERE))
    assert "only 3 contacts, 3 of them on service days: too few to say" in page
    assert "Friday 0.2" in get(desk, HERE).text
