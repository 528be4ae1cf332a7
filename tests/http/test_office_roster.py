"""The roster's months in the office: made, edited, taken back, published, amended; what is wrong is a clear answer."""

import json
import re
from urllib.parse import unquote

import pytest
from httpx2 import Response

from server.actions.availability import add_absence, set_availability
from server.actions.roster_changes import roster_of
from server.domain.availability import HalfDay
from server.domain.calendar import CalendarDay
from server.domain.roster_records import Roster, Shift
from tests import rosters
from tests.communes import Here
from tests.http.office import get, post, text
from tests.rosters import MONTH, at, be, hire, shift, shifts

HERE = f"/office/roster/{MONTH}"
FIRST = "2026-12-04-morning-1"
OTHER = "2026-12-04-afternoon-1"


@pytest.fixture
def staffed(here: Here) -> Here:
    """Eight cadres, two of each union; the clerk is in, on 30 November 2026."""
    hire(here, each=2)
    here.log_in("clerk")
    return here


@pytest.fixture
def made(staffed: Here) -> Here:
    """December is a draft."""
    assert post(staffed, "/office/roster", month=MONTH).headers["location"] == HERE
    return staffed


def publish(here: Here, number: str = "1102") -> Response:
    return post(here, f"{HERE}/publish", number=number, day="2026-11-30", note="")


def choose(here: Here, id_: str, person: str, role: str = "duty", **more: str) -> Response:
    return post(here, f"{HERE}/shifts/{id_}/{role}", person=person, **more)


def roster(here: Here) -> Roster:
    with here.store.read() as view:
        return roster_of(view, MONTH)


def free(here: Here, id_: str) -> str:
    """Somebody who has nothing to do with that half day."""
    one = shift(here, id_)
    return next(
        person.id
        for name, person in here.people.items()
        if name[-1] in "12" and name[0].isupper() and person.id not in (one.person, one.reserve)
    )


def test_nothing_yet_is_said_and_a_month_is_made(staffed: Here) -> None:
    assert "Chưa có lịch trực tháng nào" in text(get(staffed, "/office/roster"))
    assert post(staffed, "/office/roster", month=MONTH).status_code == 303
    words = text(get(staffed, "/office/roster"))
    assert "tháng 12/2026 Bản nháp" in words
    assert [one.person for one in shifts(staffed) if one.person is None] == []
    assert len(shifts(staffed)) == 8


@pytest.mark.parametrize("month", ["", "2026-13", "abc", "2026-1", "1900-01", "9999-12", "\x00", "2026-12-01"])
def test_a_month_that_is_none_is_refused_at_its_field(staffed: Here, month: str) -> None:
    answer = post(staffed, "/office/roster", month=month)
    assert (answer.status_code, 'id="wrong-month"' in answer.text) == (422, True)


@pytest.mark.parametrize("month", ["2026-13", "abc", "2026-1", "1900-01", "%00", "2026-12-01", "%F0%9F%92%A5"])
def test_the_page_of_a_month_that_is_none_is_not_found(staffed: Here, month: str) -> None:
    assert staffed.client.get(f"/office/roster/{month}").status_code == 404
    assert post(staffed, f"/office/roster/{month}/propose").status_code == 404
    assert staffed.client.get(f"/office/roster/{month}/shifts/{FIRST}/duty").status_code == 404


def test_a_month_that_nobody_began_shows_its_service_days(staffed: Here) -> None:
    words = text(get(staffed, "/office/roster/2027-03"))
    assert "thứ Sáu 05/03" in words
    assert "Thêm ca sáng" in words
    assert roster_months(staffed) == []


def roster_months(here: Here) -> list[str]:
    with here.store.read() as view:
        return [one.id for one in view.find(Roster, "all", "")]


def test_why_each_was_chosen_stands_beneath_the_name(made: Here) -> None:
    page = text(get(made, HERE))
    assert "Ít ca nhất đến nay" in page
    assert "Đến lượt Đoàn Thanh niên" in page
    one = shift(made, FIRST)
    assert rosters.name(made, one.person) in page
    assert "Vì sao người này" in text(get(made, f"{HERE}/shifts/{FIRST}/duty"))


def test_a_holiday_is_shown_with_its_reason(made: Here) -> None:
    day = CalendarDay(id="2026-12-11", what="holiday", source="Thông báo 5")
    made.do(lambda unit: unit.put(day))
    words = text(get(made, HERE))
    assert "Không còn là ngày thực hiện mô hình" in words
    post(made, f"{HERE}/propose")
    assert "thứ Sáu 11/12 Nghỉ lễ: bỏ qua, không trực" in text(get(made, HERE))


def test_a_hand_sets_and_a_proposal_leaves_it(made: Here) -> None:
    person = free(made, FIRST)
    answer = choose(made, FIRST, person)
    assert (answer.status_code, unquote(answer.headers["location"])) == (303, f"{HERE}#{FIRST}-duty")
    post(made, f"{HERE}/propose")
    assert (shift(made, FIRST).person, shift(made, FIRST).pinned) == (person, True)
    assert "Cán bộ xếp bằng tay" in text(get(made, HERE))
    assert post(made, f"{HERE}/unpin", shift=FIRST).status_code == 303
    assert not shift(made, FIRST).pinned


def test_the_same_act_twice_is_one(made: Here) -> None:
    person, second = free(made, FIRST), shift(made, OTHER).person or ""
    choose(made, FIRST, person, event_id="once")
    choose(made, FIRST, second, event_id="once")
    assert shift(made, FIRST).person == person


def test_empty_is_a_gap_that_is_counted(made: Here) -> None:
    choose(made, FIRST, "")
    assert shift(made, FIRST).person is None
    assert "Còn 1 ca chưa có người trực" in text(get(made, HERE))
    assert "Còn 1 ca chưa có người trực" in text(get(made, "/office/roster"))


def test_what_speaks_against_somebody_is_named_and_does_not_stand_in_the_way(made: Here) -> None:
    person = free(made, FIRST)
    never = [HalfDay(4, "morning")]
    made.do(lambda unit: set_availability(unit, made.act(), person, never=never, most=1))
    made.do(lambda unit: add_absence(unit, made.act(), person, "2026-12-11", "2026-12-11", "", "Dự đám cưới"))
    assert "không trực được buổi này trong tuần" in text(get(made, f"{HERE}/shifts/{FIRST}/duty"))
    choose(made, FIRST, person)
    choose(made, "2026-12-11-morning-1", person)
    choose(made, OTHER, person)
    assert shift(made, OTHER).person == person
    words = text(get(made, HERE))
    for said in ("không trực được buổi này", "báo vắng ngày này: Dự đám cưới", "trực cả hai buổi", "nhiều nhất 1"):
        assert said in words, said
    assert "ca cần xem lại" in words


def test_two_places_at_once_are_refused_where_one_chooses(made: Here) -> None:
    one = shift(made, FIRST)
    answer = choose(made, FIRST, one.person or "", role="reserve")
    assert (answer.status_code, "phải là hai người" in text(answer)) == (422, True)
    answer = choose(made, FIRST, "nobody-known")
    assert (answer.status_code, "không ở trong danh sách" in text(answer)) == (422, True)


@pytest.mark.parametrize(
    "path",
    [
        f"shifts/{FIRST}/king",
        "shifts/2026-11-04-morning-1/duty",
        "shifts/2026-12-05-morning-1/duty",
        "shifts/%00/duty",
        "shifts/x/duty",
    ],
)
def test_a_place_that_is_none_is_not_found(made: Here, path: str) -> None:
    assert made.client.get(f"{HERE}/{path}").status_code == 404
    assert post(made, f"{HERE}/{path}", person="").status_code == 404


def test_a_step_is_taken_back_where_nobody_changed_it_since(made: Here) -> None:
    before = shift(made, FIRST)
    person = free(made, FIRST)
    choose(made, FIRST, person)
    steps = [{"shift": FIRST, "role": "duty", "before": before.person, "after": person, "pinned": False}]
    assert post(made, f"{HERE}/undo", steps=json.dumps(steps)).status_code == 303
    after = shift(made, FIRST)
    assert (after.person, after.pinned) == (before.person, False)
    assert post(made, f"{HERE}/undo", steps=json.dumps(steps)).status_code == 409


@pytest.mark.parametrize("steps", ["", "{}", "[1]", '[{"shift": 1}]', "[" * 5000, "\x00", '[{"shift":"x","role":"y"}]'])
def test_steps_that_are_none_are_refused(made: Here, steps: str) -> None:
    assert post(made, f"{HERE}/undo", steps=steps).status_code == 422


def test_places_are_added_and_given_up(made: Here) -> None:
    assert post(made, f"{HERE}/add", day="2026-12-10", part="morning", why="").status_code == 303
    assert "thứ Năm 10/12" in text(get(made, HERE))
    for day, part in (("2026-11-10", "morning"), ("2026-12-10", "night"), ("2026-12-40", "morning"), ("", "")):
        assert post(made, f"{HERE}/add", day=day, part=part).status_code == 422, (day, part)
    added = next(one.id for one in shifts(made) if one.day == "2026-12-10")
    assert post(made, f"{HERE}/cancel", shift=added, why="").status_code == 303
    assert shift(made, added).state == "cancelled"
    assert post(made, f"{HERE}/cancel", shift="2026-11-06-morning-1", why="x").status_code == 404
    assert post(made, f"{HERE}/unpin", shift=f"{MONTH}-nothing").status_code == 404


def test_published_with_the_notices_number(made: Here) -> None:
    for number, day, field in (("", "2026-11-30", "number"), ("x", "2026-11-30", "number"), ("1", "heute", "day")):
        answer = post(made, f"{HERE}/publish", number=number, day=day, note="Ghi chú thử")
        assert (answer.status_code, f'id="wrong-{field}"' in answer.text) == (422, True), (number, day)
        assert "Ghi chú thử" in answer.text
        assert re.search(r'<dialog id="publish"[^>]* open', answer.text)
    assert publish(made).status_code == 303
    assert roster(made).number == "1102/TB-UBND"
    words = text(get(made, HERE))
    assert "Đã ban hành 1102/TB-UBND" in words
    assert publish(made, "1103").status_code == 409
    assert "1102/TB-UBND 30/11/2026" in text(get(made, "/office/roster"))


def test_an_amendment_needs_its_reason_and_is_seen(made: Here) -> None:
    publish(made)
    was, person = rosters.name(made, shift(made, FIRST).person), free(made, FIRST)
    refused = choose(made, FIRST, person, why="")
    assert (refused.status_code, 'id="wrong-why"' in refused.text) == (422, True)
    assert choose(made, FIRST, person, why="Chị bận việc nhà").status_code == 303
    page = get(made, HERE)
    assert "đã đổi" in text(page)
    assert f"{was}: Chị bận việc nhà" in page.text
    assert "Có thay đổi chưa ban hành" in text(page)
    assert "1 ca đã đổi từ lần ban hành trước" in text(page)
    assert publish(made, "1110").status_code == 303
    words = text(get(made, "/office/roster"))
    assert "lần 2" in words
    assert "Có thay đổi" not in words


def test_the_history_says_who_did_what(made: Here) -> None:
    choose(made, FIRST, free(made, FIRST))
    publish(made)
    words = text(get(made, HERE))
    history = words[words.index("Lịch sử") :]
    assert "Ban hành" in history
    assert "Xếp người sáng thứ Sáu 04/12" in history
    assert re.search(r"Trực: Danh Thử \w+ \d → Danh Thử \w+ \d", history)
    assert "Người clerk" in history


def test_what_is_over_is_not_changed(made: Here) -> None:
    be(made, at(20, 9))
    made.log_in("clerk")
    assert "đã qua hoặc đã bỏ" in text(get(made, f"{HERE}/shifts/{FIRST}/duty"))
    assert choose(made, FIRST, free(made, FIRST), why="x").status_code == 409


def test_the_rule_is_changed_and_what_is_wrong_is_said(made: Here) -> None:
    rule = {"parts": ["morning"], "seats": "2", "rotation": "part", "place": "Bàn số 1", "reserve": "1"}
    assert post(made, "/office/roster/rule", **rule).status_code == 303
    assert 'value="Bàn số 1"' in get(made, "/office/roster/rule").text
    post(made, f"{HERE}/propose")
    assert {(one.part, one.seat) for one in shifts(made)} == {("morning", 1), ("morning", 2)}
    wrongs: list[dict[str, object]] = [
        {"parts": []},
        {"seats": "0"},
        {"seats": "99999"},
        {"seats": "zwei"},
        {"place": " "},
    ]
    for wrong in wrongs:
        assert post(made, "/office/roster/rule", **{**rule, **wrong}).status_code == 422, wrong


def test_many_days_and_many_people(here: Here) -> None:
    hire(here, each=15)
    here.log_in("clerk")
    calendar = {"morning_from": "07:00", "morning_to": "11:30", "afternoon_from": "13:30", "afternoon_to": "17:00"}
    here.log_in("admin")
    post(here, "/office/calendar/hours", **calendar, weekdays=["1", "4"], on_holiday="skip")
    here.log_in("clerk")
    post(here, "/office/roster", month=MONTH)
    page = get(here, HERE)
    assert len({one.day for one in shifts(here)}) == 9
    assert page.text.count("|duty") == 18
    assert page.text.count('href="/office/roster/people/') >= 60
    assert all(isinstance(one, Shift) and one.person for one in shifts(here))


@pytest.mark.parametrize("role", ["hamlet_head", "volunteer"])
def test_who_works_on_the_phone_has_no_roster_here(made: Here, role: str) -> None:
    made.log_in(role)
    for path in ("/office/roster", HERE, "/office/roster/people", "/office/roster/today"):
        assert made.client.get(path).status_code == 403
    assert post(made, f"{HERE}/propose").status_code == 403
    assert choose(made, FIRST, "").status_code == 403


@pytest.mark.parametrize("role", ["clerk", "supervisor", "admin"])
def test_the_office_may_read_and_write(made: Here, role: str) -> None:
    made.log_in(role)
    assert 'aria-current="page"' in get(made, "/office/roster").text
    assert choose(made, FIRST, "").status_code == 303
