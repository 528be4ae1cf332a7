"""The appointments of a day at the writing desk: the list, its spreadsheet, and how many places a part has."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.appointments import capacity, change_capacity
from server.domain.appointments import Appointment
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.appointment_filter import ALL_DAYS, STATES, UNNOTED, Filter, fits, matching
from server.http.office.appointment_slots import day_words, offered, slot_day, usual_day
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import Say, Typed, page, say, today, typed
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, redirect
from server.http.render import day as shown_day
from server.http.security import guarded
from server.store.port import View

HERE = "/office/desk/appointments"
PAGE = 50


@dataclass(frozen=True)
class Row:
    """One appointment of the list; `unnoted`: its day is over and nobody noted whether they came."""

    appointment: Appointment
    hamlet: str
    unnoted: bool


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[Row]):
    """One page of the list of appointments."""

    filter: Filter

    def url(self, path: str = HERE, page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def appointments_page(request: Request, refusal: Refusal | None = None, given: Typed | None = None) -> Response:
    """The list that the URL asks for; with a refusal the numbers of places are open again."""
    query, now = request.query_params, today(request)
    with view(request) as seen:
        wanted, names = Filter.read(query), Names(seen)
        day = wanted.day if wanted.day not in ("", ALL_DAYS) else usual_day(seen, now)
        found = matching(seen, wanted, day, now)
        number = min(read_page(query), pages(len(found), PAGE))
        rows = [Row(one, names.hamlet(one.person.hamlet), fits(one, UNNOTED, now)) for one in cut(found, number, PAGE)]
        listing = Listing(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE)
        shown: dict[str, Any] = {
            "day": "" if wanted.day == ALL_DAYS else day,
            "shown_day": slot_day(seen, day),
            "days": offered(seen, now),
            "places": capacity(seen),
            "unnoted": len(matching(seen, Filter(day=ALL_DAYS, state=UNNOTED), day, now)),
        }
    return page(
        request,
        "office/appointments.html",
        refusal=refusal,
        typed=given or Typed(),
        listing=listing,
        states=STATES,
        words=partial(day_words, word=say(request)),
        **shown,
    )


async def show_appointments(request: Request) -> Response:
    """The list."""
    return appointments_page(request)


async def export_appointments(request: Request) -> Response:
    """The whole list behind the URL, not only its page, as XLSX."""
    now = today(request)
    with view(request) as seen:
        wanted = Filter.read(request.query_params)
        found = matching(seen, wanted, wanted.day or usual_day(seen, now), now)
        rows = list(_rows(seen, found, say(request)))
    return spreadsheet(request, "lich-hen", rows)


def _rows(seen: View, found: list[Appointment], word: Say) -> Iterator[dict[str, Any]]:
    names = Names(seen)
    for number, one in enumerate(found, 1):
        yield {
            word("office.xlsx.number"): str(number),
            word("office.appointment.day"): shown_day(one.day),
            word("office.appointment.part"): word(f"office.part.{one.part}"),
            word("office.item.name"): one.person.name,
            word("office.item.birth"): shown_day(one.person.birth),
            word("office.hamlet"): names.hamlet(one.person.hamlet),
            word("office.item.phone"): one.person.phone,
            word("office.appointment.procedure"): one.procedure_name,
            word("office.appointment.help"): word(f"office.help.{one.help}"),
            word("office.appointment.note"): one.note,
            word("office.appointment.made_at"): f"{shown_day(one.made_at)} {clock(one.made_at)}",
            word("office.appointment.made_by"): names.person(one.made_by),
            word("office.appointment.state"): word(f"office.appointment.state.{one.state}"),
            word("office.appointment.came_at"): f"{shown_day(one.came_at)} {clock(one.came_at)}".strip(),
            word("office.appointment.reason"): one.reason,
        }


async def do_capacity(request: Request) -> Response:
    """Change how many places a part has."""
    data = await form(request)
    given = typed(data)

    def places(part: str) -> int:
        text = given[part].strip()
        if not (text.isascii() and text.isdigit() and len(text) < 4):
            raise Refusal("invalid", part, "Hãy ghi số người, ví dụ 9.")
        return int(text)

    try:
        morning, afternoon = places("morning"), places("afternoon")
        await write(request, lambda unit: change_capacity(unit, act(request, data), morning, afternoon))
    except Refusal as refusal:
        return appointments_page(request, refusal, given)
    return redirect(request, HERE)


routes = [
    guarded(HERE, show_appointments, "desk.read"),
    guarded(f"{HERE}.xlsx", export_appointments, "desk.read"),
    guarded(f"{HERE}/places", do_capacity, "desk.write", ["POST"]),
]
