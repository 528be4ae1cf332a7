"""One dossier's page: what may be done in each state, each act through its form, refusals in words, undo, the story."""

import re

import pytest

from server.actions.desk import new_id
from server.domain.dossiers import Dossier
from tests.communes import Here
from tests.http.dossiers import BIRTH, LONG, WEDDING, fill_catalogue, later, received
from tests.http.office import get, post, text


@pytest.fixture
def desk(here: Here) -> Here:
    fill_catalogue(here)
    here.log_in("clerk")
    return here


def do(here: Here, dossier: Dossier, act: str, **typed: str) -> int:
    """Send an act's form; the status."""
    answer = post(here, f"/office/dossiers/{dossier.id}/{act}", event_id=new_id(), **typed)
    if answer.status_code == 303:
        assert answer.headers["location"] == f"/office/dossiers/{dossier.id}"
    return answer.status_code


def page(here: Here, dossier: Dossier) -> str:
    return text(get(here, f"/office/dossiers/{dossier.id}"))


def offered(here: Here, dossier: Dossier) -> set[str]:
    """The acts that the page offers."""
    body = get(here, f"/office/dossiers/{dossier.id}").text
    forms = re.findall(rf'action="/office/dossiers/{dossier.id}/(\w+)"', body)
    return {*forms, *(["correct"] if f"/office/dossiers/{dossier.id}/correct" in body else [])} - {"undo"}


def test_each_state_offers_its_acts(desk: Here) -> None:
    dossier = received(desk)
    end = {"reject", "stop", "correct"}
    assert offered(desk, dossier) == {"process", "settle", "supplement", "apologise", *end}
    assert do(desk, dossier, "process") == 303
    assert offered(desk, dossier) == {"settle", "supplement", "apologise", *end}
    assert do(desk, dossier, "supplement", missing="Tờ khai", reason="chưa ký") == 303
    assert offered(desk, dossier) == {"answer", *end}
    assert do(desk, dossier, "answer") == 303
    assert offered(desk, dossier) == {"settle", "apologise", *end}
    assert do(desk, dossier, "settle", title="Quyết định", number="1/QĐ", count="1") == 303
    assert offered(desk, dossier) == {"give", "send", "correct"}
    assert do(desk, dossier, "give", relation="subject") == 303
    assert offered(desk, dossier) == set()


def test_a_supervisor_sees_and_does_nothing(desk: Here) -> None:
    dossier = received(desk)
    desk.log_in("supervisor")
    assert offered(desk, dossier) == set()
    assert do(desk, dossier, "process") == 403


def test_the_head_says_the_date_in_words(desk: Here) -> None:
    dossier = received(desk)
    words = page(desk, dossier)
    assert "17:00 thứ Hai 07/12/2026" in words
    assert "7 ngày làm việc" in words
    assert "TN-261126-001 · Trợ cấp xã hội hằng tháng" in words
    assert "Tiếp nhận hồ sơ Người clerk" in words
    later(desk, days=12)
    desk.log_in("clerk")
    assert "quá hạn 1 ngày" in page(desk, dossier)


@pytest.mark.parametrize(
    ("act", "typed", "said"),
    [
        ("settle", {"title": " "}, "Hãy ghi tên kết quả."),
        ("settle", {"title": "Quyết định", "count": "nhiều"}, "Số bản từ 1 đến"),
        ("supplement", {"missing": "\n", "reason": "thiếu"}, "Hãy ghi giấy tờ cần bổ sung."),
        ("supplement", {"missing": "Tờ khai", "reason": ""}, "Hãy ghi lý do."),
        ("reject", {"reason": " "}, "Hãy ghi lý do."),
        ("stop", {"reason": ""}, "Hãy ghi lý do."),
        ("apologise", {"reason": "xác minh", "new_due": "2026-12-01"}, "Ngày hẹn mới phải sau ngày hẹn cũ."),
        ("apologise", {"reason": "xác minh", "new_due": "2026-12-12"}, "Hãy chọn một ngày làm việc."),
        ("answer", {}, "Hồ sơ đang ở bước khác, không làm việc này được."),
        ("undo", {}, "không hoàn tác được"),
    ],
)
def test_a_refusal_is_said_where_it_happened(desk: Here, act: str, typed: dict[str, str], said: str) -> None:
    dossier = received(desk)
    answer = post(desk, f"/office/dossiers/{dossier.id}/{act}", event_id=new_id(), **typed)
    assert answer.status_code in (409, 422)
    assert said in text(answer)
    if act not in ("answer", "undo"):
        assert re.search(rf'<dialog id="{act}"[^>]* open', answer.text)
    for value in filter(str.strip, typed.values()):
        assert value in answer.text


def test_a_second_supplement_names_its_rule(desk: Here) -> None:
    dossier = received(desk)
    do(desk, dossier, "supplement", missing="Tờ khai", reason="chưa ký")
    do(desk, dossier, "answer")
    answer = post(desk, f"/office/dossiers/{dossier.id}/supplement", missing="x", reason="y")
    assert (answer.status_code, "Nghị định 61/2018/NĐ-CP" in text(answer)) == (409, True)


def test_missing_papers_are_proposed_and_ticked_when_they_come(desk: Here) -> None:
    dossier = received(desk, code=LONG)
    do(desk, dossier, "supplement", missing="Tờ khai", reason="chưa ký")
    later(desk, days=1)
    desk.log_in("clerk")
    assert do(desk, dossier, "answer", brought_1="Tờ khai") == 303
    words = page(desk, dossier)
    assert "Bổ sung ngày 27/11/2026." in words
    assert "Số lượt đến bàn 2" in words


def test_what_leaves_the_house_needs_its_condition(desk: Here) -> None:
    wedding, birth = received(desk, code=WEDDING), received(desk, code=BIRTH)
    for dossier in (wedding, birth):
        do(desk, dossier, "settle", title="Giấy")
    paper = {"condition_kind": "authorised", "condition_document": "Giấy ủy quyền 5", "condition_day": "2026-11-05"}
    assert do(desk, wedding, "send", channel="home", **paper) == 422
    assert do(desk, birth, "send", channel="home") == 422
    assert do(desk, birth, "send", channel="home", **paper) == 303
    words = page(desk, birth)
    assert "Kết quả chuyển ra bàn giao" in words
    assert "Tận nhà" in words


def test_a_wrong_click_is_undone_by_who_clicked(desk: Here) -> None:
    dossier = received(desk)
    do(desk, dossier, "settle", title="Quyết định")
    assert "Hoàn tác" in page(desk, dossier)
    desk.log_in("clerk2")
    assert "Hoàn tác" not in page(desk, dossier)
    desk.log_in("clerk")
    assert do(desk, dossier, "undo") == 303
    words = page(desk, dossier)
    assert "Hoàn tác Người clerk · ghi kết quả" in words
    assert "Đã nhận" in words


def test_nobody_by_that_id(desk: Here) -> None:
    assert desk.client.get("/office/dossiers/x", headers={"Accept": "text/html"}).status_code == 404
    assert post(desk, "/office/dossiers/x/settle", title="a").status_code == 404
