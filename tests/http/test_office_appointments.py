"""Appointments on their screens: booking, places, the list of a day, acts, prints, the spreadsheet, who may what."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from server.actions import appointments, catalogue
from server.actions.requests import make_request
from server.documents.catalogue_file import shipped
from server.domain.appointments import Appointment, Booking
from server.domain.citizens import Citizen, Party
from server.domain.requests import Wish
from tests.communes import Here
from tests.http.office import get, post, text

HERE = "/office/desk/appointments"
WEDNESDAY = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
FORM = {
    "person_name": "Danh Thị Thử",
    "person_birth": "1941",
    "person_phone": "0912345678",
    "help": "writing",
    "procedure": "2.000635",
    "slot": "2026-11-27/morning",
    "part": "morning",
}


@pytest.fixture
def desk(here: Here) -> Here:
    """A commune with its catalogue on a Wednesday, a clerk in."""
    here.clock = lambda: WEDNESDAY
    here.do(lambda unit: catalogue.seed(unit, shipped()))
    here.log_in("clerk")
    return here


def booked(here: Here, name: str = "Danh Thị Thử", **changed: Any) -> Appointment:
    booking = Booking(**{"person": Party(name, birth="1941"), "day": "2026-11-27", "procedure": "2.000635", **changed})
    return here.do(lambda unit: appointments.book(unit, here.act("clerk"), booking, extra=True))


def now(here: Here, id_: str) -> Appointment:
    with here.store.read() as view:
        return appointments.appointment_of(view, id_)


def test_booked_on_one_screen_with_the_first_free_place_chosen(desk: Here) -> None:
    page = get(desk, f"{HERE}/new")
    assert re.search(r'value="2026-11-27/morning" checked', page.text)
    assert "Thứ Sáu 27/11 " in text(page)
    assert "còn 9" in text(page)
    answer = post(desk, f"{HERE}/new", **FORM)
    shown = text(get(desk, answer.headers["location"]))
    assert "Thứ Sáu 27/11/2026, sáng 07:00–11:30" in shown
    assert "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh" in shown
    assert "Giấy tờ tùy thân của người yêu cầu (chỉ xuất trình)" in shown


def test_another_day_and_what_is_wrong_with_it(desk: Here) -> None:
    other = {**FORM, "slot": "other", "day": "2026-12-01", "part": "afternoon"}
    made = post(desk, f"{HERE}/new", **other)
    assert "Thứ Ba 01/12/2026, chiều" in text(get(desk, made.headers["location"]))
    refused = post(desk, f"{HERE}/new", **{**other, "day": "2026-11-29"})
    assert (refused.status_code, "Ngày này cơ quan nghỉ." in text(refused)) == (422, True)
    assert 'value="2026-11-29"' in refused.text
    assert 'value="Danh Thị Thử"' in refused.text
    assert "Hãy ghi họ tên." in text(post(desk, f"{HERE}/new", **{**FORM, "person_name": " "}))


def test_three_fast_taps_are_one_appointment(desk: Here) -> None:
    places = {post(desk, f"{HERE}/new", **FORM, event_id="tap").headers["location"] for _ in range(3)}
    assert places == {f"{HERE}/tap"}
    with desk.store.read() as view:
        assert view.count(Appointment, "all", "") == 1


def test_a_full_part_asks_whether_one_more_is_taken(desk: Here) -> None:
    desk.do(lambda unit: appointments.change_capacity(unit, desk.act("clerk"), 1, 1))
    booked(desk)
    assert "đã đủ" in text(get(desk, f"{HERE}/new"))
    assert 'name="extra"' not in get(desk, f"{HERE}/new").text
    refused = post(desk, f"{HERE}/new", **FORM)
    assert (refused.status_code, "Buổi này đã đủ người hẹn" in text(refused)) == (409, True)
    assert 'name="extra"' in refused.text
    made = post(desk, f"{HERE}/new", **FORM, extra="1")
    assert made.status_code == 303
    assert "hẹn thêm" in text(get(desk, f"{HERE}?day=2026-11-27"))


def test_the_list_shows_the_next_service_day_by_itself(desk: Here) -> None:
    booked(desk, "Danh Thị Sáng")
    booked(desk, "Danh Thị Chiều", part="afternoon")
    booked(desk, "Danh Thị Xuân", day="2026-12-01")
    page = text(get(desk, HERE))
    assert ("Danh Thị Sáng" in page, "Danh Thị Chiều" in page, "Danh Thị Xuân" in page) == (True, True, False)
    assert "Sáng 07:00–11:30: 1/9" in page
    other = text(get(desk, f"{HERE}?day=2026-12-01"))
    assert "không phải ngày viết hộ" in other
    assert "Danh Thị Xuân" in other
    assert "Danh Thị Xuân" in text(get(desk, f"{HERE}?day=all&q=thi+xuan"))
    assert "Không có lịch hẹn nào như vậy." in text(get(desk, f"{HERE}?day=all&q=khong"))
    assert "Ngày này chưa có ai hẹn." in text(get(desk, f"{HERE}?day=2026-12-04"))


def test_fifty_a_page_of_all_days(desk: Here) -> None:
    for place in range(51):
        booked(desk, f"Danh Thị {place:02}")
    assert "1–50 trong 51" in text(get(desk, f"{HERE}?day=all"))
    assert "51–51 trong 51" in text(get(desk, f"{HERE}?day=all&page=9"))


def test_checked_in_from_the_list_and_back_to_it(desk: Here) -> None:
    made = booked(desk)
    assert f"{HERE}/{made.id}/missed" not in get(desk, HERE).text
    desk.clock = lambda: datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
    desk.log_in("clerk")
    back = f"{HERE}?day=2026-11-27"
    assert post(desk, f"{HERE}/{made.id}/came", back=back).headers["location"] == back
    assert now(desk, made.id).state == "came"
    assert "Đã đến" in text(get(desk, back))
    elsewhere = post(desk, f"{HERE}/{made.id}/reopen", back="https://elsewhere.example")
    assert elsewhere.headers["location"] == f"{HERE}/{made.id}"


def test_who_was_never_noted_is_named(desk: Here) -> None:
    made = booked(desk)
    assert "?state=unnoted" not in get(desk, HERE).text
    desk.clock = lambda: datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
    desk.log_in("clerk")
    assert "Chưa ghi 1" in text(get(desk, HERE))
    assert made.person.name in text(get(desk, f"{HERE}?state=unnoted"))
    post(desk, f"{HERE}/{made.id}/missed")
    assert "Ngày này chưa có ai hẹn." not in text(get(desk, f"{HERE}?state=missed&day=all"))
    assert made.person.name not in text(get(desk, f"{HERE}?state=unnoted"))


def test_moved_cancelled_and_what_each_refuses(desk: Here) -> None:
    made = booked(desk)
    refused = post(desk, f"{HERE}/{made.id}/move", slot="other", day="2026-11-20", part="morning")
    assert (refused.status_code, "Ngày này đã qua." in text(refused)) == (422, True)
    assert '<dialog id="move" class="wide" aria-labelledby="move-title" open>' in refused.text
    post(desk, f"{HERE}/{made.id}/move", slot="2026-12-04/afternoon")
    page = text(get(desk, f"{HERE}/{made.id}"))
    assert "Ngày: 27/11/2026 → 04/12/2026" in page
    assert "Buổi: Sáng → Chiều" in page
    assert "Hãy ghi lý do." in text(post(desk, f"{HERE}/{made.id}/cancel", reason=" "))
    post(desk, f"{HERE}/{made.id}/cancel", reason="con đưa đi rồi")
    page = text(get(desk, f"{HERE}/{made.id}"))
    assert ("Đã bỏ hẹn" in page, "con đưa đi rồi" in page) == (True, True)
    assert "bước khác" in text(post(desk, f"{HERE}/{made.id}/came"))
    assert get(desk, f"{HERE}/{made.id}").text.count("/slip") == 0
    assert desk.client.get(f"{HERE}/{made.id}/slip").status_code == 404


def test_put_right(desk: Here) -> None:
    made = booked(desk)
    assert 'value="Danh Thị Thử"' in get(desk, f"{HERE}/{made.id}/correct").text
    post(
        desk,
        f"{HERE}/{made.id}/correct",
        **{**FORM, "person_name": "Danh Thị Đúng", "help": "guidance", "procedure": ""},
    )
    after = now(desk, made.id)
    assert (after.person.name, after.help, after.procedure, after.day) == (
        "Danh Thị Đúng",
        "guidance",
        "",
        "2026-11-27",
    )


def test_somebody_known_and_a_request_come_into_the_form(desk: Here) -> None:
    wish = Wish(
        person=Party("Danh Thị Nhà", birth="1935", address="Ấp Một"), wanted="writing", title="tờ khai", consent=True
    )
    asked = desk.do(lambda unit: make_request(unit, desk.act("clerk"), wish))
    page = get(desk, f"{HERE}/new?request={asked.id}")
    assert ('value="Danh Thị Nhà"' in page.text, "Đáp lại yêu cầu" in text(page)) == (True, True)
    assert f"{HERE}/new?request={asked.id}" in get(desk, f"/office/requests/{asked.id}").text
    made = post(desk, f"{HERE}/new", **FORM, request=asked.id)
    assert f"/office/requests/{asked.id}" in get(desk, made.headers["location"]).text
    with desk.store.read() as view:
        (citizen,) = view.find(Citizen, "all", "")
        assert [one.person.name for one in appointments.answering(view, asked.id)] == ["Danh Thị Thử"]
    assert 'value="Danh Thị Nhà"' in get(desk, f"{HERE}/new?citizen={citizen.id}&day=2026-12-01&part=afternoon").text


def test_the_forms_of_its_procedure_are_offered(desk: Here) -> None:
    made = booked(desk)
    assert f"/office/desk/new?form=civil_extract_copy&amp;appointment={made.id}" in get(desk, f"{HERE}/{made.id}").text


def test_the_slip_says_the_day_in_words_and_what_to_bring(desk: Here) -> None:
    slip = text(get(desk, f"{HERE}/{booked(desk, procedure='1.001193').id}/slip"))
    assert "Thứ Sáu, ngày 27 tháng 11 năm 2026, buổi sáng, từ 7 giờ đến 11 giờ 30" in slip
    assert "Giấy tờ tùy thân của người yêu cầu (cho xem rồi lấy lại)" in slip
    assert "chỉ cần khi cha, mẹ đã đăng ký kết hôn" in slip
    assert "đến nơi có người viết giúp: Tờ khai đăng ký khai sinh." in slip
    guided = text(get(desk, f"{HERE}/{booked(desk, procedure='1.001193', help='guidance').id}/slip"))
    assert "có người viết giúp" not in guided


def test_the_list_of_a_day_on_paper(desk: Here) -> None:
    booked(desk, "Danh Thị Sáng")
    gone = booked(desk, "Danh Thị Bỏ")
    desk.do(lambda unit: appointments.cancel(unit, desk.act("clerk"), gone.id, "nhầm"))
    paper = text(get(desk, f"{HERE}/print?day=2026-11-27"))
    assert "Thứ Sáu, ngày 27 tháng 11 năm 2026" in paper
    assert ("Danh Thị Sáng" in paper, "Danh Thị Bỏ" in paper) == (True, False)
    assert "buổi sáng: 1 người" in paper.lower()


def test_the_spreadsheet_holds_the_list_behind_the_url(desk: Here) -> None:
    booked(desk, "Danh Thị Sáng")
    booked(desk, "Danh Thị Xuân", day="2026-12-01")
    data = desk.client.get(f"{HERE}.xlsx?day=all&q=thi+xuan").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert len(rows) == 2
    assert "Danh Thị Xuân" in rows[1]
    assert "01/12/2026" in rows[1]


def test_places_are_changed_and_nonsense_is_not(desk: Here) -> None:
    post(desk, f"{HERE}/places", morning="3", afternoon="0")
    page = text(get(desk, f"{HERE}/new"))
    assert ("còn 3" in page, "Chiều còn" in page) == (True, False)
    refused = post(desk, f"{HERE}/places", morning="nhiều", afternoon="0")
    assert (refused.status_code, "Hãy ghi số người" in text(refused)) == (422, True)
    assert 'value="nhiều"' in refused.text


def test_a_supervisor_looks_and_changes_nothing(desk: Here) -> None:
    made = booked(desk)
    desk.log_in("supervisor")
    assert "/came" not in get(desk, HERE).text
    assert "/move" not in get(desk, f"{HERE}/{made.id}").text
    assert post(desk, f"{HERE}/{made.id}/came").status_code == 403
    assert desk.client.get(f"{HERE}/new").status_code == 403
    assert desk.client.get(f"{HERE}/none").status_code == 404
