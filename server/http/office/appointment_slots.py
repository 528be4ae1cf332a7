"""The days and parts that may be given to somebody: the next service days with their free places, and any other day."""

from dataclasses import dataclass
from datetime import date

from server.actions.appointments import capacity, on_day
from server.actions.calendar import calendar, service_rule
from server.domain.appointments import PARTS, Appointment, Part, open_parts, taken
from server.domain.service_days import is_service_day, next_service_day
from server.http.office.page import Say, Typed
from server.http.render import day as shown_day
from server.store.port import View

OFFERED = 4
"""So many service days are offered."""
OTHER = "other"


@dataclass(frozen=True)
class Slot:
    """One part of a day: how many places it has and how many are taken; `hours` as `07:00–11:30`."""

    day: str
    part: Part
    places: int
    taken: int
    hours: str

    @property
    def value(self) -> str:
        """As the form sends it."""
        return f"{self.day}/{self.part}"

    @property
    def free(self) -> int:
        """Places that are left, never below 0."""
        return max(0, self.places - self.taken)


@dataclass(frozen=True)
class SlotDay:
    """A day with its open parts."""

    day: str
    service: bool
    slots: tuple[Slot, ...]

    @property
    def places(self) -> int:
        """Of the whole day."""
        return sum(slot.places for slot in self.slots)

    @property
    def taken(self) -> int:
        """Of the whole day."""
        return sum(slot.taken for slot in self.slots)


def slot_day(view: View, day: str, there: list[Appointment] | None = None) -> SlotDay:
    """A day with its parts; one without places is not offered, unless somebody is booked in it."""
    days, places = calendar(view), capacity(view)
    booked = on_day(view, day) if there is None else there
    hours: dict[Part, tuple[str, str]] = {"morning": days.hours.morning, "afternoon": days.hours.afternoon}
    found = [
        Slot(day, part, places.of(part), taken(booked, part), "–".join(hours[part]))
        for part in PARTS
        if part in open_parts(date.fromisoformat(day), days)
    ]
    kept = tuple(slot for slot in found if slot.places or slot.taken)
    return SlotDay(day, is_service_day(date.fromisoformat(day), service_rule(view), days), kept)


def offered(view: View, today: str) -> list[SlotDay]:
    """Today if it is a service day, and the next service days."""
    days, rule = calendar(view), service_rule(view)
    at = date.fromisoformat(today)
    found = [at] if is_service_day(at, rule, days) else []
    while len(found) < OFFERED:
        at = next_service_day(found[-1] if found else at, rule, days)
        found.append(at)
    return [slot_day(view, one.isoformat()) for one in found]


def usual_day(view: View, today: str) -> str:
    """The day that the list shows by itself: today if somebody is booked or it is a service day, else the next one."""
    if on_day(view, today):
        return today
    return offered(view, today)[0].day


def chosen_slot(given: Typed) -> tuple[str, str]:
    """(day, part) as typed: one of those offered, or another day."""
    slot = given["slot"]
    if "/" in slot:
        day, _, part = slot.partition("/")
        return day, part
    return given["day"], given["part"]


def typed_slot(days: list[SlotDay], day: str, part: str) -> dict[str, str]:
    """The fields that would have chosen a day and part."""
    value = f"{day}/{part}"
    if any(slot.value == value for one in days for slot in one.slots):
        return {"slot": value, "day": "", "part": part}
    return {"slot": OTHER, "day": day, "part": part}


def first_free(days: list[SlotDay]) -> Slot | None:
    """The first slot with a free place."""
    return next((slot for one in days for slot in one.slots if slot.free), None)


def day_words(day: str, word: Say) -> str:
    """`Thứ Sáu 27/11/2026`."""
    return capital(f"{word(f'office.weekday.{date.fromisoformat(day).weekday()}')} {shown_day(day)}")


def capital(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]
