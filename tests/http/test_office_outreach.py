"""Outreach over HTTP: sessions, the hamlets without one, leaflets; all bad input answered on the page."""

import io
from datetime import UTC, datetime

import pytest
from msgspec import structs
from python_calamine import CalamineWorkbook

from server.actions.catalogue import seed
from server.actions.desk import new_id
from server.actions.outreach import sessions
from server.documents.catalogue_file import shipped
from server.domain.commune import Hamlet
from tests.communes import Here
from tests.http.office import get, post, text

LIST, NEW = "/office/outreach", "/office/outreach/new"
HELD = {
    "day": "2026-11-20",
    "place": "Nhà văn hóa",
    "topic": "Trả kết quả tại nhà",
    "led_by": "Chị Mẫu",
    "people": "23",
}


@pytest.fixture
def desk(here: Here) -> Here:
    """Ấp Hai is remote; the catalogue in force, a clerk in."""
    here.clock = lambda: datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    here.do(lambda unit: seed(unit, shipped()))
    far = hamlet(here, "Ấp Hai")
    here.do(lambda unit: unit.put(structs.replace(far, remote=True)))
    here.log_in("clerk")
    return here


def hamlet(here: Here, name: str) -> Hamlet:
    with here.store.read() as view:
        return next(one for one in view.find(Hamlet, "all", "") if one.name == name)


def held(here: Here, name: str = "Ấp Một", **changed: str) -> str:
    event_id = new_id()
    sent = {**HELD, "hamlet": hamlet(here, name).id, **changed}
    answer = post(here, NEW, event_id=event_id, **sent)
    assert answer.status_code == 303, text(answer)[:300]
    return event_id


def test_hamlets_without_a_session_are_said_the_remote_one_first(desk: Here) -> None:
    shown = text(get(desk, LIST))
    assert "2 ấp chưa có buổi nào trong thời gian này: Ấp Hai (vùng sâu), Ấp Một." in shown
    held(desk)
    shown = text(get(desk, LIST))
    assert "1 ấp chưa có buổi nào" in shown
    assert "Trả kết quả tại nhà" in shown
    assert "2 ấp chưa có buổi nào" in text(get(desk, f"{LIST}?from=2026-01-01&to=2026-02-01"))


def test_put_right_and_taken_back(desk: Here) -> None:
    id_ = held(desk)
    sent = {**HELD, "hamlet": hamlet(desk, "Ấp Hai").id, "people": "30", "procedure0": "1.001193"}
    assert post(desk, f"{LIST}/{id_}", event_id=new_id(), **sent).status_code == 303
    shown = get(desk, f"{LIST}/{id_}")
    assert "23 → 30" in text(shown)
    assert "code=1.001193" in shown.text
    assert post(desk, f"{LIST}/{id_}/remove", event_id=new_id(), why="").status_code == 422
    event_id = new_id()
    for _ in range(2):
        answer = post(desk, f"{LIST}/{id_}/remove", event_id=event_id, why="ghi nhầm")
    assert answer.status_code in (303, 404)
    assert desk.client.get(f"{LIST}/{id_}").status_code == 404
    with desk.store.read() as view:
        assert sessions(view) == []


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"day": ""}, "Hãy chọn một ngày"),
        ({"day": "2026-12-01"}, "chưa diễn ra"),
        ({"hamlet": "x"}, "Hãy chọn ấp"),
        ({"topic": ""}, "Hãy ghi nội dung"),
        ({"place": ""}, "Hãy ghi nơi"),
        ({"led_by": " "}, "Hãy ghi ai phụ trách"),
        ({"people": "-1"}, "chữ số"),
        ({"people": "nhiều"}, "chữ số"),
        ({"next_day": "mai"}, "Hãy chọn một ngày"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk: Here, wrong: dict[str, str], says: str) -> None:
    sent = {**HELD, "hamlet": hamlet(desk, "Ấp Một").id, "notes": "bà con hỏi nhiều", **wrong}
    answer = post(desk, NEW, event_id="e", **sent)
    assert answer.status_code == 422
    assert says in text(answer)
    assert "bà con hỏi nhiều" in answer.text


def test_the_spreadsheet_has_sessions_and_hamlets(desk: Here) -> None:
    held(desk)
    book = CalamineWorkbook.from_filelike(io.BytesIO(get(desk, f"{LIST}.xlsx").content))
    first, second = (book.get_sheet_by_index(place).to_python() for place in (0, 1))
    assert len(first) == 2
    assert first[1][1] == "Ấp Một"
    assert [row[0] for row in second[1:]] == ["Ấp Hai", "Ấp Một"]


@pytest.mark.parametrize(("size", "copies"), [("a4", 1), ("a5", 2), ("x", 1)])
def test_a_leaflet_says_what_the_catalogue_says(desk: Here, size: str, copies: int) -> None:
    shown = get(desk, f"{LIST}/leaflets/print?code=1.001193&code=&code=1.001193&format={size}")
    said = text(shown)
    assert shown.text.count("<h1>Đăng ký khai sinh</h1>") == copies
    assert "Giấy chứng sinh" in said
    assert "Không phải mang, xã viết giúp: Tờ khai đăng ký khai sinh" in said


def test_a_leaflet_of_nothing_is_refused(desk: Here) -> None:
    get(desk, f"{LIST}/leaflets")
    for query in ("", "?code=", "?code=9.999999"):
        assert desk.client.get(f"{LIST}/leaflets/print{query}").status_code == 422


def test_nonsense_in_the_url(desk: Here) -> None:
    get(desk, f"{LIST}?from=x&to=y&page=z&hamlet=%00")
