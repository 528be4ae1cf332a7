"""Approving many at once: the signatures of what is clean, side by side, looked at and approved together."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from server.actions.evidence import evidence
from server.actions.review import approve_many, is_clean
from server.domain.confirmations import Drawing
from server.domain.events import Fate
from server.http.desk import act, form, view, write
from server.http.office.evidence_page import receiver_words
from server.http.office.names import Names
from server.http.office.page import Say, acting, page, say
from server.http.office.review_filter import ReviewFilter
from server.http.office.review_queue import QueueRow, row, waiting
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View

SHEET = 24
"""So many signatures are looked at together."""


@dataclass(frozen=True)
class Tile:
    """One clean confirmation with its signature."""

    row: QueueRow
    receiver: str
    drawing: Drawing | None


def tiles(seen: View, wanted: ReviewFilter, request: Request) -> tuple[list[Tile], int]:
    """(the first clean confirmations of a queue, how many there are in all); nobody's own."""
    reviewer, word = acting(request).id, say(request)
    found = waiting(seen, wanted, request.app.state.clock())
    clean = [fate for fate in found if fate.person != reviewer and is_clean(seen, fate)]
    names = Names(seen)
    return [_tile(seen, fate, names, wanted, reviewer, word) for fate in clean[:SHEET]], len(clean)


def _tile(seen: View, fate: Fate, names: Names, wanted: ReviewFilter, reviewer: str, word: Say) -> Tile:
    shown = evidence(seen, fate)
    return Tile(row(seen, fate, names, wanted, reviewer), receiver_words(shown.data, word), shown.drawing)


async def show_clean(request: Request) -> Response:
    """The sheet of signatures."""
    wanted = ReviewFilter.read(request.query_params)
    with view(request) as seen:
        found, total = tiles(seen, wanted, request)
    done = request.query_params.get("done", "")
    return page(
        request,
        "office/review_clean.html",
        filter=wanted,
        tiles=found,
        total=total,
        done=int(done) if done.isascii() and done.isdigit() and len(done) < 4 else 0,
    )


async def do_approve_clean(request: Request) -> Response:
    """Approve what is ticked, and show the next sheet."""
    data = await form(request)
    events = [value for value in data.getlist("events") if isinstance(value, str)]
    wanted = ReviewFilter.read({name: value for name, value in data.multi_items() if isinstance(value, str)})
    done = await write(request, lambda unit: approve_many(unit, act(request, data), events))
    back = wanted.at("clean")
    return redirect(request, f"{back}{'&' if '?' in back else '?'}done={done.approved}")


routes = [
    guarded("/office/review/clean", show_clean, "review.write"),
    guarded("/office/review/clean", do_approve_clean, "review.write", ["POST"]),
]
