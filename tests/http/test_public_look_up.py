"""Look-up over HTTP: a state and a date for who knows code and digits; for all else one answer, in the same time."""

import time
from datetime import UTC, datetime

import pytest

from server.domain.citizens import Party
from server.domain.items import What
from server.http.public import look_up as page
from tests.communes import Here
from tests.http.office import get, paper, text
from tests.http.public import PHONE, dossier, look_up

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PAUSE", 0.0)


def test_a_dossier_by_either_code(here: Here) -> None:
    here.clock = lambda: NOON
    made = dossier(here)
    for code in (made.no, "tn 261124 007", "h61.15-261124-0007", made.id):
        found = look_up(here, code, "678")
        assert found.status_code == 200
        assert "Xã đã nhận hồ sơ" in text(found)
        assert "Nhận ngày 24/11/2026. Hẹn trả ngày 26/11/2026." in text(found)


def test_a_card_by_its_number_and_its_qr(here: Here) -> None:
    here.clock = lambda: NOON
    item = paper(here, phone=PHONE, number="CN3939300000001", due="2026-11-27")
    for code in ("cn 39393 0000 0001", item):
        found = text(look_up(here, code, "678"))
        assert "Thẻ bảo hiểm y tế Giấy đang ở xã" in found
        assert "trước hết ngày 27/11/2026" in found
    assert f"/tra-cuu?ma={item}&amp;lang=vi" in get(here, f"/q/{item}").text
    assert f'value="{item}"' in get(here, f"/tra-cuu?ma={item}").text


def test_the_paper_of_a_dossier_speaks_for_it(here: Here) -> None:
    made = dossier(here, state="done", channel_out="home", id="d")
    item = paper(here, dossier="d", what=What("result", "Quyết định trợ cấp khuyết tật"))
    dossier(here, state="done", channel_out="home", id="d", item=item)
    found = text(look_up(here, made.no, "678"))
    assert "Kết quả thủ tục Giấy đang ở xã" in found
    assert "khuyết tật" not in found, "what the paper says is nobody's business"


def test_no_name_address_phone_or_deliverer_in_an_answer(here: Here) -> None:
    made = dossier(here, note="ghi chú riêng")
    item = paper(here, phone=PHONE, number="CN3939300000001", way="Cạnh chùa", nickname="bà Lài")
    here.round([item])
    names = [one.name for one in here.people.values()]
    for code in (made.no, "CN3939300000001"):
        answer = look_up(here, code, "678").text
        for private in ("Danh Thị Thử", "Cạnh chùa", "cạnh chùa", "bà Lài", PHONE, "ghi chú", "khai sinh", *names):
            assert private not in answer


def test_a_wrong_code_and_wrong_digits_are_answered_alike(here: Here) -> None:
    dossier(here)
    dossier(here, id="none", no="TN-261124-008", external_code="", applicant=Party("Không Để Số"))
    tries = [("TN-261124-007", "111"), ("TN-261124-999", "678"), ("TN-261124-008", "678")]
    answers = [look_up(here, code, digits) for code, digits in tries]
    assert {answer.status_code for answer in answers} == {404}
    bodies = {answer.text.replace(f'value="{code}"', "") for answer, (code, _) in zip(answers, tries, strict=True)}
    assert len(bodies) == 1
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1
    assert "Chưa tìm thấy" in text(answers[0])


def test_every_answer_takes_as_long(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PAUSE", 0.15)
    dossier(here)
    for code, digits in (("TN-261124-007", "678"), ("TN-261124-007", "111"), ("TN-261124-999", "678")):
        began = time.monotonic()
        look_up(here, code, digits)
        assert time.monotonic() - began >= 0.15


def test_what_is_missing_is_said_and_what_was_typed_stays(here: Here) -> None:
    again = look_up(here, "TN-261124-007", "67")
    assert again.status_code == 422
    assert "Xin nhập đúng ba số" in text(again)
    assert 'value="TN-261124-007"' in again.text
    assert "Xin nhập mã ghi trên giấy" in text(look_up(here, " ", "678"))


def test_a_code_is_not_guessed_through(here: Here) -> None:
    made = dossier(here)
    for place in range(8):
        assert look_up(here, made.no, f"{place:03}").status_code == 404
    late = look_up(here, "tn261124007", "678")
    assert late.status_code == 429
    assert "Nhiều lượt quá" in text(late)
    for place in range(8):
        assert look_up(here, "TN-000000-001", f"{place:03}").status_code == 404
    assert look_up(here, "TN-000000-001", "678").text == late.text, "known or not, the same"


def test_an_address_that_tries_on_and_on_waits(here: Here) -> None:
    for place in range(30):
        assert look_up(here, f"TN-000000-{place:03}", "678").status_code == 404
    assert look_up(here, "TN-000000-100", "678").status_code == 429
    assert here.client.get("/tra-cuu", headers={"Accept": "text/html"}).status_code == 200


def test_in_english(here: Here) -> None:
    dossier(here)
    assert "The office has received it" in text(look_up(here, "TN-261124-007", "678", "?lang=en"))
    assert "Nothing found" in text(look_up(here, "TN-261124-007", "000", "?lang=en"))


def test_a_passed_day_is_not_promised_any_more(here: Here) -> None:
    made = dossier(here, due_at="2020-01-02T10:00:00.000Z")
    late = text(look_up(here, made.no, "678"))
    assert "Lẽ ra xong ngày 02/01/2020" in late
    assert "Hẹn trả" not in late
