"""Shifts as an iCalendar file (RFC 5545, RFC 7986): what a person's or a union's calendar program reads.

A shift keeps its UID over every amendment; SEQUENCE grows with each, so that programs that imported the file take the
newer one, and a shift that somebody no longer has stays in it as CANCELLED, so that it leaves the calendar.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

ZONE = "Asia/Ho_Chi_Minh"
PRODUCT = "-//Tan Nha//Lich truc//VI"
REFRESH = timedelta(hours=1)
"""How often a program that subscribed is asked to look again."""
_SINCE = datetime(1975, 6, 13)
"""From this day on the zone has had its offset, without summer time (tz database)."""
_OFFSET = timedelta(hours=7)


class CalendarEntry(NamedTuple):
    """One shift in a calendar.

    `starts` and `ends` are local times of Vietnam without a zone; `changed_at` is the instant of the last change, in
    UTC. `sequence` counts the changes from 0. `cancelled`: whoever's calendar it is no longer has this shift.
    """

    uid: str
    sequence: int
    changed_at: datetime
    starts: datetime
    ends: datetime
    summary: str
    description: str = ""
    place: str = ""
    cancelled: bool = False


def calendar_file(name: str, entries: Iterable[CalendarEntry], url: str = "") -> bytes:
    """The calendar as UTF-8 bytes with CRLF; `name` is shown by the program, `url` the page that says more."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", vText(ZONE))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    if url:
        calendar.add("url", url)
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(entry))
    data: bytes = calendar.to_ical()
    return data


def _zone() -> Timezone:
    """Vietnam's time: UTC+7 all year."""
    zone, standard = Timezone(), TimezoneStandard()
    standard.add("dtstart", _SINCE)
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    standard.add("tzname", "+07")
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone


def _event(entry: CalendarEntry) -> Event:
    event, local = Event(), {"TZID": ZONE}
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("dtstart", entry.starts, parameters=local)
    event.add("dtend", entry.ends, parameters=local)
    event.add("summary", entry.summary)
    if entry.place:
        event.add("location", entry.place)
    if entry.description:
        event.add("description", entry.description)
    return event
