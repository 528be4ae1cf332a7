"""Requests in the office: the list and its filters, the entry form, the decision with what is there, who waits."""

import io
import time
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from server.actions.dossier_results import settle
from server.actions.dossiers import receive
from server.actions.requests import accept, make_request
from server.domain.citizens import Citizen, Party
from server.domain.commune import Hamlet
from server.domain.dossiers import Dossier
from server.domain.intake import Intake
from server.domain.procedures import Procedure
from server.domain.requests import HomeRequest, Wish
from tests.communes import Here
from tests.http.office import get, paper, post, text

FORM = {
    "person_name": "Danh Thị Thử",
    "person_birth": "1941",
    "person_address": "Ấp Một",
    "wanted": "health_card",
    "category": "elderly",
    "mobility": "cannot",
    "relation": "child",
    "asked_by": "Danh Văn Con",
    "channel": "round",
    "source": "hotline",
    "consent": "1",
}


@pytest.fixture
def desk(here: Here) -> Here:
    here.log_in("clerk")
    return here


def hamlet(here: Here, name: str) -> str:
    with here.store.read() as view:
        return next(one.id for one in view.find(Hamlet, "all", "") if one.name == name)


def asked(here: Here, name: str = "Danh Thị Thử", **wish: Any) -> HomeRequest:
    person = Party(name, birth="1941", address="Ấp Một", hamlet=wish.pop("hamlet", None))
    fields = {"wanted": "health_card", "category": "elderly", "mobility": "cannot", "consent": True, **wish}
    made = here.do(lambda unit: make_request(unit, here.act("clerk"), Wish(person=person, **fields)))
    time.sleep(0.002)  # the next one is asked for later, and lists tell it by the millisecond
    return made


def now(here: Here, id_: str) -> HomeRequest:
    with here.store.read() as view:
        found = view.get(HomeRequest, id_)
    assert found is not None
    return found


def settled(here: Here, class_: str) -> Dossier:
    code = f"1.00000{class_[1]}"
    made = Procedure(id=f"{code}@", code=code, name=f"Thủ tục {class_}", field="Thử", delivery_class=class_)  # type: ignore[arg-type]
    here.do(lambda unit: unit.put(made))
    applicant = Party("Danh Thị Thử", birth="1941")
    dossier = here.do(lambda unit: receive(unit, here.act("clerk"), Intake(procedure=code, applicant=applicant)))
    return here.do(lambda unit: settle(unit, here.act("clerk"), dossier.id, f"Giấy {class_}"))


def names(here: Here, query: str) -> list[str]:
    words = text(get(here, f"/office/requests{query}"))
    return sorted((one for one in ("Danh Thị Thử", "Lâm Văn Xa", "Thạch Bưu") if one in words), key=words.index)


def test_taken_down_on_one_screen(desk: Here) -> None:
    wrong = post(desk, "/office/requests/new", **{**FORM, "person_phone": "12"})
    assert wrong.status_code == 422
    assert "Số điện thoại chưa đúng" in text(wrong)
    for kept in ('value="12"', 'value="cannot" checked', 'name="consent" value="1" checked', 'value="Danh Văn Con"'):
        assert kept in wrong.text
    done = post(desk, "/office/requests/new", **FORM)
    assert done.status_code == 303
    found = now(desk, done.headers["location"].rsplit("/", 1)[-1])
    assert (found.person.name, found.source, found.asked_by, found.relation) == (
        "Danh Thị Thử",
        "hotline",
        "Danh Văn Con",
        "child",
    )
    page = text(get(desk, done.headers["location"]))
    for said in ("Chưa xem", "Không đi được", "Thuộc diện được phục vụ tại nhà: người cao tuổi", "tổng đài"):
        assert said.lower() in page.lower(), said


def test_consent_is_never_ticked_beforehand(desk: Here) -> None:
    assert 'name="consent" value="1" checked' not in get(desk, "/office/requests/new").text
    without = {name: value for name, value in FORM.items() if name != "consent"}
    where = post(desk, "/office/requests/new", **without).headers["location"]
    assert "Chưa có đồng ý của người được giúp" in text(get(desk, where))
    assert post(desk, f"{where}/accept").status_code == 422
    assert post(desk, f"{where}/correct", **FORM).status_code == 303
    assert post(desk, f"{where}/accept").status_code == 303


def test_somebody_known_comes_into_the_form(desk: Here) -> None:
    asked(desk, way="nhà sau chùa", nickname="Bà Sáu")
    with desk.store.read() as view:
        (citizen,) = view.find(Citizen, "all", "")
    offered = get(desk, "/office/citizens?for=person&q=danh+thi")
    assert f'data-value="{citizen.id}"' in offered.text
    page = get(desk, f"/office/requests/new?citizen={citizen.id}")
    for filled in ('value="Danh Thị Thử"', 'value="1941"', 'value="nhà sau chùa"', 'value="elderly" checked'):
        assert filled in page.text


def test_the_list_and_its_filters(desk: Here) -> None:
    first, far = (
        asked(desk),
        asked(desk, "Lâm Văn Xa", hamlet=hamlet(desk, "Ấp Hai"), category="poor", source="hotline"),
    )
    post_ = asked(desk, "Thạch Bưu", category="other", mobility="none", channel="postal")
    desk.do(lambda unit: accept(unit, desk.act("clerk"), post_.id))
    assert names(desk, "") == ["Danh Thị Thử", "Lâm Văn Xa", "Thạch Bưu"]
    assert names(desk, "?state=open") == ["Danh Thị Thử", "Lâm Văn Xa"]
    assert names(desk, "?state=accepted") == ["Thạch Bưu"]
    assert names(desk, f"?hamlet={far.person.hamlet}") == ["Lâm Văn Xa"]
    assert names(desk, "?hamlet=none&state=all") == ["Danh Thị Thử", "Thạch Bưu"]
    assert names(desk, "?category=poor") == ["Lâm Văn Xa"]
    assert names(desk, "?source=hotline") == ["Lâm Văn Xa"]
    assert names(desk, "?q=lam+xa") == ["Lâm Văn Xa"]
    assert names(desk, "?q=1941&state=moon&category=x&source=y&page=zz") == ["Danh Thị Thử", "Lâm Văn Xa", "Thạch Bưu"]
    assert post(desk, f"/office/requests/{first.id}/decline", reason="Đã nhận tại xã").status_code == 303
    assert names(desk, "") == ["Lâm Văn Xa", "Thạch Bưu"]
    assert names(desk, "?state=declined") == ["Danh Thị Thử"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(get(desk, "/office/requests.xlsx?state=all").content))
    sheet = rows.get_sheet_by_index(0).to_python()
    assert [row[1] for row in sheet[1:]] == ["Lâm Văn Xa", "Thạch Bưu", "Danh Thị Thử"]
    assert "Đã nhận tại xã" in [str(cell) for cell in sheet[3]]


def test_fifty_a_page_and_nothing_found(desk: Here) -> None:
    for place in range(52):
        asked(desk, f"Danh Số {place}")
    assert "1–50 trong 52" in text(get(desk, "/office/requests"))
    assert "51–52 trong 52" in text(get(desk, "/office/requests?page=2"))
    assert "Không thấy yêu cầu nào khớp." in text(get(desk, "/office/requests?q=khong+ai"))


def test_what_is_there_is_offered_and_goes_home(desk: Here) -> None:
    item, stranger = paper(desk, birth="1941-02-03"), paper(desk, name="Danh Thị Khác")
    taken = paper(desk, birth="1950")
    request = asked(desk)
    assert "có giấy để giao" in text(get(desk, "/office/requests"))
    where = f"/office/requests/{request.id}"
    page = get(desk, where).text
    assert f'value="{item}" checked' in page
    assert f'value="{item}" checked' not in post(desk, f"{where}/accept", dossier="", condition_kind="x").text
    assert stranger not in page
    assert taken not in page
    assert post(desk, f"/office/requests/{request.id}/accept", items=[item]).status_code == 303
    assert now(desk, request.id).items == (item,)
    assert desk.item(item).request == request.id
    assert "có giấy để giao" not in text(get(desk, "/office/requests"))
    assert "Đang ở bàn" in text(get(desk, f"/office/requests/{request.id}"))


def test_a_dossiers_result_by_its_class(desk: Here) -> None:
    free, birth, wedding = (settled(desk, class_) for class_ in ("D0", "D1", "D2"))
    request = asked(desk, wanted="result")
    where = f"/office/requests/{request.id}"
    page = get(desk, where).text
    assert f'value="{wedding.id}" disabled' in page
    assert "phải đến nhận trực tiếp" in page
    refused = post(desk, f"{where}/accept", dossier=birth.id)
    assert refused.status_code == 422
    assert "phải ký sổ" in text(refused)
    assert f'value="{birth.id}" checked' in refused.text
    assert (
        post(
            desk, f"{where}/accept", dossier=wedding.id, condition_kind="authorised", condition_document="x"
        ).status_code
        == 422
    )
    condition = {"condition_kind": "with_official", "condition_document": "Quyển 02"}
    assert post(desk, f"{where}/accept", dossier=birth.id, **condition).status_code == 303
    assert post(desk, f"{where}/accept", dossier=free.id).status_code == 303
    assert [desk.item(id_).what.title for id_ in now(desk, request.id).items] == ["Giấy D1", "Giấy D0"]


def test_beyond_the_rule_only_with_a_reason(desk: Here) -> None:
    request = asked(desk, category="other", mobility="none")
    where = f"/office/requests/{request.id}"
    assert "xem điều kiện" in text(get(desk, "/office/requests"))
    refused = post(desk, f"{where}/accept")
    assert refused.status_code == 422
    assert "vẫn nhận thì ghi rõ vì sao" in text(refused)
    post(desk, f"{where}/accept", granted="Con nhỏ, chồng đi xa")
    assert "Nhận ngoài quy định: Con nhỏ, chồng đi xa" in text(get(desk, where))


def test_declined_served_reopened(desk: Here) -> None:
    request = asked(desk, wanted="writing")
    where = f"/office/requests/{request.id}"
    refused = post(desk, f"{where}/decline", reason=" ")
    assert "Hãy ghi lý do." in text(refused)
    assert '<dialog id="decline" aria-labelledby="decline-title" open>' in refused.text
    post(desk, f"{where}/decline", reason="Đã làm rồi")
    assert "Đã làm rồi" in text(get(desk, where))
    post(desk, f"{where}/reopen", why="nhầm người")
    post(desk, f"{where}/accept")
    assert post(desk, f"{where}/serve", note="").status_code == 422
    post(desk, f"{where}/serve", note="Đã viết giúp tại nhà")
    page = text(get(desk, where))
    for said in ("Đã xong ngày", "Đã viết giúp tại nhà", "nhầm người", "Mở lại", "Nhận làm"):
        assert said in page, said
    assert post(desk, f"{where}/decline", reason="x").status_code == 409
    assert desk.client.get("/office/requests/nothing").status_code == 404


def test_who_only_reads(desk: Here) -> None:
    request = asked(desk)
    desk.log_in("supervisor")
    page = get(desk, f"/office/requests/{request.id}").text
    assert "/accept" not in page
    assert "data-dialog" not in page.partition("<main")[2]
    assert "/office/requests/new" not in get(desk, "/office/requests").text


def test_who_waits_longest(desk: Here) -> None:
    two = hamlet(desk, "Ấp Hai")
    desk.do(lambda unit: unit.put(Hamlet(id=two, name="Ấp Hai", remote=True)))
    asked(desk, "Lâm Văn Xa", hamlet=two)
    item = paper(desk, name="Danh Lâu", arrived="2026-01-02", due="2026-01-05", hamlet=hamlet(desk, "Ấp Một"))
    paper(desk, name="Danh Vô Định")
    page = get(desk, "/office/waiting")
    words = text(page)
    assert words.index("Danh Lâu") < words.index("Lâm Văn Xa") < words.index("Danh Vô Định")
    assert "Ấp Hai vùng sâu 1 người" in words
    assert f"/office/items/{item}" in page.text
    assert "Danh Lâu" not in text(get(desk, "/office/waiting?remote=1"))
    assert "Lâm Văn Xa" not in text(get(desk, "/office/waiting?overdue=1"))
    assert "Danh Vô Định" in text(get(desk, "/office/waiting?hamlet=none"))
    assert "Không thấy ai khớp." in text(get(desk, "/office/waiting?q=khong+ai"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(get(desk, "/office/waiting.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [(row[1], row[3]) for row in rows[1:]] == [
        ("Ấp Một", "Danh Lâu"),
        ("Ấp Hai", "Lâm Văn Xa"),
        ("", "Danh Vô Định"),
    ]
    board = get(desk, "/office/").text
    assert "<strong>1</strong>yêu cầu chưa xem" in board
    assert "/office/waiting" in board
