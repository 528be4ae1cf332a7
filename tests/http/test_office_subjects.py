"""Data subjects in the office: found, taken down, all on a page, in print and file; stopped, put right, answered."""

from io import BytesIO

import pytest
from python_calamine import load_workbook

from server.domain.changes import subject_of
from server.domain.complaints import Complaint
from server.domain.people import Role
from server.domain.readings import Reading
from server.domain.subjects import SubjectRequest
from tests.actions.test_subjects import put_people
from tests.communes import Here
from tests.http.office import confirmed, get, post, text

OFFICE: tuple[Role, ...] = ("clerk", "supervisor", "admin")


def taken(here: Here, *documents: str, **said: str) -> str:
    """The address of a request that was taken down by the form."""
    answer = post(here, "/office/subjects", **{"documents": documents, "asked": "view", "identity": "card", **said})
    assert answer.status_code == 303, text(answer)[:500]
    return answer.headers["location"]


def only_request(here: Here) -> SubjectRequest:
    with here.store.read() as view:
        return view.find(SubjectRequest, "all", "")[0]


@pytest.mark.parametrize("role", OFFICE)
def test_it_is_the_supervisors_and_the_administrators(here: Here, role: Role) -> None:
    here.log_in("supervisor")
    at = taken(here, put_people(here)["item"])
    here.log_in(role)
    allowed = 403 if role == "clerk" else 200
    for path in ("/office/subjects", at, f"{at}/print", f"{at}.xlsx"):
        assert here.client.get(path).status_code == allowed
    for act in ("correct", "restrict", "lift", "answer"):
        refused = post(here, f"{at}/{act}").status_code
        assert refused == 403 if role == "clerk" else refused in (303, 422)


def test_from_the_search_to_the_answer(here: Here) -> None:
    people = put_people(here)
    here.log_in("supervisor")
    found = get(here, "/office/subjects?q=danh thi thu")
    assert all(f'value="{one}"' in found.text for one in people.values())
    assert "checked" not in found.text.split('name="documents"', 1)[1].split(">")[0], (
        "two of one name: nobody is chosen"
    )
    at = taken(here, people["item"], people["contact"], asked_by="Danh Văn Con", relation="child", note="mẹ nhờ")
    here.do(lambda unit: None)
    shown = text(get(here, at))
    for known in ("0912345678", "093141000001", "Danh Văn Con (Con)", "mẹ nhờ", "Thẻ căn cước", "NĐ 118/2025/NĐ-CP"):
        assert known in shown
    assert "1962" not in shown, "her namesake's"
    assert post(here, f"{at}/answer", answer="Đã đưa bản in ngày 24/11").status_code == 303
    assert "Đã đưa bản in" in text(get(here, at))
    assert only_request(here).state == "answered"


def test_what_is_wrong_comes_back_with_what_was_typed(here: Here) -> None:
    item = put_people(here)["item"]
    here.log_in("supervisor")
    answer = post(
        here, "/office/subjects", q="danh thi thu", documents=item, asked="erase", note="bỏ hết", relation="child"
    )
    assert answer.status_code == 422
    for kept in (f'value="{item}" checked', 'value="erase" checked', 'value="bỏ hết"'):
        assert kept in answer.text
    at = taken(here, item)
    wrong = post(here, f"{at}/correct", birth="99/99/1941", name="Danh Thị Thu", reason="thẻ căn cước")
    assert wrong.status_code == 422
    for kept in ('value="Danh Thị Thu"', 'value="99/99/1941"', 'value="thẻ căn cước"', "Ngày sinh chưa đúng"):
        assert kept in wrong.text


def test_both_names_are_told_where_another_was_signed(here: Here) -> None:
    _, items, _ = confirmed(here)
    here.log_in("supervisor")
    at = taken(here, f"item:{items[0]}")
    assert post(here, f"{at}/correct", name="Tên Đúng", reason="sai tên").status_code == 303
    shown = text(get(here, at))
    assert "Tên lúc ký Danh Thị Mẫu Tên hiện nay Tên Đúng" in shown
    assert "chữ ký vẽ trên máy" in shown
    assert "sai tên" in text(get(here, f"/office/items/{items[0]}"))


def test_a_stopped_paper_says_so_wherever_it_stands(here: Here) -> None:
    item = put_people(here)["item"]
    here.log_in("admin")
    at = taken(here, item, asked="restrict")
    pages = (f"/office/items/{item[5:]}", "/office/items", "/office/rounds/new")
    assert not any("ạm dừng xử lý" in text(get(here, page)) for page in pages)
    assert post(here, f"{at}/restrict", why="không đồng ý").status_code == 303
    assert all("ạm dừng xử lý" in text(get(here, page)) for page in pages)
    assert post(here, f"{at}/lift", decision="đã đồng ý").status_code == 303
    assert not any("ạm dừng xử lý" in text(get(here, page)) for page in pages)


def test_the_file_and_the_print_hold_what_the_page_holds(here: Here) -> None:
    people = put_people(here)
    here.log_in("supervisor")
    at = taken(here, *people.values())
    rows = load_workbook(BytesIO(get(here, f"{at}.xlsx").content)).get_sheet_by_index(0).to_python()
    told = {str(row[0]) for row in rows[1:]}
    assert {"Kết quả, thẻ BHYT", "Sổ người dân đã biết", "Cuộc gọi, tin nhắn"} <= told
    assert any("0912345678" in row for row in rows)
    paper = text(get(here, f"{at}/print"))
    for part in ("BẢN CUNG CẤP DỮ LIỆU CÁ NHÂN", "0912345678", "Điều 19", "Giữ nhiều nhất 1826 ngày"):
        assert part in paper


def test_every_look_is_in_the_log_and_on_the_page(here: Here) -> None:
    item = put_people(here)["item"]
    here.log_in("supervisor")
    at = taken(here, item)
    for path in (at, f"{at}/print", f"{at}.xlsx", "/office/subjects?q=danh thi thu"):
        get(here, path)
    here.log_in("admin")
    shown = text(get(here, at))
    assert "Người supervisor" in shown.split("Ai đã xem")[1]
    with here.store.read() as view:
        looks = {one.record.place: one.record.subjects for one in view.scan(Reading)}
    for place in (
        "/office/subjects/{id}",
        "/office/subjects/{id}/print",
        "/office/subjects/{id}.xlsx",
        "/office/subjects",
    ):
        assert item in looks[place]
    assert "Danh Thị Thử" in text(get(here, "/office/audit"))


def test_a_letter_without_a_name_is_on_nobodys_page(here: Here) -> None:
    people = put_people(here)
    letter = Complaint(
        id="l1", text="Danh Thị Thử 0912345678 bí mật", reference="h", sent="2026-11-20", due="2026-12-20"
    )
    here.do(lambda unit: unit.put(letter))
    here.log_in("supervisor")
    for path in ("/office/subjects?q=bi mat", "/office/subjects?q=danh thi thu", taken(here, *people.values())):
        assert "bí mật" not in get(here, path).text
    refused = post(here, "/office/subjects", documents=subject_of(letter), asked="view", identity="card")
    assert refused.status_code == 422
