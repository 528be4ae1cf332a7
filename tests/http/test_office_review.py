"""Review: the queues, the evidence, the two verdicts and who may give them."""

import re

import pytest
from httpx2 import Response

from server.actions import review
from server.domain.events import Fate
from tests.communes import Here
from tests.http.office import confirmed, get, post, text
from tests.phones import STROKES, confirmation, id_of


def fate(here: Here, event: str) -> Fate:
    with here.store.read() as view:
        found = review.fate_of(view, event)
    assert found is not None
    return found


def queue(answer: Response) -> list[str]:
    return re.findall(r'data-row="([^"]+)"', answer.text)


def current(answer: Response) -> list[str]:
    return re.findall(r'data-row="([^"]+)" aria-current="true"', answer.text)


def flagged(here: Here) -> str:
    """A confirmation from a phone whose clock is off."""
    items = here.items(1)
    round_ = here.round(items, "volunteer")
    phone = here.phone("volunteer")
    here.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": items, "missing": []}))
    event = phone.write("confirmation.recorded", items[0], confirmation(), offset=3 * 3600 * 1000)
    here.turn(phone, event)
    return id_of(event)


def test_the_evidence_in_words(here: Here) -> None:
    (event,), _, _ = confirmed(here, note="gửi con", to={"name": "Danh Văn Con", "relation": "child"})
    here.log_in("clerk")
    page = get(here, f"/office/review/{event}")
    words = text(page)
    for said in (
        "Con: Danh Văn Con",
        "Người hamlet_head",
        "khớp, nhận",
        "Sự kiện thứ 2 của máy",
        "gửi con",
        "Thẻ BHYT",
    ):
        assert said in words
    assert re.search(r'<path d="M', page.text)
    assert "40 điểm trong" in words


def test_an_assisted_proof_names_its_witness(here: Here) -> None:
    witness = {"name": "Lâm Thị Chứng", "box": [640, 320], "strokes": STROKES}
    proof = {"by": "assisted", "reason": "cannot_write", "mark": "thumb_on_slip", "witness": witness}
    (event,), _, _ = confirmed(here, proof=proof)
    here.log_in("clerk")
    assert "Không ký: không biết chữ; điểm chỉ trên phiếu giấy. Người chứng kiến ký: Lâm Thị Chứng." in text(
        get(here, f"/office/review/{event}")
    )


def test_approved_and_on_to_the_next(here: Here) -> None:
    events, items, _ = confirmed(here, 3)
    here.log_in("clerk")
    first = get(here, "/office/review")
    assert queue(first) == events
    assert current(first) == events[:1]
    answer = post(here, f"/office/review/{events[1]}/approve", tab="pending")
    assert answer.headers["location"] == f"/office/review/{events[2]}"
    assert fate(here, events[1]).review == "approved"
    answer = post(here, f"/office/review/{events[2]}/approve", tab="pending")
    assert answer.headers["location"] == f"/office/review/{events[0]}"
    answer = post(here, f"/office/review/{events[0]}/approve", tab="pending")
    assert "Đã duyệt hết." in text(get(here, answer.headers["location"]))
    assert set(queue(get(here, "/office/review?tab=approved"))) == set(events)


def test_three_fast_taps_are_one_verdict(here: Here) -> None:
    events, _, _ = confirmed(here, 2)
    here.log_in("clerk")
    form = {"tab": "pending", "event_id": "01a20c00-0000-7000-8000-00000000000a"}
    for _ in range(3):
        assert post(here, f"/office/review/{events[0]}/approve", **form).status_code == 303
    assert fate(here, events[1]).review is None


def test_sent_back_with_a_reason(here: Here) -> None:
    (event,), (item,), _ = confirmed(here)
    here.log_in("clerk")
    refused = post(here, f"/office/review/{event}/send-back", reason=" ")
    assert (refused.status_code, "Hãy ghi lý do." in text(refused)) == (422, True)
    assert '<dialog id="send-back" aria-labelledby="send-back-title" open>' in refused.text
    assert refused.headers["hx-push-url"] == "false"
    answer = post(
        here, f"/office/review/{event}/send-back", common="Chữ ký không rõ", reason="xin ký lại", tab="pending"
    )
    assert answer.headers["location"] == "/office/review"
    assert fate(here, event).reason == "Chữ ký không rõ. xin ký lại"
    assert here.item(item).custody.redo is not None
    page = get(here, f"/office/review/{event}")
    assert "Đã trả lại để làm lại: Chữ ký không rõ. xin ký lại" in text(page)
    assert queue(get(here, "/office/review?tab=sent_back")) == [event]


def test_nobody_reviews_his_own(here: Here) -> None:
    (event,), _, _ = confirmed(here, who="clerk")
    here.log_in("clerk")
    page = get(here, f"/office/review/{event}")
    assert "Đây là xác nhận của chính bạn" in text(page)
    assert re.search(r'data-key="a" disabled', page.text)
    refused = post(here, f"/office/review/{event}/approve")
    assert (refused.status_code, fate(here, event).review) == (403, None)
    assert "Không ai được tự duyệt xác nhận của mình." in text(refused)


def test_a_flag_is_for_a_supervisor(here: Here) -> None:
    event = flagged(here)
    here.log_in("clerk")
    page = get(here, f"/office/review/{event}")
    assert "Đồng hồ trên máy lệch nhiều" in text(page)
    assert "máy chậm 3 giờ" in text(page)
    assert re.search(r'data-key="a" disabled', page.text)
    assert post(here, f"/office/review/{event}/approve").status_code == 403
    here.log_in("supervisor")
    assert queue(get(here, "/office/review?tab=flagged")) == [event]
    assert post(here, f"/office/review/{event}/approve", tab="flagged").status_code == 303
    assert fate(here, event).review == "approved"


def test_two_proofs_side_by_side(here: Here) -> None:
    (event,), (item,), _ = confirmed(here)
    other = here.phone("volunteer")
    second = other.write("confirmation.recorded", item, confirmation("Lê Văn Chồng"))
    here.turn(other, second)
    here.log_in("supervisor")
    page = get(here, f"/office/review/{id_of(second)}")
    assert "đã được xác nhận giao trước đó" in text(page) or "chưa từng nhận kết quả này" in text(page)
    assert f"/office/review/{event}" in page.text
    assert page.text.count('class="signature"') == 2


def test_what_was_amended_shows_before_and_after(here: Here) -> None:
    (event,), (item,), phone = confirmed(here)
    data = {**confirmation(to={"name": "Trần Thị Con", "relation": "child"}), "of": event}
    here.turn(phone, phone.write("confirmation.amended", item, data))
    here.log_in("clerk")
    assert "Người nhận: Chính chủ → Con: Trần Thị Con" in text(get(here, f"/office/review/{event}"))


def test_a_click_in_the_queue_gets_the_evidence_alone(here: Here) -> None:
    events, _, _ = confirmed(here, 2)
    here.log_in("clerk")
    part = get(here, f"/office/review/{events[1]}", **{"HX-Request-Type": "partial"})
    assert part.text.lstrip().startswith("<aside")
    assert queue(part) == []


@pytest.mark.parametrize("where", ["/office/review", "/office/held", "/office/"])
def test_the_three_answers_are_nowhere(here: Here, where: str) -> None:
    answers = confirmation(answers=[1, 3, 2])
    (event,), (item,), phone = confirmed(here, answers=[1, 3, 2])
    here.turn(phone, phone.write("confirmation.recorded", item, answers, v=2))
    here.turn(phone, {**phone.write("confirmation.recorded", item, answers), "sig": phone.sign("x")})
    here.turn(phone, {"body": '{"id":"x","data":{"answers":[1,3,2],"note":', "sig": ""})
    here.log_in("admin")
    for path in (where, f"/office/review/{event}", f"/office/items/{item}"):
        page = get(here, path)
        assert not re.search(r"1\s*,\s*3\s*,\s*2", page.text)


def test_unknown_and_wrong_ones(here: Here) -> None:
    here.log_in("clerk")
    for path in ("/office/review/nobody", "/office/review/%00"):
        assert here.client.get(path, headers={"Accept": "text/html"}).status_code == 404
    assert get(here, "/office/review?tab=moon&page=-1").status_code == 200
