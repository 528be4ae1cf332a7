"""Rounds as the program proposes them: look, move papers, leave some, accept one bag or all."""

from collections.abc import Mapping, Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import new_id
from server.actions.rounds import pack
from server.domain.problems import Refusal
from server.domain.rounds import Round
from server.http.desk import act, form, view, write
from server.http.office.page import page, say, today
from server.http.office.proposal_lines import Arranged, proposed
from server.http.render import redirect
from server.http.security import guarded

ALL = "all"
NONE: Mapping[str, Refusal] = {}


def proposal_page(
    request: Request,
    arranged: Arranged | None = None,
    made: Sequence[Round] = (),
    refused: Mapping[str, Refusal] = NONE,
) -> Response:
    """The proposal, or what is left of it after some bags were packed; `refused` says by bag's key what was not."""
    with view(request) as seen:
        shown = proposed(seen, today(request), say(request), arranged)
    first = next(iter(refused.values()), None)
    status = first.problem.status if first else 200
    return page(request, "office/proposal.html", status, proposal=shown, made=made, wrongs=refused)


async def show_proposal(request: Request) -> Response:
    """For what lies at the desk now."""
    return proposal_page(request)


async def do_proposal(request: Request) -> Response:
    """Pack the bag named in `accept`, or all of them, each in an act of its own; one that fails stops no other."""
    data = await form(request)
    arranged, accept = arrangement(data), data.get("accept")
    made: list[Round] = []
    refused: dict[str, Refusal] = {}
    for key in arranged.carriers:
        items = [item for item, place in arranged.places.items() if place == key]
        if accept == key or (accept == ALL and items):
            try:
                made.append(await _pack(request, data, key, arranged, items))
            except Refusal as refusal:
                refused[key] = refusal
    if made and not refused and accept == ALL:
        return redirect(request, "/office/rounds")
    return proposal_page(request, arranged, made, refused)


async def _pack(request: Request, data: FormData, key: str, arranged: Arranged, items: list[str]) -> Round:
    by = act(request, data)._replace(event_id=_event_id(data, key))
    carrier, due = arranged.carriers[key], arranged.dues.get(key, "")
    return await write(request, lambda unit: pack(unit, by, carrier, due, items))


def arrangement(data: FormData) -> Arranged:
    """What the form says: which paper goes into which bag, and of each bag who carries it until when."""
    found: dict[str, dict[str, str]] = {"to-": {}, "carrier-": {}, "due-": {}}
    for name, value in data.multi_items():
        for prefix, values in found.items():
            if name.startswith(prefix) and isinstance(value, str):
                values[name.removeprefix(prefix)] = value
    return Arranged(found["to-"], found["carrier-"], found["due-"])


def _event_id(data: FormData, key: str) -> str:
    """The id that was rendered for that bag: pressing twice packs it once."""
    given = data.get(f"event-{key}")
    return given if isinstance(given, str) and 0 < len(given) <= 64 and given.isascii() else new_id()


routes = [
    guarded("/office/rounds/proposed", show_proposal, "rounds.write"),
    guarded("/office/rounds/proposed", do_proposal, "rounds.write", ["POST"]),
]
