"""The registers behind the reports: entered, put right, taken out, with their history; what is wrong is said."""

import io
from typing import Any

import pytest
import python_calamine as calamine

from server.actions.registers import committee, legal_documents, trainings
from tests.communes import Here
from tests.http.office import PAGE, get, post, text

AT = "/office/reports/registers"
PLAN: dict[str, Any] = {
    "what": "plan",
    "number": "993/KH-UBND",
    "day": "2020-08-26",
    "issuer": "Ủy ban nhân dân xã",
    "summary": "thực hiện mô hình viết hộ",
    "used": "both",
    "own": "1",
}
TRAINING: dict[str, Any] = {
    "day": "2020-08-27",
    "subject": "Triển khai mô hình",
    "attendees": "54",
    "groups": "cán bộ, công chức và nhân viên xã, ấp",
}
MEMBER: dict[str, Any] = {"name": "Danh Thí Dụ", "role": "head", "position": "Chủ tịch UBND xã"}
ENTRIES = {"documents": PLAN, "trainings": TRAINING, "committee": MEMBER}


def entered(here: Here, kind: str, event_id: str = "e1") -> str:
    """One entry of a register; its id."""
    answer = post(here, f"{AT}/{kind}", event_id=event_id, **ENTRIES[kind])
    assert (answer.status_code, answer.headers["location"]) == (303, f"{AT}#{kind}"), text(answer)[:300]
    return event_id


@pytest.mark.parametrize("kind", ENTRIES)
def test_an_entry_is_there_once(here: Here, kind: str) -> None:
    here.log_in("clerk")
    for _ in range(3):
        entered(here, kind)
    with here.store.read() as view:
        counts = {"documents": len(legal_documents(view)), "trainings": len(trainings(view))}
        counts["committee"] = len(committee(view))
    assert counts == {name: int(name == kind) for name in ENTRIES}
    page = text(get(here, AT))
    assert {"documents": "Kế hoạch 993/KH-UBND", "trainings": "54", "committee": "Danh Thí Dụ"}[kind] in page
    assert "Người clerk" in page


def test_what_is_put_right_has_its_history(here: Here) -> None:
    here.log_in("clerk")
    id_ = entered(here, "trainings")
    assert post(here, f"{AT}/trainings/{id_}", event_id="e2", **{**TRAINING, "attendees": "55"}).status_code == 303
    page = text(get(here, AT))
    assert "Số người dự: 54 → 55" in page
    with here.store.read() as view:
        assert [one.attendees for one in trainings(view)] == [55]


def test_what_is_taken_out_is_gone_and_why_is_asked(here: Here) -> None:
    here.log_in("clerk")
    id_ = entered(here, "documents")
    answer = post(here, f"{AT}/documents/{id_}/remove", event_id="e2", why=" ")
    assert answer.status_code == 422
    assert "Hãy ghi lý do" in text(answer)
    for _ in range(2):
        answer = post(here, f"{AT}/documents/{id_}/remove", event_id="e3", why="ghi nhầm")
        assert answer.status_code == 303
    page = text(get(here, AT))
    assert "Kế hoạch 993/KH-UBND" not in page
    assert "ghi nhầm" in page
    assert post(here, f"{AT}/documents/{id_}", event_id="e4", **PLAN).status_code == 404
    entered(here, "documents", "e5")


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        ("documents", {"number": ""}, "Ghi số, ký hiệu"),
        ("documents", {"day": "2020-02-31"}, "Ghi ngày của văn bản"),
        ("documents", {"what": "poem"}, "Hãy chọn loại văn bản"),
        ("documents", {"used": "?"}, "Hãy chọn nơi báo cáo"),
        ("documents", {"summary": "x" * 601}, "Nhiều nhất 600"),
        ("documents", {"valid_to": "2020-08-25"}, "Ngày hết hiệu lực"),
        ("trainings", {"attendees": "năm mươi"}, "bằng chữ số"),
        ("trainings", {"attendees": "9999999"}, "bằng chữ số"),
        ("trainings", {"document": "không có"}, "Chưa có văn bản này"),
        ("committee", {"name": " "}, "Ghi họ tên"),
        ("committee", {"role": "king"}, "Hãy chọn nhiệm vụ"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    here: Here, kind: str, wrong: dict[str, str], said: str
) -> None:
    here.log_in("clerk")
    typed = {**ENTRIES[kind], **wrong}
    answer = post(here, f"{AT}/{kind}", event_id="e1", **typed)
    assert answer.status_code == 422
    assert said in text(answer)
    kept = next(value for name, value in typed.items() if name in ("issuer", "subject", "position"))
    assert kept in answer.text
    assert 'value="e1"' in answer.text
    with here.store.read() as view:
        assert [*legal_documents(view), *trainings(view), *committee(view)] == []


def test_the_same_document_is_not_entered_twice(here: Here) -> None:
    here.log_in("clerk")
    entered(here, "documents")
    answer = post(here, f"{AT}/documents", event_id="e2", **{**PLAN, "number": "993/kh-ubnd"})
    assert answer.status_code == 422
    assert "đã có trong sổ" in text(answer)


def test_what_is_no_register_is_not_found(here: Here) -> None:
    here.log_in("clerk")
    for path in (f"{AT}/poems", f"{AT}/documents/x", f"{AT}/documents/x/remove"):
        assert here.client.post(path, data={**PLAN, "why": "x"}, headers=PAGE).status_code == 404, path


def test_the_workbook_has_a_sheet_each(here: Here) -> None:
    here.log_in("supervisor")
    for place, kind in enumerate(ENTRIES):
        entered(here, kind, f"e{place}")
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(here.client.get(f"{AT}.xlsx").content))
    assert book.sheet_names == ["Văn bản làm căn cứ", "Tập huấn, triển khai", "Ban Chỉ đạo"]
    assert [len(book.get_sheet_by_index(place).to_python()) for place in range(3)] == [2, 2, 2]
    assert "26/08/2020" in book.get_sheet_by_index(0).to_python()[1]
