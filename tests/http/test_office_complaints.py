"""Complaints in the office (R42): what its readers see and do; the others find nothing there."""

import io
from datetime import UTC, datetime

import pytest
from python_calamine import CalamineWorkbook

from server.actions.complaint_acts import complaint_for
from server.actions.complaints import Sent, Told, followed, send
from server.actions.desk import new_id
from server.domain.complaints import Complaint
from tests.communes import Here
from tests.http.office import PAGE, get, post, text

LIST = "/office/complaints"
WORDS = "Cán bộ hẹn tôi ba lần."


@pytest.fixture
def office(here: Here) -> Here:
    """A Tuesday, the supervisor in."""
    here.clock = lambda: datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    here.log_in("supervisor")
    return here


def sent(here: Here, words: str = WORDS, about: str = "nobody", token: str = "a") -> Sent:
    return here.do(lambda unit: send(unit, here.clock(), token, Told(words, about)))


def now(here: Here, id_: str) -> Complaint:
    with here.store.read() as view:
        return complaint_for(view, here.people["supervisor"], id_)


def test_an_empty_list_says_so_and_only_readers_have_the_tab(office: Here) -> None:
    assert "Không có thư nào chờ trả lời." in text(get(office, LIST))
    assert f'href="{LIST}"' in get(office, "/office/voice").text
    office.log_in("clerk")
    assert f'href="{LIST}"' not in get(office, "/office/voice").text
    assert office.client.get(LIST, headers=PAGE).status_code == 403


def test_read_given_promised_answered_closed_and_opened_again(office: Here) -> None:
    complaint, code = sent(office, about=f"person:{office.people['clerk'].id}")
    at = f"{LIST}/{complaint.id}"
    assert "Người clerk" in text(get(office, LIST))
    assert WORDS in text(get(office, at))
    admin = office.people["admin"].id
    for act, typed in (
        ("assign", {"assigned": admin}),
        ("due", {"due": "2026-11-30"}),
        ("reply", {"text": "Xã xin lỗi bà con.\nNgày mai cán bộ đến tận nhà."}),
        ("close", {"note": "đã gặp"}),
    ):
        event_id = new_id()
        for _ in range(2):  # a second tap is the same act
            answer = post(office, f"{at}/{act}", event_id=event_id, **typed)
            assert (answer.status_code, answer.headers["location"]) == (303, at), text(answer)
    found = now(office, complaint.id)
    assert (found.assigned, found.due, found.state, len(found.words)) == (admin, "2026-11-30", "closed", 1)
    page = text(get(office, at))
    for words in ("Giao cho Quản Trị Thử", "30/11", "đã gặp", "Xã xin lỗi bà con."):
        assert words in page, words
    with office.store.read() as view:
        read = followed(view, code)
        assert read is not None
        assert [word.by for word in read.words] == ["commune"]
    assert post(office, f"{at}/reopen", event_id=new_id()).status_code == 303
    assert now(office, complaint.id).state == "waiting"


@pytest.mark.parametrize(
    ("act", "typed", "says"),
    [
        ("reply", {"text": " "}, "Xin viết điều muốn nói."),
        ("reply", {"text": "x" * 3001}, "Dài quá"),
        ("assign", {"assigned": "nobody-here"}, "không đọc được"),
        ("due", {"due": "2026-11-01"}, "Hạn không thể trước ngày gửi."),
        ("due", {"due": "mai"}, "ngày"),
        ("close", {"note": ""}, "lý do"),
    ],
)
def test_what_is_refused_stays_typed(office: Here, act: str, typed: dict[str, str], says: str) -> None:
    complaint, _ = sent(office)
    answer = post(office, f"{LIST}/{complaint.id}/{act}", event_id=new_id(), **typed)
    assert answer.status_code == 422
    assert says in text(answer)
    (value,) = typed.values()
    if act in ("reply", "close"):
        assert value.strip()[:3000] in answer.text
    assert f'<dialog id="{act}" aria-labelledby="{act}-title" open>' in answer.text
    assert len(now(office, complaint.id).steps) == 1


def test_filters_overdue_and_the_file(office: Here) -> None:
    first, _ = sent(office, "Chờ lâu quá.", token="1")
    sent(office, "Cảm ơn ông Sáu.", token="2")
    office.clock = lambda: datetime(2026, 12, 20, 2, 0, tzinfo=UTC)
    office.log_in("supervisor")
    assert "2 thư quá hạn trả lời" in text(get(office, LIST))
    post(office, f"{LIST}/{first.id}/reply", event_id=new_id(), text="Xã xin lỗi.")
    assert "Chờ lâu quá." not in text(get(office, f"{LIST}?state=overdue"))
    assert "Chờ lâu quá." in text(get(office, f"{LIST}?state=answered"))
    assert "Chờ lâu quá." in text(get(office, f"{LIST}?state=all&q=cho+lau"))
    assert "Chờ lâu quá." in text(get(office, f"{LIST}?state=all&q=xin+loi"))
    assert "Không có thư nào như vậy." in text(get(office, f"{LIST}?q=khong+co"))
    content = get(office, f"{LIST}.xlsx?state=all").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[5] for row in rows[1:]] == ["Cảm ơn ông Sáu.", "Chờ lâu quá."]


def test_many_are_paged(office: Here) -> None:
    for place in range(60):
        sent(office, f"Thư số {place}.", token=str(place))
    assert "1–50" in text(get(office, LIST))
    assert "51–60" in text(get(office, f"{LIST}?page=2"))
    assert get(office, f"{LIST}?page=9999").status_code == 200
