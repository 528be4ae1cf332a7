"""A complaint over HTTP: kept once, its code shown once, followed up; what was typed is kept, who sent it is not."""

import re

import msgspec
from httpx2 import Response
from msgspec import structs

from server.actions.complaint_acts import reply
from server.actions.complaints import Told, send
from server.domain.complaints import MAX_TEXT, MOST_WORDS, Complaint
from tests.communes import Here
from tests.http.office import get, post, text
from tests.http.public import token

TEXT = "Hẹn ba lần\nlần nào cũng thiếu giấy"
FOLLOW = "/gop-y/theo-doi"


def kept(here: Here) -> list[Complaint]:
    with here.store.read() as view:
        return view.find(Complaint, "all", "")


def told(here: Here, **data: str) -> Response:
    return post(here, "/gop-y", **{"token": token(here), "text": TEXT, "about": "nobody", **data})


def code_of(answer: Response) -> str:
    assert answer.status_code == 200, text(answer)
    return str(re.findall(r'class="the-code">([^<]+)<', answer.text)[0])


def test_sent_followed_answered_and_more_said(here: Here) -> None:
    sent = told(here, about=f"person:{here.people['clerk'].id}", day="2026-11-20")
    code = code_of(sent)
    assert "/gop-y/theo-doi" in text(sent)
    assert "set-cookie" not in sent.headers
    (complaint,) = kept(here)
    assert complaint.concerned == (here.people["clerk"].id,)
    followed = post(here, FOLLOW, code=code.lower().replace("-", " "))
    assert "Đang chờ xã trả lời" in text(followed)
    assert "lần nào cũng thiếu giấy" in text(followed)
    here.do(lambda unit: reply(unit, here.act("supervisor"), complaint.id, "Xã xin lỗi bà con."))
    assert "Xã xin lỗi bà con." in text(post(here, FOLLOW, code=code))
    again = re.findall(r'name="token" value="([^"]+)"', followed.text)[0]
    for _ in range(2):
        more = post(here, FOLLOW, code=code, token=again, text="Cảm ơn, nhưng vẫn chưa xong")
        assert "vẫn chưa xong" in text(more)
    assert [word.by for word in kept(here)[0].words] == ["commune", "sender"]
    assert here.people["supervisor"].name not in more.text, "the commune speaks without a name"


def test_two_taps_are_one(here: Here) -> None:
    secret = token(here)
    codes = {code_of(told(here, token=secret)) for _ in range(2)}
    assert len(codes) == len(kept(here)) == 1


def test_a_refusal_keeps_what_was_typed(here: Here) -> None:
    clerk = f"person:{here.people['clerk'].id}"
    secret = token(here)
    for wrong in (
        {"text": " "},
        {"text": "x" * (MAX_TEXT + 1)},
        {"day": "2099-01-01"},
        {"day": "32/13"},
        {"hamlet": "x"},
    ):
        data = {"token": secret, "text": TEXT, "about": clerk, "day": "2026-11-20", **wrong}
        again = post(here, "/gop-y", **data)
        assert again.status_code == 422, wrong
        assert 'role="alert"' in again.text
        assert data["text"].strip() in again.text
        assert f'value="{clerk}" selected' in again.text
        assert f'value="{data["day"]}"' in again.text
        assert f'value="{secret}"' in again.text
    assert kept(here) == []


def test_without_its_secret_the_form_asks_once_more(here: Here) -> None:
    for secret in ("", "short", "x" * 100, "đ" * 30):
        again = told(here, token=secret)
        assert again.status_code == 422
        assert TEXT.splitlines()[1] in again.text
        assert secret not in re.findall(r'name="token" value="([^"]+)"', again.text)
    assert kept(here) == []


def test_a_day_as_people_write_it(here: Here) -> None:
    code_of(told(here, day="20/11/2026"))
    assert kept(here)[0].day == "2026-11-20"


def test_where_nobody_else_may_read_it_says_so(here: Here) -> None:
    here.do(lambda unit: unit.put(structs.replace(here.people["supervisor"], active=False)))
    again = told(here, about=f"person:{here.admin.id}")
    assert again.status_code == 422
    assert "chưa có ai khác được đọc" in text(again)
    assert "thiếu giấy" in again.text


def test_a_code_that_opens_nothing(here: Here) -> None:
    answers = [post(here, FOLLOW, code=code) for code in ("K7M2-9PQX-4RTB", "AAAA", "đ" * 9)]
    assert {answer.status_code for answer in answers[:2]} == {404}
    assert answers[2].status_code == 422
    assert "không mở được thư nào" in text(answers[0])
    assert post(here, FOLLOW, code="K7M2-9PQX-4RTB", text="thêm", token="x" * 30).status_code == 404


def test_more_is_refused_in_words(here: Here) -> None:
    sent = here.do(lambda unit: send(unit, here.clock(), "t" * 30, Told(TEXT)))
    empty = post(here, FOLLOW, code=sent.code, token="y" * 30, text=" ")
    assert empty.status_code == 422
    assert "Xin viết điều muốn nói" in text(empty)
    here.client.app.state.rates = type("Free", (), {"hit": lambda *_: None})()  # type: ignore[attr-defined]
    for place in range(MOST_WORDS):
        assert post(here, FOLLOW, code=sent.code, token=f"{place:030}", text="nữa").status_code == 200
    full = post(here, FOLLOW, code=sent.code, token="z" * 30, text="một lời nữa")
    assert full.status_code == 422
    assert "đã dài lắm rồi" in text(full)
    assert "một lời nữa" in full.text


def test_limits_answer_in_words_and_keep_the_text(here: Here) -> None:
    for place in range(20):
        code_of(told(here, text=f"Thư {place}"))
    late = told(here)
    assert late.status_code == 429
    assert "Nhiều thư quá trong một giờ" in text(late)
    assert "thiếu giấy" in late.text
    for _ in range(30):
        post(here, FOLLOW, code="AAAA")
    assert post(here, FOLLOW, code="AAAA").status_code == 429


def test_nothing_says_who_sent_it(here: Here) -> None:
    answer = told(here)
    code_of(answer)
    record = msgspec.json.encode(kept(here)[0]).decode()
    assert "testclient" not in record
    assert not re.search(r"\d{4}-\d\d-\d\dT", record), "no time of day"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"


def test_who_reads_it_is_said(here: Here) -> None:
    assert "Người bị góp ý không bao giờ đọc được" in text(get(here, "/gop-y"))
    assert "Whom it is about never can" in text(get(here, "/gop-y?lang=en"))
