"""One appointment: who comes when and for what, what to bring, which forms can be written; its acts and its history."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.appointments import appointment_of, cancel, check_in, miss, move, reopen
from server.actions.catalogue import procedure_on
from server.actions.history import story
from server.domain.appointments import PARTS, Appointment
from server.domain.forms import Form
from server.domain.problems import Refusal
from server.domain.requests import HomeRequest
from server.http.desk import view
from server.http.office.acts import Deed, Sent, act_handler
from server.http.office.appointment_slots import chosen_slot, day_words, offered, slot_day
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today
from server.http.security import guarded

HERE = "/office/desk/appointments"


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


DEEDS: dict[str, Deed] = {
    "came": lambda unit, by, sent: check_in(unit, by, sent.id),
    "missed": lambda unit, by, sent: miss(unit, by, sent.id),
    "move": lambda unit, by, sent: move(unit, by, sent.id, *chosen_slot(sent.typed), sent["extra"] == "1"),
    "cancel": lambda unit, by, sent: cancel(unit, by, sent.id, sent["reason"]),
    "reopen": lambda unit, by, sent: reopen(unit, by, sent.id),
}
"""The last part of the address → what is done with what was typed."""


def _after(sent: Sent) -> str:
    """To the list from which it was done, else to the appointment."""
    back = sent["back"]
    return back if back == HERE or back.startswith(f"{HERE}?") else f"{HERE}/{sent.id}"


def _again(sent: Sent, refusal: Refusal) -> Response:
    return appointment_page(sent.request, sent.id, sent.typed, sent.act, refusal)


routes = [
    guarded(f"{HERE}/{{id}}", show_appointment, "desk.read"),
    *(
        guarded(f"{HERE}/{{id}}/{name}", act_handler("appointment", name, deed, _again, _after), "desk.write", ["POST"])
        for name, deed in DEEDS.items()
    ),
]
