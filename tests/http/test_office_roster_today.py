"""The desk's day: who is there, who is not, whom to call, wishes decided; alarms here and on the board."""

from datetime import timedelta

import pytest

from server.actions.roster_asks import ask_substitute, ask_swap
from server.actions.roster_changes import roster_of
from server.domain.people import Person
from tests import rosters
from tests.communes import Here
from tests.http.office import get, post, text
from tests.rosters import MONTH, at, be, published, shift

TODAY = "/office/roster/today"
FIRST = "2026-12-04-morning-1"
LATER = "2026-12-11-morning-1"


@pytest.fixture
def friday(here: Here) -> Here:
    """Friday, 4 December, a quarter past eight; the roster is published."""
    published(here, each=2)
    be(here, at(4, 8, 15))
    here.log_in("clerk")
    return here


def step(here: Here, what: str, id_: str = FIRST, **data: str) -> int:
    return post(here, f"{TODAY}/{id_}/{what}", **data).status_code


def person(here: Here, id_: str | None) -> Person:
    with here.store.read() as view:
        found = view.get(Person, id_ or "")
    assert found is not None
    return found


def test_who_sits_at_the_desk_now(friday: Here) -> None:
    words = text(get(friday, TODAY))
    assert f"sáng 07:00–11:30 đang trong giờ {person(friday, shift(friday, FIRST).person).name}" in words
    assert "Ca sắp tới: thứ Sáu 11/12" in words


def test_checked_in_and_taken_back(friday: Here) -> None:
    assert "chưa có mặt" in text(get(friday, TODAY))
    assert step(friday, "here", event_id="once") == 303
    assert step(friday, "here", event_id="once") == 303
    words = text(get(friday, TODAY))
    assert "Có mặt từ 08:15" in words
    assert "Đã đến giờ mà" not in words
    assert step(friday, "not-here") == 303
    assert shift(friday, FIRST).state == "planned"


def test_absent_with_a_reason_and_the_reserve_to_call(friday: Here) -> None:
    one = shift(friday, FIRST)
    answer = post(friday, f"{TODAY}/{FIRST}/absent", why=" ")
    assert (answer.status_code, 'id="wrong-why"' in answer.text, " open>" in answer.text) == (422, True, True)
    assert step(friday, "absent", why="Ốm") == 303
    reserve = person(friday, one.reserve)
    page = get(friday, TODAY)
    assert f"{person(friday, one.person).name} vắng: sáng thứ Sáu 04/12. Gọi {reserve.name}" in text(page)
    board = text(get(friday, "/office/"))
    assert f"Gọi {reserve.name}" in board
    assert step(friday, "call") == 303
    after = shift(friday, FIRST)
    assert (after.person, after.reserve, after.missed) == (reserve.id, None, (one.person,))
    assert "đã vắng" in text(get(friday, TODAY))
    with friday.store.read() as view:
        assert roster_of(view, MONTH).amended
    assert "Lịch trực tháng 12/2026 có thay đổi chưa ban hành lại." in text(get(friday, TODAY))


def test_absent_by_mistake(friday: Here) -> None:
    before = shift(friday, FIRST)
    step(friday, "absent", why="Ốm")
    assert step(friday, "not-absent") == 303
    assert (shift(friday, FIRST).state, shift(friday, FIRST).person) == ("planned", before.person)


def test_a_number_to_ring_up_is_a_link(friday: Here) -> None:
    one = person(friday, shift(friday, FIRST).reserve)
    friday.log_in("admin")
    post(
        friday,
        f"/office/people/{one.id}/edit",
        name=one.name,
        role=one.role,
        union=one.union or "",
        phone="0911 222 333",
        active="1",
    )
    friday.log_in("clerk")
    assert 'href="tel:0911222333"' in get(friday, TODAY).text


def test_a_substitute_is_decided_at_the_desk(friday: Here) -> None:
    friday.do(lambda unit: ask_substitute(unit, friday.act(), LATER, None, "Bận việc hội"))
    page = get(friday, TODAY)
    assert "nhờ người trực thay ca sáng thứ Sáu 11/12" in text(page)
    assert "Bận việc hội" in text(page)
    one = shift(friday, LATER)
    other = next(p.id for n, p in friday.people.items() if n[0].isupper() and p.id not in (one.person, one.reserve))
    assert step(friday, "agree", LATER, person=other) == 303
    assert shift(friday, LATER).person == other
    assert "Trực thay" in text(get(friday, f"/office/roster/{MONTH}"))


def test_a_wish_is_refused_or_the_shift_stays(friday: Here) -> None:
    one = shift(friday, LATER)
    friday.do(lambda unit: ask_substitute(unit, friday.act(), LATER, one.reserve))
    assert f"Đã nhờ {person(friday, one.reserve).name}" in text(get(friday, TODAY))
    assert step(friday, "refuse", LATER, person=one.reserve or "") == 303
    assert step(friday, "withdraw", LATER) == 409
    friday.do(lambda unit: ask_substitute(unit, friday.act(), LATER))
    assert step(friday, "withdraw", LATER) == 303
    assert shift(friday, LATER).person == one.person
    assert "Xin đổi ca" not in text(get(friday, TODAY)).replace("Xin đổi ca, nhờ thay", "")


def test_a_swap_names_both_shifts(friday: Here) -> None:
    other = "2026-12-18-afternoon-1"
    one, two = shift(friday, LATER), shift(friday, other)
    friday.do(lambda unit: ask_swap(unit, friday.act(), LATER, other))
    assert "xin đổi ca sáng thứ Sáu 11/12 lấy ca chiều thứ Sáu 18/12" in text(get(friday, TODAY))
    assert step(friday, "agree", LATER, person=two.person or "") == 303
    assert (shift(friday, LATER).person, shift(friday, other).person) == (two.person, one.person)


@pytest.mark.parametrize("what", ["confirm", "here", "absent", "call", "agree", "refuse", "withdraw", "not-here"])
def test_what_cannot_be_is_a_sentence(friday: Here, what: str) -> None:
    assert step(friday, what, "x") == 404
    assert step(friday, what, "%00") == 404
    assert step(friday, what, "2026-12-18-morning-1", person="nobody", why="x") < 500


def test_an_act_that_is_none_is_not_found(friday: Here) -> None:
    assert step(friday, "explode") == 404


def test_confirmed_by_telephone(friday: Here) -> None:
    be(friday, at(10, 9))
    friday.log_in("clerk")
    words = text(get(friday, TODAY))
    assert "chưa xác nhận ca sáng thứ Sáu 11/12" in words
    assert "Hôm nay không có ca trực" in words
    assert step(friday, "confirm", LATER) == 303
    assert "chưa xác nhận ca sáng thứ Sáu 11/12" not in text(get(friday, TODAY))


def test_the_board_says_what_is_grave_first_and_no_more_than_some(friday: Here) -> None:
    for id_ in ("2026-12-11-morning-1", "2026-12-11-afternoon-1", "2026-12-18-morning-1", "2026-12-18-afternoon-1"):
        post(friday, f"/office/roster/{MONTH}/shifts/{id_}/duty", person="", why="Thử")
    page = get(friday, "/office/")
    assert "Chưa có người trực: sáng thứ Sáu 11/12" in text(page)
    assert "việc khác của lịch trực" in text(page)
    assert 'class="note bad stack-gap roster-alarms"' in page.text


def test_a_day_in_the_night_and_after_the_month(friday: Here) -> None:
    for when in (at(4, 23, 59), at(31, 9), at(31, 9) + timedelta(days=60)):
        be(friday, when)
        friday.log_in("clerk")
        assert "Trực Bàn viết hộ hôm nay" in text(get(friday, TODAY))


def test_names_stay_whole(friday: Here) -> None:
    assert rosters.name(friday, shift(friday, FIRST).person) in text(get(friday, f"/office/roster/{MONTH}"))
