"""The condition of a class D1 in the office: recorded with what was typed kept, taken back, read in the story."""

from server.domain.items import What
from tests.communes import Here
from tests.http.office import PAGE, get, paper, post, text

RESULT = What("result", "Giấy khai sinh")


def test_recorded_read_and_taken_back(here: Here) -> None:
    item = paper(here, delivery_class="D1", what=RESULT)
    here.log_in("clerk")
    page = get(here, f"/office/items/{item}")
    assert "phải ký sổ, chưa ghi điều kiện" in text(page)
    where = f"/office/items/{item}/condition"
    assert where in page.text
    assert "phải ký sổ, chưa ghi điều kiện" in text(get(here, where))
    wrong = post(here, where, condition_kind="authorised", condition_document=" ", condition_day="2026-01-05")
    assert wrong.status_code == 422
    assert "Hãy ghi số quyển" in text(wrong)
    assert 'value="2026-01-05"' in wrong.text
    assert 'value="authorised" checked' in wrong.text
    assert here.item(item).condition is None

    done = post(here, where, condition_kind="authorised", condition_document="Giấy số 5", condition_day="2026-01-05")
    assert done.headers["location"] == f"/office/items/{item}"
    told = text(get(here, f"/office/items/{item}"))
    assert "Đã có ủy quyền ký sổ: Giấy số 5 ngày 05/01/2026" in told
    assert "Ghi điều kiện giao về nhà" in told
    assert " disabled>" not in get(here, "/office/rounds/new").text

    assert "Hãy ghi lý do." in text(post(here, where, withdraw="1", reason=""))
    post(here, where, withdraw="1", reason="Giấy hết hạn")
    assert here.item(item).condition is None
    assert "Giấy hết hạn" in text(get(here, where))


def test_only_of_what_signs_a_register_and_only_by_the_desk(here: Here) -> None:
    free, birth = paper(here), paper(here, delivery_class="D1")
    here.log_in("clerk")
    assert "Lớp này không có điều kiện ký sổ." in text(get(here, f"/office/items/{free}/condition"))
    assert post(here, f"/office/items/{free}/condition", condition_kind="authorised").status_code == 409
    assert here.client.get("/office/items/nothing/condition", headers=PAGE).status_code == 404
    here.log_in("supervisor")
    assert '<form class="form card"' not in get(here, f"/office/items/{birth}/condition").text
    assert post(here, f"/office/items/{birth}/condition", condition_kind="authorised").status_code == 403


def test_packing_says_why_a_paper_stays(here: Here) -> None:
    for class_ in ("D0", "D1", "D2"):
        paper(here, delivery_class=class_, name=f"Danh {class_}")
    here.log_in("clerk")
    page = get(here, "/office/rounds/new")
    assert "phải ký sổ, chưa ghi điều kiện" in text(page)
    assert "phải đến nhận trực tiếp" in text(page)
    assert page.text.count(" disabled>") == 2
