"""Review: narrowing a queue, approving many at once, and deciding a conflict."""

import re

from server.domain.events import Fate
from tests.communes import Here
from tests.http.office import confirmed, get, post, text
from tests.http.test_office_review import fate, flagged, queue
from tests.phones import STROKES, Phone, confirmation, id_of

WITNESS = {"name": "Lâm Thị Chứng", "box": [640, 320], "strokes": STROKES}
ASSISTED = {"by": "assisted", "reason": "cannot_write", "mark": "thumb_on_slip", "witness": WITNESS}


def conflict(here: Here) -> tuple[str, str, str]:
    """(the proof that acts, the one beside it, their item)."""
    (event,), (item,), _ = confirmed(here)
    other: Phone = here.phone("volunteer")
    second = other.write("confirmation.recorded", item, confirmation("Lê Văn Chồng"))
    here.turn(other, second)
    return event, id_of(second), item


def test_narrowed_by_remark_person_and_age(here: Here) -> None:
    off = flagged(here)
    events, _, _ = confirmed(here, 2)
    here.log_in("supervisor")
    assert set(queue(get(here, "/office/review?flag=clean"))) == set(events)
    assert queue(get(here, "/office/review?flag=clock")) == [off]
    assert queue(get(here, "/office/review?flag=assisted")) == []
    person = here.people["volunteer"].id
    assert queue(get(here, f"/office/review?person={person}")) == [off]
    assert queue(get(here, "/office/review?days=3")) == []
    assert "Không có xác nhận nào như vậy." in text(get(here, "/office/review?days=3"))
    assert set(queue(get(here, "/office/review?days=moon&flag=moon"))) == {off, *events}


def test_the_next_one_is_the_next_of_the_narrowed_queue(here: Here) -> None:
    flagged(here)
    events, _, _ = confirmed(here, 2)
    here.log_in("supervisor")
    answer = post(here, f"/office/review/{events[0]}/approve", tab="pending", flag="clean")
    assert answer.headers["location"] == f"/office/review/{events[1]}?flag=clean"


def test_many_at_once_only_what_is_clean(here: Here) -> None:
    off = flagged(here)
    (mark,), _, _ = confirmed(here, proof=ASSISTED)
    events, _, _ = confirmed(here, 3)
    here.log_in("clerk")
    page = get(here, "/office/review/clean")
    assert set(re.findall(r'name="events" value="([^"]+)" checked', page.text)) == set(events)
    answer = post(here, "/office/review/clean", events=[*events[:2], off, mark, "nobody"])
    assert answer.headers["location"] == "/office/review/clean?done=2"
    assert "Đã duyệt 2 xác nhận." in text(get(here, answer.headers["location"]))
    verdicts = [fate(here, event).review for event in (*events, off, mark)]
    assert verdicts == ["approved", "approved", None, None, None]


def test_nobody_approves_many_of_his_own(here: Here) -> None:
    events, _, _ = confirmed(here, 2, who="clerk")
    here.log_in("clerk")
    assert "Không còn xác nhận nào duyệt nhanh được." in text(get(here, "/office/review/clean"))
    post(here, "/office/review/clean", events=events)
    assert fate(here, events[0]).review is None


def test_a_conflict_side_by_side_and_decided(here: Here) -> None:
    first, second, item = conflict(here)
    here.log_in("supervisor")
    page = get(here, f"/office/review/{second}/conflict")
    assert page.text.count('class="signature"') == 2
    assert page.text.index(f'value="{first}"') < page.text.index(f'value="{second}"')
    assert text(page).count("Đang được tính") == 1
    refused = post(here, f"/office/review/{second}/conflict", chosen=second, reason=" ")
    assert (refused.status_code, "Hãy ghi lý do." in text(refused)) == (422, True)
    assert re.search(rf'value="{second}" checked', refused.text)
    for chosen in ("", "another's"):
        refused = post(here, f"/office/review/{second}/conflict", chosen=chosen, reason="Đã gọi hỏi")
        assert (refused.status_code, "Hãy chọn chứng cứ được nhận." in text(refused)) == (422, True)
        assert "Đã gọi hỏi" in refused.text
    answer = post(here, f"/office/review/{second}/conflict", chosen=second, reason="Chồng ký, đã gọi hỏi")
    assert answer.headers["location"] == f"/office/review/{second}"
    assert (fate(here, first).review, fate(here, first).reason) == ("sent_back", "Chồng ký, đã gọi hỏi")
    assert fate(here, second).review == "approved"
    custody = here.item(item).custody
    assert (custody.state, custody.proof, custody.redo) == ("delivered", second, None)
    with here.store.read() as view:
        assert view.count(Fate, "queue", "pending") == 0
    assert "chỉ còn một xác nhận" in text(get(here, f"/office/review/{second}/conflict"))


def test_a_clerk_looks_and_does_not_decide(here: Here) -> None:
    first, second, _ = conflict(here)
    here.log_in("clerk")
    assert first not in get(here, "/office/review/clean").text
    page = get(here, f"/office/review/{second}/conflict")
    assert "chosen" not in page.text
    assert post(here, f"/office/review/{second}/conflict", chosen=first, reason="x").status_code == 403
    assert fate(here, first).review is None
