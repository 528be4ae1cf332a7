"""Calendars of shifts, parsed back by a reader of the standard: times, changes, whatever a name may contain."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component, vText

from server.documents.ics import CalendarEntry, calendar_file
from server.domain.times import VIETNAM

CHANGED = datetime(2026, 11, 24, 2, 11, 9, tzinfo=UTC)


def entry(**changed: Any) -> CalendarEntry:
    """A morning at the desk."""
    morning = CalendarEntry(
        uid="ca-1@xa-thu",
        sequence=0,
        changed_at=CHANGED,
        starts=datetime(2026, 11, 27, 7),
        ends=datetime(2026, 11, 27, 11, 30),
        summary="Trực Bàn viết hộ",
        place="Bộ phận Một cửa",
    )
    return morning._replace(**changed)


def parsed(data: bytes) -> Calendar:
    """The file as another program reads it."""
    found = Calendar.from_ical(data)
    assert isinstance(found, Calendar)
    return found


def said(component: Component, name: str) -> Any:
    """A property, of whatever type the reader gives it."""
    return component[name]


def test_a_shift_is_read_back() -> None:
    data = calendar_file("Lịch trực: Huỳnh Thị Ngọc Bích Tuyền", [entry()], "https://xa.example/office/roster")
    calendar = parsed(data)
    assert str(calendar["x-wr-calname"]) == str(calendar["name"]) == "Lịch trực: Huỳnh Thị Ngọc Bích Tuyền"
    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    assert said(calendar, "refresh-interval").dt == timedelta(hours=1)
    assert said(calendar, "refresh-interval").params["VALUE"] == "DURATION"
    (event,) = calendar.events
    assert event.start == datetime(2026, 11, 27, 7, tzinfo=VIETNAM)
    assert event.end == datetime(2026, 11, 27, 11, 30, tzinfo=VIETNAM)
    assert (str(event["uid"]), event.sequence, str(event["status"])) == ("ca-1@xa-thu", 0, "CONFIRMED")
    assert str(event["location"]) == "Bộ phận Một cửa"
    assert said(event, "dtstamp").dt == CHANGED


def test_the_zone_is_in_the_file_and_is_seven_hours_ahead_all_year() -> None:
    data = calendar_file("Lịch", [entry()])
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20261127T070000\r\n" in data
    (zone,) = parsed(data).timezones
    assert str(zone["tzid"]) == "Asia/Ho_Chi_Minh"
    (standard,) = zone.subcomponents
    assert said(standard, "tzoffsetto").td == said(standard, "tzoffsetfrom").td == timedelta(hours=7)


def test_a_change_keeps_the_uid_and_a_cancelled_shift_stays_to_be_taken_out() -> None:
    before, after = entry(), entry(sequence=1, starts=datetime(2026, 11, 27, 13, 30), ends=datetime(2026, 11, 27, 17))
    gone = entry(uid="ca-2@xa-thu", sequence=2, cancelled=True)
    (old,) = parsed(calendar_file("Lịch", [before])).events
    new, cancelled = parsed(calendar_file("Lịch", [after, gone])).events
    assert str(old["uid"]) == str(new["uid"])
    assert new.sequence > old.sequence
    assert (cancelled.sequence, str(cancelled["status"])) == (2, "CANCELLED")


def test_nobody_on_duty_is_an_empty_calendar() -> None:
    calendar = parsed(calendar_file("Chưa có ca", []))
    assert (calendar.events, len(calendar.timezones)) == ([], 1)


# What a browser's form can hold: no control characters but the line feed.
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=200)


@given(WORDS, WORDS, WORDS)
def test_no_name_breaks_the_file(summary: str, description: str, name: str) -> None:
    data = calendar_file(name, [entry(summary=summary, description=description, place=name)])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.replace(b"\r\n", b"").count(b"\n") == data.replace(b"\r\n", b"").count(b"\r") == 0
    calendar = parsed(data)
    (event,) = calendar.events
    assert str(event["summary"]) == summary
    assert str(event.get("description", "")) == description
    assert str(event.get("location", "")) == name
    # The reader leaves the text of a property that it does not know as it stands in the file.
    assert str(calendar["name"]) == str(calendar["x-wr-calname"]) == vText(name).to_ical().decode()
