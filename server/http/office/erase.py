"""Erasing what a confirmation says, a phone's, a slip's or the post's, on the law's demand: what it means, the act."""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.erasure import erase
from server.actions.review import fate_of
from server.domain.events import Event
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import Typed, page, typed
from server.http.render import redirect
from server.http.security import guarded

SLIPS = ("paper.confirmed", "post.delivered")
"""What the office wrote of a receiver: by a slip signed at the door, or by the post's."""


class Target(NamedTuple):
    """What is to be erased: the event's hash and id, who wrote it, when that was, and the page that shows it."""

    hash: str
    event: str
    written_by: str
    when: str
    back: str


def _target(request: Request) -> Target:
    """The confirmation of the URL. Refuses not_found."""
    id_ = request.path_params["event"]
    with view(request) as seen:
        names, fate = Names(seen), fate_of(seen, id_)
        if fate is not None and fate.what == "confirmation.recorded":
            return Target(fate.id, fate.event, names.person(fate.person), fate.when, f"/office/review/{fate.event}")
        slip = next((one for one in seen.find(Event, "event", id_) if one.what in SLIPS), None)
        if slip is None:
            raise Refusal("not_found")
        return Target(slip.id, slip.event, names.person(slip.person), slip.at, f"/office/items/{slip.item}")


async def show_erase(request: Request) -> Response:
    """What erasing does, and which law demands it."""
    return page(request, "office/erase.html", target=_target(request))


async def do_erase(request: Request) -> Response:
    """Erase it."""
    data = await form(request)
    target, law = _target(request), typed(data)["law"]
    try:
        await write(request, lambda unit: erase(unit, act(request, data), target.hash, law))
    except Refusal as refusal:
        return page(request, "office/erase.html", refusal=refusal, typed=Typed(typed(data)), target=target)
    return redirect(request, target.back)


routes = [
    guarded("/office/review/{event}/erase", show_erase, "evidence.erase"),
    guarded("/office/review/{event}/erase", do_erase, "evidence.erase", ["POST"]),
]
