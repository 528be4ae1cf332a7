"""The papers of appointments: a slip in large print for whoever comes, and the list of a day (R44, R50)."""

from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.appointments import appointment_of, on_day
from server.actions.catalogue import procedure_on
from server.actions.organisation import agency
from server.actions.setup import commune
from server.domain.appointments import PARTS, TAKES_A_PLACE, Appointment
from server.domain.bringing import Bring, to_bring
from server.domain.paper_dates import day_on_paper
from server.domain.problems import Refusal
from server.domain.times import read_day
from server.http.desk import view
from server.http.ledger import head
from server.http.office.appointment_slots import capital, slot_day, usual_day
from server.http.office.letterhead import desk_words
from server.http.office.names import Names
from server.http.office.page import page, today
from server.http.render import translate
from server.http.security import guarded
from server.store.port import View

_PARTS = {"morning": "buổi sáng", "afternoon": "buổi chiều"}


def long_day(day: str) -> str:
    """`Thứ Sáu, ngày 27 tháng 11 năm 2026`, as papers write it."""
    at = date.fromisoformat(day)
    return capital(f"{translate('vi', f'office.weekday.{at.weekday()}')}, {day_on_paper(at)}")


def spoken_hours(hours: str) -> str:
    """`từ 7 giờ đến 11 giờ 30` of `07:00–11:30`."""
    return "từ " + " đến ".join(_spoken(one) for one in hours.split("–"))


def _spoken(clock: str) -> str:
    hour, _, minute = clock.partition(":")
    return f"{int(hour)} giờ" + ("" if minute == "00" else f" {minute}")


def _place(seen: View, day: str) -> dict[str, Any]:
    here = commune(seen)
    return {
        "agency": agency(seen, day),
        "desk": desk_words(seen, day),
        "place": here.roster.place if here else "",
        "phone": here.phone if here else "",
        "head": head(seen),
    }


def _papers(seen: View, one: Appointment) -> tuple[Bring, ...]:
    procedure = procedure_on(seen, one.procedure, one.day) if one.procedure else None
    return to_bring(procedure.components, one.help) if procedure else ()


async def print_slip(request: Request) -> Response:
    """What whoever comes takes home: the day in words, where, and which papers to bring."""
    with view(request) as seen:
        one = appointment_of(seen, request.path_params["id"])
        if one.state not in TAKES_A_PLACE:
            raise Refusal("not_found")
        hours = next((slot.hours for slot in slot_day(seen, one.day).slots if slot.part == one.part), "")
        shown = {"papers": _papers(seen, one), **_place(seen, one.day)}
    return page(
        request,
        "print/appointment.html",
        one=one,
        when=long_day(one.day),
        part=_PARTS[one.part],
        hours=spoken_hours(hours) if hours else "",
        **shown,
    )


async def print_day(request: Request) -> Response:
    """The list of a day, part by part, with a box to tick for who came."""
    with view(request) as seen:
        day = read_day(request.query_params.get("day", "")) or usual_day(seen, today(request))
        names = Names(seen)
        there = [one for one in on_day(seen, day) if one.state != "cancelled"]
        parts = [
            (_PARTS[part], [(one, names.hamlet(one.person.hamlet)) for one in there if one.part == part])
            for part in PARTS
        ]
        shown = _place(seen, day)
    return page(request, "print/appointments.html", day=day, when=long_day(day), parts=parts, **shown)


routes = [
    guarded("/office/desk/appointments/print", print_day, "desk.read"),
    guarded("/office/desk/appointments/{id}/slip", print_slip, "desk.read"),
]
