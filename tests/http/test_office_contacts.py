"""The log of contacts over HTTP: taken down, led on, answered, messages, filters, bad input, ten thousand of them."""

import time
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from server.actions import contacts
from server.actions.catalogue import seed
from server.actions.contact_retention import erase_contacts
from server.actions.desk import new_id
from server.actions.requests import make_request
from server.documents.catalogue_file import shipped
from server.domain.appointments import Appointment
from server.domain.citizens import Party
from server.domain.commune import Hamlet
from server.domain.contacts import Contact, Told
from server.domain.requests import HomeRequest, Wish
from server.store.port import Unit
from tests.communes import Here
from tests.http.office import get, post, text

LIST, NEW = "/office/contacts", "/office/contacts/new"
CALL = {"channel": "hotline", "direction": "in", "name": "Danh Thị Thử", "phone": "0900000001", "what": "Hỏi khai sinh"}


@pytest.fixture
def desk(here: Here) -> Here:
    """A Tuesday, the catalogue in force, a clerk in."""
    here.clock = lambda: datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    here.do(lambda unit: seed(unit, shipped()))
    here.log_in("clerk")
    return here


def contact(here: Here, id_: str) -> Contact:
    with here.store.read() as view:
        return contacts.contact_of(view, id_)


def logged(here: Here, **changed: str) -> str:
    """One taken down; its id."""
    answer = post(here, NEW, event_id=new_id(), **{**CALL, **changed})
    assert answer.status_code == 303, text(answer)[:400]
    return answer.headers["location"].rsplit("/", 1)[-1]


def test_the_same_form_sent_three_times_is_one_contact(desk: Here) -> None:
    event_id = new_id()
    places = {post(desk, NEW, event_id=event_id, **CALL).headers["location"] for _ in range(3)}
    assert places == {f"/office/contacts/{event_id}"}
    assert text(get(desk, LIST)).count("Danh Thị Thử") == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"phone": "12"}, "Số điện thoại chưa đúng"),
        ({"name": "", "phone": ""}, "Hãy ghi tên hoặc số điện thoại"),
        ({"what": " "}, "Hãy ghi người dân hỏi việc gì"),
        ({"hamlet": "nowhere"}, "Hãy chọn ấp trong danh sách"),
        ({"follow_up": "2026-11-01"}, "từ hôm nay trở đi"),
        ({"follow_up": "mai"}, "từ hôm nay trở đi"),
        ({"outcome": "request"}, "Hãy chọn kết quả"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk: Here, wrong: dict[str, str], says: str) -> None:
    answer = post(desk, NEW, event_id="e", **{**CALL, "note": "đã hẹn chiều", **wrong})
    assert answer.status_code == 422
    assert says in text(answer)
    assert "đã hẹn chiều" in answer.text
    assert 'value="e"' in answer.text


def test_what_is_known_of_a_number_stands_beside_the_form(desk: Here) -> None:
    logged(desk, what="Hỏi thẻ bảo hiểm")
    party = Party("Lê Văn Mẫu", birth="1940", phone="0900000001", address="Số 1")
    wish = Wish(person=party, wanted="health_card", consent=True)
    desk.do(lambda unit: make_request(unit, desk.act("clerk"), wish))
    shown = text(get(desk, f"{NEW}?phone=0900.000.001"))
    assert "Hỏi thẻ bảo hiểm" in shown
    assert "Lê Văn Mẫu" in shown
    assert "Yêu cầu đang chờ" in shown
    assert "Gõ số điện thoại" in text(get(desk, f"{NEW}?phone=0900000002"))


def test_a_call_becomes_a_home_request_in_one_step(desk: Here) -> None:
    answer = post(desk, NEW, event_id=new_id(), then="request", **CALL)
    place = urlsplit(answer.headers["location"])
    id_ = parse_qs(place.query)["contact"][0]
    form = get(desk, answer.headers["location"]).text
    assert all(f'value="{value}"' in form for value in ("Danh Thị Thử", "0900000001", "Hỏi khai sinh", id_))
    hamlet = desk.do(_hamlet)
    sent = {"person_name": "Danh Thị Thử", "person_hamlet": hamlet, "wanted": "health_card", "contact": id_}
    made = post(desk, "/office/requests/new", event_id=new_id(), **sent).headers["location"].rsplit("/", 1)[-1]
    after = contact(desk, id_)
    assert (after.outcome, after.state, after.request) == ("request", "done", made)
    assert f"/office/requests/{made}" in get(desk, f"{LIST}/{id_}").text


def test_a_refused_request_keeps_the_contact_and_leads_nowhere(desk: Here) -> None:
    id_ = logged(desk)
    answer = post(desk, "/office/requests/new", event_id=new_id(), person_name="", contact=id_)
    assert answer.status_code == 422
    assert f'name="contact" value="{id_}"' in answer.text
    assert contact(desk, id_).state == "open"


def test_a_call_becomes_an_appointment(desk: Here) -> None:
    id_ = logged(desk)
    form = get(desk, f"/office/desk/appointments/new?contact={id_}").text
    assert f'name="contact" value="{id_}"' in form
    sent = {"person_name": "Danh Thị Thử", "slot": "2026-11-27|morning", "day": "2026-11-27", "part": "morning"}
    answer = post(desk, "/office/desk/appointments/new", event_id=new_id(), contact=id_, help="writing", **sent)
    assert answer.status_code == 303, text(answer)[:300]
    after = contact(desk, id_)
    with desk.store.read() as view:
        assert after.appointment
        assert view.get(Appointment, after.appointment) is not None


def test_the_handbook_answers_with_words_to_read_out(desk: Here) -> None:
    id_ = logged(desk)
    shown = get(desk, f"{LIST}/{id_}?q=xin khai sinh")
    assert "ĐĂNG KÝ KHAI SINH" in text(shown)
    assert "Giấy tờ cần mang: Giấy chứng sinh" in text(shown)
    post(desk, f"{LIST}/{id_}/answer", event_id=new_id(), procedure="1.001193")
    assert (contact(desk, id_).outcome, contact(desk, id_).procedure) == ("answered", "1.001193")
    again = post(desk, f"{LIST}/{id_}/answer", event_id=new_id(), procedure="9.999999")
    assert again.status_code == 422
    assert "không có thủ tục nào" in text(get(desk, f"{LIST}/answers?q=zzzz"))


def test_a_message_is_filled_and_the_log_says_that_it_was_sent(desk: Here) -> None:
    id_ = logged(desk)
    shown = text(get(desk, f"{LIST}/{id_}?code=HS-1&day=2026-11-27"))
    assert "kết quả hồ sơ HS-1 đã có" in shown
    assert "27/11/2026" in shown
    assert "result of dossier" in text(get(desk, f"{LIST}/{id_}?in=en"))
    event_id = new_id()
    for _ in range(2):
        post(desk, f"{LIST}/{id_}/sent", event_id=event_id, template="result_ready")
    assert [one.template for one in contact(desk, id_).messages] == ["result_ready"]
    assert post(desk, f"{LIST}/{id_}/sent", event_id=new_id(), template="none").status_code == 422


def test_closed_reopened_put_right(desk: Here) -> None:
    id_ = logged(desk)
    post(desk, f"{LIST}/{id_}/close", event_id=new_id(), note="đã gọi lại")
    assert (contact(desk, id_).state, contact(desk, id_).note) == ("done", "đã gọi lại")
    assert post(desk, f"{LIST}/{id_}/reopen", event_id=new_id(), follow_up="2020-01-01").status_code == 422
    post(desk, f"{LIST}/{id_}/reopen", event_id=new_id(), follow_up="2026-11-25")
    assert contact(desk, id_).follow_up == "2026-11-25"
    assert 'value="2026-11-25"' in get(desk, f"{LIST}/{id_}/correct").text
    post(desk, f"{LIST}/{id_}/correct", event_id=new_id(), **{**CALL, "what": "Hỏi khai tử", "done": "1"})
    assert (contact(desk, id_).what, contact(desk, id_).state) == ("Hỏi khai tử", "done")
    assert post(desk, f"{LIST}/{id_}/correct", event_id=new_id(), **{**CALL, "what": ""}).status_code == 422


def test_what_was_promised_and_not_done_is_overdue(desk: Here) -> None:
    logged(desk, follow_up="2026-11-25", name="Hẹn Thử")
    logged(desk, name="Không Hẹn")
    desk.clock = lambda: datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
    desk.log_in("clerk")
    assert "1 liên hệ đã quá ngày hẹn trả lời" in text(get(desk, LIST))
    shown = text(get(desk, f"{LIST}?state=overdue"))
    assert "Hẹn Thử" in shown
    assert "Không Hẹn" not in shown


def test_links_call_and_open_zalo(desk: Here) -> None:
    shown = get(desk, f"{LIST}/{logged(desk)}").text
    assert 'href="tel:0900000001"' in shown
    assert 'href="https://zalo.me/0900000001"' in shown


@pytest.mark.parametrize("query", ["?state=x&channel=y&page=-3", "?first=2026-13-45&last=z", "?q=%00%F0", "?page=999"])
def test_a_url_of_nonsense_is_the_list(desk: Here, query: str) -> None:
    logged(desk)
    get(desk, LIST + query)
    assert desk.client.get(f"{LIST}.xlsx{query}").content[:2] == b"PK"


@pytest.mark.parametrize("path", ["x", "x/correct"])
def test_what_is_not_there(desk: Here, path: str) -> None:
    assert desk.client.get(f"{LIST}/{path}").status_code == 404
    assert post(desk, f"{LIST}/x/close", event_id="a").status_code == 404


def test_a_supervisor_logs_and_makes_no_request(desk: Here) -> None:
    desk.log_in("supervisor")
    assert "Lưu, nhập yêu cầu tại nhà" not in text(get(desk, NEW))
    shown = text(get(desk, f"{LIST}/{logged(desk)}"))
    assert "Nhập yêu cầu tại nhà" not in shown


def test_ten_thousand_are_paged_at_once(desk: Here) -> None:
    def put(unit: Unit) -> None:
        for place in range(10_000):
            unit.put(
                Contact(
                    id=f"c{place}",
                    channel="hotline",
                    direction="in",
                    name=f"Danh Thử {place}",
                    what="Hỏi khai sinh",
                    state="done" if place % 4 else "open",
                    day="2026-11-01",
                    made_by="x",
                    made_at=f"2026-11-01T02:00:00.{place % 1000:03}Z",
                )
            )

    desk.do(put)
    get(desk, f"{LIST}?state=all&q=thu")
    begun = time.perf_counter()
    assert "1–50 trong 10000" in text(get(desk, f"{LIST}?state=all&q=thu"))
    assert time.perf_counter() - begun < 2


def test_requests_of_a_contact_that_is_erased_start_empty(desk: Here) -> None:
    id_ = desk.do(lambda unit: contacts.take_down(unit, desk.act("clerk"), Told(name="A", what="b", done=True))).id
    desk.do(lambda unit: erase_contacts(unit, datetime(2027, 11, 24, tzinfo=UTC)))
    assert "đã xóa" in text(get(desk, f"{LIST}/{id_}"))
    assert desk.client.get(f"{LIST}/{id_}/correct").status_code == 409
    assert post(desk, f"{LIST}/{id_}/reopen", event_id=new_id()).status_code == 409
    assert f'value="{id_}"' not in get(desk, f"/office/requests/new?contact={id_}").text
    with desk.store.read() as view:
        assert view.find(HomeRequest, "all", "") == []


def _hamlet(unit: Unit) -> str:
    return unit.find(Hamlet, "all", "")[0].id
