"""The sets of forms as data, and dates as papers write them."""

from datetime import date

import pytest

from server.domain.paper_dates import day_on_paper, instant_day, instant_on_paper
from server.domain.print_forms import initials, set_on
from server.http.office.letterhead import form_sets

FORMS = {
    "receipt_appointment",
    "supplement_request",
    "rejection",
    "apology_extension",
    "stop_notice",
    "control_slip",
    "tracking_book",
    "delivery_receipt",
}


@pytest.mark.parametrize(
    ("day", "id_"),
    [("", "tt01_2018"), ("2020-08-26", "tt01_2018"), ("2025-09-14", "tt01_2018"), ("2025-09-15", "tt03_2025")],
)
def test_the_date_of_receipt_chooses_the_set(day: str, id_: str) -> None:
    found = set_on(form_sets(), day)
    assert (found.id, set(found.forms)) == (id_, FORMS)


def test_a_digit_means_another_form_in_another_set() -> None:
    old, new = (set_on(form_sets(), day) for day in ("2020-08-26", "2026-11-24"))
    assert (old.forms["control_slip"].number, new.forms["stop_notice"].number) == ("Mẫu số 05", "Mẫu số 05")
    assert new.forms["control_slip"].number == "Mẫu số 06"
    assert old.forms["apology_extension"].title != new.forms["apology_extension"].title


def test_a_day_without_forms() -> None:
    with pytest.raises(LookupError):
        set_on([], "2026-11-24")


def test_how_a_desk_is_abbreviated() -> None:
    assert initials("Trung tâm Phục vụ hành chính công") == "TTPVHCC"
    assert initials("Bộ phận Tiếp nhận và Trả kết quả") == "BPTN&TKQ"
    assert initials("") == ""


def test_dates_on_paper() -> None:
    assert day_on_paper(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert day_on_paper(date(2026, 3, 10)) == "ngày 10 tháng 3 năm 2026"
    assert instant_on_paper("2026-11-24T18:05:00.000Z") == "01 giờ 05 phút, ngày 25 tháng 11 năm 2026"
    assert (instant_day(""), instant_on_paper("")) == ("", "")
