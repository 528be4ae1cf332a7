"""Calendars of the roster: parsed back, for who is logged in and under the secret link, shown once and revocable."""

import re

import pytest
from icalendar import Calendar
from msgspec import structs

from server.domain.people import Person
from server.domain.unions import Union
from tests.communes import Here
from tests.http.office import get, post, text
from tests.rosters import MONTH, at, be, published, shift

FIRST = "2026-12-04-morning-1"


@pytest.fixture
def roster(here: Here) -> Here:
    """December is published; the clerk is in."""
    published(here, each=2)
    here.log_in("clerk")
    return here


def parsed(here: Here, path: str) -> Calendar:
    answer = here.client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    found = Calendar.from_ical(answer.content)
    assert isinstance(found, Calendar)
    return found


def statuses(calendar: Calendar) -> dict[str, tuple[str, int]]:
    """Shift → status and sequence."""
    return {str(one.uid).split(".")[0]: (str(one["status"]), one.sequence) for one in calendar.events}


def person_file(id_: str | None) -> str:
    return f"/office/roster/calendar/person/{id_}.ics"


def link(here: Here, page: str) -> str:
    """The path of a fresh link, as its page shows it."""
    answer = post(here, f"{page}/link")
    found = re.search(r'value="http://[^/"]+(/q/calendar/[\w-]{43}\.ics)"', answer.text)
    assert found is not None
    assert "<svg" in answer.text
    return found[1]


def test_a_persons_shifts_are_read_back(roster: Here) -> None:
    one = shift(roster, FIRST)
    calendar = parsed(roster, person_file(one.person))
    event = next(event for event in calendar.events if str(event.uid).startswith(f"{FIRST}."))
    assert str(event["summary"]) == "Trực Bàn viết hộ"
    assert (event.start.isoformat(), event.end.isoformat()) == (
        "2026-12-04T07:00:00+07:00",
        "2026-12-04T11:30:00+07:00",
    )
    assert "1102/TB-UBND" in str(event["description"])
    assert statuses(calendar)[FIRST] == ("CONFIRMED", 0)
    reserve = parsed(roster, person_file(one.reserve))
    assert any(str(event["summary"]) == "Dự phòng Bàn viết hộ" for event in reserve.events)


def test_who_gave_a_shift_away_has_it_as_cancelled_and_the_other_has_it(roster: Here) -> None:
    one = shift(roster, FIRST)
    other = next(p.id for n, p in roster.people.items() if n[0].isupper() and p.id not in (one.person, one.reserve))
    uid = [str(e.uid) for e in parsed(roster, person_file(one.person)).events if str(e.uid).startswith(FIRST)]
    post(roster, f"/office/roster/{MONTH}/shifts/{FIRST}/duty", person=other, why="Bận")
    old, new = parsed(roster, person_file(one.person)), parsed(roster, person_file(other))
    assert statuses(old)[FIRST] == ("CANCELLED", 1)
    assert [str(e.uid) for e in old.events if str(e.uid).startswith(FIRST)] == uid
    assert statuses(new)[FIRST] == ("CONFIRMED", 1)


def test_a_shift_given_up_is_cancelled(roster: Here) -> None:
    person = shift(roster, FIRST).person
    post(roster, f"/office/roster/{MONTH}/cancel", shift=FIRST, why="Xã họp")
    assert statuses(parsed(roster, person_file(person)))[FIRST] == ("CANCELLED", 1)


def test_a_unions_calendar_names_its_people(roster: Here) -> None:
    one = shift(roster, FIRST)
    calendar = parsed(roster, f"/office/roster/calendar/union/{one.union}.ics")
    event = next(event for event in calendar.events if str(event.uid).startswith(f"{FIRST}."))
    assert "Danh Thử" in str(event["summary"])


def test_a_draft_is_in_no_calendar(roster: Here) -> None:
    post(roster, "/office/roster", month="2027-01")
    person = shift(roster, "2027-01-08-morning-1").person
    assert all("2027-01" not in name for name in statuses(parsed(roster, person_file(person))))


def test_the_link_opens_without_a_log_in_until_it_is_closed(roster: Here) -> None:
    person = shift(roster, FIRST).person
    page = f"/office/roster/calendar/person/{person}"
    path = link(roster, page)
    assert path not in get(roster, page).text
    assert "Đang có liên kết" in text(get(roster, page))
    roster.client.cookies.clear()
    assert FIRST in statuses(parsed(roster, path))
    assert roster.client.head(path).status_code == 200
    roster.log_in("clerk")
    assert post(roster, f"{page}/revoke").status_code == 303
    roster.client.cookies.clear()
    assert roster.client.get(path).status_code == 404


def test_a_fresh_link_closes_the_old_one(roster: Here) -> None:
    page = "/office/roster/calendar/union/youth-union"
    old, new = link(roster, page), link(roster, page)
    assert roster.client.get(old).status_code == 404
    assert parsed(roster, new).events


def test_unknown_revoked_and_left_are_answered_alike(roster: Here) -> None:
    person = shift(roster, FIRST).person
    path = link(roster, f"/office/roster/calendar/person/{person}")
    union = link(roster, "/office/roster/calendar/union/youth-union")
    with roster.store.read() as view:
        known, sends = view.get(Person, person or ""), view.get(Union, "youth-union")
    assert known is not None
    assert sends is not None
    roster.do(lambda unit: unit.put(structs.replace(known, active=False)))
    roster.do(lambda unit: unit.put(structs.replace(sends, active=False)))
    paths = [
        path,
        union,
        "/q/calendar/x.ics",
        f"/q/calendar/{'A' * 43}.ics",
        "/q/calendar/%00.ics",
        "/q/calendar/💥.ics",
    ]
    answers = [roster.client.get(one, headers={"Accept": "text/html"}) for one in paths]
    assert {(one.status_code, one.content, one.headers["cache-control"]) for one in answers} == {
        (404, answers[0].content, "no-store")
    }


def test_guessing_ends_and_whoever_has_a_link_goes_on(roster: Here) -> None:
    path = link(roster, f"/office/roster/calendar/person/{shift(roster, FIRST).person}")
    guessed = [roster.client.get(f"/q/calendar/{'A' * 42}{n % 10}.ics").status_code for n in range(31)]
    assert guessed == [404] * 30 + [429]
    assert parsed(roster, path).events


@pytest.mark.parametrize("owner", ["person/nobody", "union/nobody", "hamlet/x", "person/%00"])
def test_nobodys_calendar_is_not_found(roster: Here, owner: str) -> None:
    for path in (f"/office/roster/calendar/{owner}", f"/office/roster/calendar/{owner}.ics"):
        assert roster.client.get(path).status_code == 404
    for what in ("link", "revoke"):
        assert post(roster, f"/office/roster/calendar/{owner}/{what}").status_code == 404


def test_past_months_stay(roster: Here) -> None:
    person = shift(roster, FIRST).person
    be(roster, at(31, 9))
    roster.log_in("clerk")
    assert FIRST in statuses(parsed(roster, person_file(person)))
