"""An opinion or a complaint without a name: no log-in, no cookie, nothing that says from where it came.

What was sent is answered at once with its code and never leads to another address: the code stands in none. The
limit counts addresses in memory, apart from what they sent.
"""

import re
import secrets
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.complaints import NOBODY, Told, send
from server.domain.commune import Hamlet
from server.domain.complaints import MAX_TEXT
from server.domain.dates import read_date
from server.domain.names import sort_key
from server.domain.people import ROLES, Person
from server.domain.problems import Refusal
from server.domain.times import local_day
from server.http.desk import form, view, write
from server.http.public.typed import count, typed
from server.http.render import render
from server.store.port import View

PATH = "/gop-y"
FOLLOW = f"{PATH}/theo-doi"
PER_ADDRESS = "20/hour"
"""Complaints tried from one address; many phones of a mobile network share one."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")


def new_token() -> str:
    """A form's secret: who has it can send the same again as the same, nobody else can."""
    return secrets.token_urlsafe(24)


def token_of(data: FormData) -> str:
    """The secret that came with a form. Refuses invalid at `form` for none: it is shown again with a new one."""
    found = typed(data, "token")
    if not _TOKEN.fullmatch(found):
        raise Refusal("invalid", "form")
    return found


def told(data: FormData) -> Told:
    """What the form says; a day may be typed as people write it, `20/11/2026`."""
    day = typed(data, "day").strip()
    return Told(
        text=typed(data, "text"),
        about=typed(data, "about") or NOBODY,
        day=(read_date(day[:30]) or day[:30]) if day else "",
        hamlet=typed(data, "hamlet"),
    )


def _choices(seen: View, today: str) -> dict[str, Any]:
    people = [one for one in seen.find(Person, "all", "") if one.active]
    hamlets = [one for one in seen.find(Hamlet, "all", "") if one.active and one.in_force(today)]
    return {
        "people": sorted(people, key=lambda one: sort_key(one.name)),
        "roles": ROLES,
        "hamlets": sorted(hamlets, key=lambda one: sort_key(one.name)),
        "today": today,
    }


def _form(request: Request, token: str, given: Told, refusal: Refusal | None = None) -> Response:
    """The form with everything that was typed, and what is wrong at its field."""
    with view(request) as seen:
        choices = _choices(seen, local_day(request.app.state.clock()))
    wrong = (refusal.field or refusal.code) if refusal and refusal.code == "invalid" else refusal and refusal.code
    return render(
        request,
        "public/complaint.html",
        refusal.problem.status if refusal else 200,
        token=token,
        given=given,
        wrong=wrong or "",
        most=MAX_TEXT,
        follow=FOLLOW,
        **choices,
    )


async def show_complaint(request: Request) -> Response:
    """An empty form with a secret of its own."""
    return _form(request, new_token(), Told(""))


async def do_complain(request: Request) -> Response:
    """Keep it and show its code. The same form with the same words again shows the same code."""
    data = await form(request)
    given, now = told(data), request.app.state.clock()
    try:
        count(request, PER_ADDRESS, "complaint")
        token = token_of(data)
        sent = await write(request, lambda unit: send(unit, now, token, given))
    except Refusal as refusal:
        again = typed(data, "token")
        return _form(request, again if _TOKEN.fullmatch(again) else new_token(), given, refusal)
    host = request.app.state.settings.url.split("://", 1)[-1]
    return render(
        request, "public/complaint_sent.html", code=sent.code, due=sent.complaint.due, host=host, follow=FOLLOW
    )


routes = [
    Route(PATH, show_complaint, methods=["GET"]),
    Route(PATH, do_complain, methods=["POST"]),
]
