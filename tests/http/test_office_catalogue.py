"""The catalogue, the calendar and the organisation on their screens: who may look, who may change, what errors say."""

import re

import pytest

from server.actions import catalogue
from server.documents.catalogue_file import shipped
from server.domain.calendar import CalendarDay
from server.domain.commune import Hamlet
from server.domain.organisation import AdministrativeUnit
from tests.communes import Here
from tests.http.office import get, post, text

EXTRACT = "2.000635"


@pytest.fixture
def stocked(here: Here) -> Here:
    """A commune with its catalogue, its administrator in."""
    here.do(lambda unit: catalogue.seed(unit, shipped()))
    here.log_in("admin")
    return here


def form(**changed: object) -> dict[str, object]:
    """A procedure's form as the browser sends it."""
    return {
        "name": "Cấp bản sao trích lục hộ tịch",
        "field": "Hộ tịch",
        "legal_days": "0",
        "same_day": "yes",
        "delivery_class": "D0",
        "confidence": "H",
        "component": ["Tờ khai", "", "Giấy tờ tùy thân"],
        "copy": ["original", "original", "shown"],
        "count": ["1", "1", "x"],
        "when": ["", "", ""],
        "valid_from": "2027-01-01",
        "why": "NQ 01/2027",
        "fee": "5.000 đồng/bản",
        **changed,
    }


def test_the_list_is_searched_without_marks_and_read_on_a_day(stocked: Here) -> None:
    page = get(stocked, "/office/procedures?q=trich+luc")
    assert re.findall(r"/office/procedures/(\d\.\d{6})", page.text) == ["1.010828", EXTRACT] or EXTRACT in page.text
    assert "22 ngày làm việc" in text(get(stocked, "/office/procedures?q=1.001776&day=2026-10-01"))
    assert "7 ngày làm việc" in text(get(stocked, "/office/procedures?q=1.001776&day=2026-11-24"))
    assert "Không có thủ tục nào như vậy." in text(get(stocked, "/office/procedures?q=khong+co"))
    assert stocked.client.get("/office/procedures.xlsx?delivery_class=D2").content.startswith(b"PK")


def test_changed_from_a_day_on(stocked: Here) -> None:
    answer = post(stocked, f"/office/procedures/{EXTRACT}/change", **form())
    assert answer.headers["location"] == f"/office/procedures/{EXTRACT}?day=2027-01-01"
    page = text(get(stocked, answer.headers["location"]))
    assert "5.000 đồng/bản" in page
    assert "NQ 01/2027" in page
    assert "8.000 đồng/bản" in text(get(stocked, f"/office/procedures/{EXTRACT}?day=2026-12-31"))


def test_the_plain_words_are_read_changed_and_told_in_the_history(stocked: Here) -> None:
    assert "Người có tên trong sổ hộ tịch." in text(get(stocked, f"/office/procedures/{EXTRACT}"))
    assert "Người có tên trong sổ hộ tịch." in get(stocked, f"/office/procedures/{EXTRACT}/change").text
    words = {"about": "Xin bản sao.", "who": "Ai  có tên.", "result": "Bản sao, trong ngày."}
    post(stocked, f"/office/procedures/{EXTRACT}/change", **form(**words))
    page = text(get(stocked, f"/office/procedures/{EXTRACT}?day=2027-01-01"))
    assert "Ai có tên." in page
    assert "Ai được đề nghị: Người có tên trong sổ hộ tịch." in page
    assert "→ Ai có tên." in page
    assert "Người có tên trong sổ hộ tịch." in text(get(stocked, f"/office/procedures/{EXTRACT}?day=2026-12-31"))


def test_what_is_wrong_is_said_and_what_was_typed_stays(stocked: Here) -> None:
    refused = post(stocked, f"/office/procedures/{EXTRACT}/change", **form(why="", legal_days="ba", name="Tên mới"))
    assert (refused.status_code, "Thời hạn là số ngày làm việc" in text(refused)) == (422, True)
    assert 'value="Tên mới"' in refused.text
    assert 'value="Giấy tờ tùy thân"' in refused.text
    refused = post(stocked, f"/office/procedures/{EXTRACT}/change", **form(why=" "))
    assert "Hãy ghi lý do." in text(refused)


def test_added_and_ended(stocked: Here) -> None:
    answer = post(stocked, "/office/procedures/new", **form(code="9.000001", valid_from="2026-01-01"))
    assert answer.status_code == 303
    again = post(stocked, "/office/procedures/new", **form(code="9.000001", valid_from="2026-01-01"))
    assert "Mã này đã có" in text(again)
    assert "Mã thủ tục có dạng" in text(post(stocked, "/office/procedures/new", **form(code="abc")))
    post(stocked, "/office/procedures/9.000001/change", **form(end="1", valid_from="2026-06-30"))
    assert "9.000001" not in get(stocked, "/office/procedures?day=2026-07-01").text


def test_a_clerk_looks_and_changes_nothing(stocked: Here) -> None:
    stocked.log_in("clerk")
    assert "/change" not in get(stocked, f"/office/procedures/{EXTRACT}").text
    assert 'name="source"' not in get(stocked, "/office/calendar").text
    assert post(stocked, f"/office/procedures/{EXTRACT}/change", **form()).status_code == 403
    assert post(stocked, "/office/calendar", day="2026-12-24", what="holiday", source="x").status_code == 403


def test_a_day_is_entered_and_taken_back(stocked: Here) -> None:
    page = get(stocked, "/office/calendar?year=2026")
    assert "Nghỉ lễ: Ngày Văn hóa Việt Nam" in page.text
    answer = post(stocked, "/office/calendar", day="2026-12-24", what="swapped_off", source="TB 12/TB-BNV")
    assert answer.headers["location"] == "/office/calendar?year=2026"
    shown = text(get(stocked, "/office/calendar?year=2026"))
    assert "TB 12/TB-BNV" in shown
    assert "Ghi ngày 24/12/2026" in shown
    post(stocked, "/office/calendar", back="2026-12-24")
    with stocked.store.read() as view:
        assert view.find(CalendarDay, "all", "") == []
    assert "Bỏ ngày đã ghi 24/12/2026" in text(get(stocked, "/office/calendar?year=2026"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"day": "mai", "what": "holiday", "source": "x"}, "Hãy chọn một ngày."),
        ({"day": "2026-12-24", "what": "party", "source": "x"}, "Hãy chọn loại ngày."),
        ({"day": "2026-12-24", "what": "holiday", "source": " "}, "Hãy ghi văn bản"),
    ],
)
def test_a_day_that_makes_no_sense(stocked: Here, given: dict[str, str], said: str) -> None:
    refused = post(stocked, "/office/calendar", **given)
    assert (refused.status_code, said in text(refused)) == (422, True)


def test_hours_and_service_days(stocked: Here) -> None:
    given = {
        "morning_from": "07:00",
        "morning_to": "11:00",
        "afternoon_from": "13:00",
        "afternoon_to": "16:30",
        "weekdays": ["1", "4"],
        "on_holiday": "before",
    }
    assert post(stocked, "/office/calendar/hours", **given).status_code == 303
    page = get(stocked, "/office/calendar")
    assert 'value="16:30"' in page.text
    assert re.search(r'name="weekdays" value="1" checked', page.text)
    refused = post(stocked, "/office/calendar/hours", **{**given, "morning_to": "06:00"})
    assert "Giờ làm việc chưa đúng" in text(refused)
    assert 'value="06:00"' in refused.text, "what was typed is still there"
    assert "ít nhất một ngày" in text(post(stocked, "/office/calendar/hours", **{**given, "weekdays": []}))


@pytest.mark.parametrize("query", ["", "?year=1", "?year=abcd", "?year=9999&day=x"])
def test_any_year(stocked: Here, query: str) -> None:
    get(stocked, f"/office/calendar{query}")


def test_the_merger_of_2025(stocked: Here) -> None:
    """Two communes become one, the district goes; the code is used again, and prints say who issued them then."""
    units = [
        {"name": "tỉnh Hậu Giang", "level": "province", "code": "93"},
        {"name": "huyện Phụng Hiệp", "level": "district", "code": "934"},
    ]
    for one in units:
        post(stocked, "/office/organisation/units", **one)
    with stocked.store.read() as view:
        known = {one.name: one.id for one in view.find(AdministrativeUnit, "all", "")}
    post(
        stocked,
        "/office/organisation/units",
        name="xã Hòa Mỹ",
        level="commune",
        code="31420",
        parent=known["huyện Phụng Hiệp"],
        desk="Bộ phận Tiếp nhận và Trả kết quả",
    )
    law = "NQ 1668/NQ-UBTVQH15"
    for one in (
        {"name": "thành phố Cần Thơ", "level": "province", "code": "92"},
        {"name": "xã Phụng Hiệp", "level": "commune", "code": "31420", "desk": "Trung tâm Phục vụ hành chính công"},
    ):
        with stocked.store.read() as view:
            known = {unit.name: unit.id for unit in view.find(AdministrativeUnit, "all", "")}
        parent = known.get("thành phố Cần Thơ", "") if one["level"] == "commune" else ""
        post(stocked, "/office/organisation/units", **one, valid_from="2025-07-01", document=law, parent=parent)
    post(
        stocked,
        "/office/organisation/units/end",
        id=known["huyện Phụng Hiệp"],
        valid_to="2025-06-30",
        document=law,
    )
    before = text(get(stocked, "/office/organisation?day=2020-10-13"))
    after = text(get(stocked, "/office/organisation?day=2026-11-24"))
    assert "ỦY BAN NHÂN DÂN HUYỆN PHỤNG HIỆP / ỦY BAN NHÂN DÂN XÃ HÒA MỸ" in before
    assert "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ / ỦY BAN NHÂN DÂN XÃ PHỤNG HIỆP" in after
    assert "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG" in after
    refused = post(stocked, "/office/organisation/units", name="xã Khác", level="commune", valid_from="2025-07-01")
    assert "Ngày này không sau ngày của đơn vị trước." in text(refused)


def test_hamlets_go_into_another_and_lists_still_find_them(stocked: Here) -> None:
    with stocked.store.read() as view:
        one, two, *_ = sorted(view.find(Hamlet, "all", ""), key=lambda hamlet: hamlet.name)
    refused = post(stocked, "/office/organisation/hamlets/merge", ids=[one.id], into=two.id, day="2026-01-01")
    assert text(refused).count("Hãy ghi lý do.") == 1
    assert f'value="{one.id}" checked' in refused.text
    assert f'value="{two.id}" selected' in refused.text
    post(stocked, "/office/organisation/hamlets/merge", ids=[one.id], into=two.id, day="2026-01-01", document="NQ 5")
    with stocked.store.read() as view:
        gone, grown = view.get(Hamlet, one.id), view.get(Hamlet, two.id)
    assert gone is not None
    assert grown is not None
    assert (gone.active, gone.valid_to, gone.successor) == (False, "2025-12-31", two.id)
    assert one.name in grown.other_names
    assert "nhập vào" in text(get(stocked, "/office/organisation"))


def test_a_hamlet_is_added_and_renamed(stocked: Here) -> None:
    post(stocked, "/office/organisation/hamlets", name="Ấp Mới", other_names="ap moi\nAp. Mới", remote="1")
    with stocked.store.read() as view:
        made = next(one for one in view.find(Hamlet, "all", "") if one.name == "Ấp Mới")
    assert (made.remote, made.other_names) == (True, ("ap moi", "Ap. Mới"))
    assert "Đã có ấp tên này." in text(post(stocked, "/office/organisation/hamlets", name="ấp mới"))
    post(stocked, "/office/organisation/hamlets/change", id=made.id, name="Ấp Mới Hơn", other_names="", active="1")
    with stocked.store.read() as view:
        found = view.get(Hamlet, made.id)
    assert found is not None
    assert (found.name, found.other_names) == ("Ấp Mới Hơn", ("Ấp Mới",))
