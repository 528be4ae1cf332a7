"""One appointment: who comes when and for what, what to bring, which forms can be written; its acts and its history."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.appointments import appointment_of, cancel, check_in, miss, move, reopen
from server.actions.catalogue import procedure_on
from server.actions.desk import Act
from server.actions.history import story
from server.domain.appointments import PARTS, Appointment
from server.domain.forms import Form
from server.domain.problems import Refusal
from server.domain.requests import HomeRequest
from server.http.desk import act, form, view, write
from server.http.office.appointment_slots import chosen_slot, day_words, offered, slot_day
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today, typed
from server.http.render import redirect
from server.http.security import Handler, guarded
from server.store.port import Unit

HERE = "/office/desk/appointments"
ACTS = ("came", "missed", "move", "cancel", "reopen")


def appointment_page(
    request: Request, id_: str, given: Typed | None = None, opened: str = "", refusal: Refusal | None = None
) -> Response:
    """The page; with a refusal the form of that act is open again with what was typed."""
    now = today(request)
    with view(request) as seen:
        one, names = appointment_of(seen, id_), Names(seen)
        slots = slot_day(seen, one.day).slots
        shown: dict[str, Any] = {
            "one": one,
            "hamlet": names.hamlet(one.person.hamlet),
            "made_by": names.person(one.made_by),
            "procedure": procedure_on(seen, one.procedure, max(now, one.day)) if one.procedure else None,
            "hours": next((slot.hours for slot in slots if slot.part == one.part), ""),
            "days": offered(seen, now),
            "asked": seen.get(HomeRequest, one.request) if one.request else None,
            "history": list(reversed(change_lines(story(seen, one), names))),
        }
    return page(
        request,
        "office/appointment.html",
        refusal=refusal,
        typed=given or Typed(),
        opened=opened,
        forms=forms_for(request, one, now),
        parts_of_day=PARTS,
        words=partial(day_words, word=say(request)),
        **shown,
    )


def forms_for(request: Request, one: Appointment, day: str) -> list[Form]:
    """The forms in force with which its procedure is asked for; none where it names no procedure."""
    forms: dict[str, Form] = request.app.state.forms
    return [found for found in forms.values() if one.procedure in found.procedures and found.in_force(day)]


async def show_appointment(request: Request) -> Response:
    """The page."""
    return appointment_page(request, request.path_params["id"])


def _deed(name: str, unit: Unit, by: Act, id_: str, given: Typed) -> Appointment:
    if name == "came":
        return check_in(unit, by, id_)
    if name == "missed":
        return miss(unit, by, id_)
    if name == "cancel":
        return cancel(unit, by, id_, given["reason"])
    if name == "reopen":
        return reopen(unit, by, id_)
    day, part = chosen_slot(given)
    return move(unit, by, id_, day, part, given["extra"] == "1")


def back_to(given: Typed, id_: str) -> str:
    """Where an act leads: to the list from which it was done, else to the appointment."""
    back = given["back"]
    return back if back == HERE or back.startswith(f"{HERE}?") else f"{HERE}/{id_}"


def _handler(name: str) -> Handler:
    async def handle(request: Request) -> Response:
        data = await form(request)
        given, id_ = typed(data), request.path_params["id"]
        try:
            await write(request, lambda unit: _deed(name, unit, act(request, data), id_, given))
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            return appointment_page(request, id_, given, name, refusal)
        return redirect(request, back_to(given, id_))

    handle.__name__ = f"appointment_{name}"
    return handle


routes = [
    guarded(f"{HERE}/{{id}}", show_appointment, "desk.read"),
    *(guarded(f"{HERE}/{{id}}/{name}", _handler(name), "desk.write", ["POST"]) for name in ACTS),
]
