"""The notice of a roster in the office: on paper and as DOCX, its versions, its wording and who may change it."""

import io

import docx

from server.actions.notice_wording import wording_of
from server.actions.roster_publication import publish_roster
from server.actions.roster_shifts import set_shift
from tests.communes import Here
from tests.http.office import PAGE, get, post, text
from tests.rosters import MONTH, published, shifts

AT = f"/office/roster/{MONTH}/notice"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def amend(here: Here) -> tuple[str, str]:
    """Put somebody else on the third shift; the old and the new name."""
    shift = shifts(here)[2]
    other = next(
        person for person in here.people.values() if person.union and person.id not in (shift.person, shift.reserve)
    )
    here.do(lambda unit: set_shift(unit, here.act("clerk"), shift.id, person=other.id, why="đi tập huấn"))
    old = next(person.name for person in here.people.values() if person.id == shift.person)
    return old, other.name


def test_the_notice_as_it_was_published(here: Here) -> None:
    published(here)
    here.log_in("clerk")
    page = text(get(here, AT))
    assert "Số: 1102/TB-UBND" in page
    assert "Thử, ngày 30 tháng 11 năm 2026" in page
    assert "THÔNG BÁO Về việc phân công cán bộ trực Bàn viết hộ tháng 12/2026" in page
    assert page.count("Thứ Sáu") == len(shifts(here))
    assert all(f"Danh Thử {name}" in page for name in ("An", "Bình", "Cúc", "Dũng"))


def test_the_docx_says_the_same(here: Here) -> None:
    published(here)
    here.log_in("clerk")
    answer = here.client.get(f"{AT}.docx")
    assert answer.headers["content-type"] == DOCX
    assert f"thong-bao-lich-truc-{MONTH}.docx" in answer.headers["content-disposition"]
    made = docx.Document(io.BytesIO(answer.content))
    assert made.tables[0].rows[1].cells[0].text == "Số: 1102/TB-UBND"
    assert len(made.tables[1].rows) == len(shifts(here)) + 1


def test_an_amendment_is_seen_before_and_after_it_is_published(here: Here) -> None:
    published(here)
    old, new = amend(here)
    here.log_in("clerk")
    page = get(here, AT)
    assert f"<s>{old}</s>" in page.text
    assert f"{new} trực thay {old}" in text(page)
    assert "Số: /TB-UBND" in text(page)
    assert "Số: 1109/TB-UBND" in text(get(here, f"{AT}?number=1109&day=2026-12-01"))
    assert f"<s>{old}</s>" not in get(here, f"{AT}?version=1").text
    here.do(lambda unit: publish_roster(unit, here.act("clerk"), MONTH, "1110", "2026-12-01"))
    page = get(here, AT)
    assert f"<s>{old}</s>" in page.text
    assert "Số: 1110/TB-UBND" in text(page)


def test_what_is_no_notice_is_not_found(here: Here) -> None:
    published(here)
    here.log_in("clerk")
    for path in ("/office/roster/2027-03/notice", "/office/roster/x/notice", f"{AT}?version=7", f"{AT}?version=0"):
        assert here.client.get(path, headers=PAGE).status_code == 404, path
    assert "Số: 1102" in text(get(here, f"{AT}?version=x&day=2026-99-99"))


def test_the_wording_holds_from_its_month_on(here: Here) -> None:
    published(here)
    here.log_in("clerk")
    said = {"bases": "Căn cứ Kế hoạch số 1/KH-UBND;\n\n", "recipients": "Đảng ủy xã\nLưu: VT", "capacity": "KT."}
    answer = post(here, f"{AT}/wording", event_id="w1", signer="Danh Thí Dụ", position="", **said)
    assert (answer.status_code, answer.headers["location"]) == (303, AT)
    page = text(get(here, AT))
    assert "Căn cứ Kế hoạch số 1/KH-UBND;" in page
    assert "- Đảng ủy xã; - Lưu: VT." in page
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Danh Thí Dụ" in page
    with here.store.read() as view:
        assert wording_of(view, "2027-05").signer == "Danh Thí Dụ"
        assert not wording_of(view, "2026-11").signer


def test_a_wording_that_cannot_be_is_refused_with_what_was_typed(here: Here) -> None:
    published(here)
    here.log_in("clerk")
    answer = post(here, f"{AT}/wording", event_id="w1", bases="x" * 700, capacity="TM.")
    assert answer.status_code == 422
    assert "x" * 700 in answer.text
    assert "Ghi chức vụ" in text(post(here, f"{AT}/wording", event_id="w2", capacity="TL."))
    assert "Hãy chọn cách ký" in text(post(here, f"{AT}/wording", event_id="w3", capacity="?"))
