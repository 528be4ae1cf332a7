"""Erasing what a confirmation says, on the law's demand: the question, what it means, and the act."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.erasure import erase
from server.actions.review import fate_of
from server.domain.events import Fate
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import Typed, page, typed
from server.http.render import redirect
from server.http.security import guarded


def _fate(request: Request) -> tuple[Fate, str]:
    """The confirmation, and whose phone wrote it."""
    with view(request) as seen:
        fate = fate_of(seen, request.path_params["event"])
        if fate is None or fate.what != "confirmation.recorded":
            raise Refusal("not_found")
        return fate, Names(seen).person(fate.person)


async def show_erase(request: Request) -> Response:
    """What erasing does, and which law demands it."""
    fate, person = _fate(request)
    return page(request, "office/erase.html", fate=fate, written_by=person)


async def do_erase(request: Request) -> Response:
    """Erase it."""
    data = await form(request)
    fate, person = _fate(request)
    law = typed(data)["law"]
    try:
        await write(request, lambda unit: erase(unit, act(request, data), fate.id, law))
    except Refusal as refusal:
        given = Typed(typed(data))
        return page(request, "office/erase.html", refusal=refusal, typed=given, fate=fate, written_by=person)
    return redirect(request, f"/office/review/{fate.event}")


routes = [
    guarded("/office/review/{event}/erase", show_erase, "evidence.erase"),
    guarded("/office/review/{event}/erase", do_erase, "evidence.erase", ["POST"]),
]
