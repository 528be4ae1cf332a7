"""Review: one confirmation a screen; approve it, or send it back with a reason."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.review import approve, fate_of, send_back
from server.domain.events import Fate
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.devices import reason
from server.http.office.evidence_page import evidence_words
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import Say, Typed, acting, page, say, typed
from server.http.office.review_filter import AGES, REMARKS, TABS, ReviewFilter
from server.http.office.review_queue import QueueRow, counts, following, queue, row, waiting
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, day, is_partial, redirect
from server.http.security import guarded
from server.store.port import Unit, View

NOTHING: dict[str, Any] = {"evidence": None, "verdict": None}


async def show_queue(request: Request) -> Response:
    """A queue, and beside it, where the screen is wide, the evidence of its first confirmation."""
    wanted = ReviewFilter.read(request.query_params)
    with view(request) as seen:
        shown = _queue(seen, wanted, request)
        rows = shown["listing"].rows
        shown |= _words(seen, rows[0].fate, request) if rows else NOTHING
    return page(request, "office/review.html", chosen=False, **shown)


async def show_one(request: Request) -> Response:
    """One confirmation: its evidence alone for a click in the queue, else the whole page."""
    return review_page(request, request.path_params["event"])


def review_page(
    request: Request,
    event: str,
    wanted: ReviewFilter | None = None,
    refusal: Refusal | None = None,
    data: Typed | None = None,
) -> Response:
    """The page of one confirmation; without a queue asked for, in the one where it lies. Refuses not_found."""
    with view(request) as seen:
        fate = fate_of(seen, event)
        if fate is None or fate.what != "confirmation.recorded":
            raise Refusal("not_found")
        wanted = wanted or ReviewFilter.read({"tab": fate.queue, **request.query_params})
        shown: dict[str, Any] = {"filter": wanted, "typed": data or Typed(), **_words(seen, fate, request)}
        partial = is_partial(request)
        if not partial:
            shown |= _queue(seen, wanted, request)
    if partial:
        return page(request, "office/evidence.html", refusal=refusal, **shown)
    response = page(request, "office/review.html", refusal=refusal, chosen=True, **shown)
    if refusal:
        response.headers["HX-Push-Url"] = "false"  # the address of a refused act is nobody's page
    return response


def _queue(seen: View, wanted: ReviewFilter, request: Request) -> dict[str, Any]:
    """What the left side of the review is given."""
    now = request.app.state.clock()
    return {
        "filter": wanted,
        "listing": queue(seen, wanted, read_page(request.query_params), acting(request).id, now),
        "counts": counts(seen),
        "hamlets": Names(seen).hamlets,
        "tabs": TABS,
        "remarks": REMARKS,
        "ages": AGES,
    }


def _words(seen: View, fate: Fate, request: Request) -> dict[str, Any]:
    try:
        return evidence_words(seen, fate, acting(request), say(request))
    except KeyError:
        raise Refusal("not_found") from None


async def _judge(request: Request, event: str, given: Typed, by: Act, why: str | None) -> Response:
    """Do it, then go on to the next of the queue."""
    wanted = ReviewFilter.read(given)
    with view(request) as seen:
        next_ = following(seen, event, wanted, by.now)

    def judged(unit: Unit) -> Fate:
        return approve(unit, by, event) if why is None else send_back(unit, by, event, why)

    try:
        await write(request, judged)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return review_page(request, event, wanted, refusal, given)
    with view(request) as seen:
        still = {fate.event for fate in waiting(seen, wanted, by.now)} if wanted.tab != "approved" else set()
    return redirect(request, wanted.at(next_ if next_ in still else ""))


async def do_approve(request: Request) -> Response:
    """Accept it."""
    data = await form(request)
    return await _judge(request, request.path_params["event"], typed(data), act(request, data), None)


async def do_send_back(request: Request) -> Response:
    """Return it to the phone as a task."""
    data = await form(request)
    given = typed(data)
    why = reason(given["common"], given["reason"])
    return await _judge(request, request.path_params["event"], given, act(request, data), why)


async def export_queue(request: Request) -> Response:
    """The whole queue behind the URL as XLSX; answers and proofs are in no file but the ledger's."""
    wanted, word = ReviewFilter.read(request.query_params), say(request)
    with view(request) as seen:
        names, reviewer = Names(seen), acting(request).id
        found = waiting(seen, wanted, request.app.state.clock())
        rows = [_line(row(seen, fate, names, wanted, reviewer), word) for fate in found]
    return spreadsheet(request, "duyet-xac-nhan", rows)


def _line(shown: QueueRow, word: Say) -> dict[str, str]:
    return {
        word("office.review.subject"): shown.name,
        word("office.hamlet"): shown.hamlet,
        word("office.item.what"): shown.what,
        word("office.review.by"): shown.person,
        word("office.review.at"): f"{day(shown.at)} {clock(shown.at)}",
        word("office.review.remarks"): ", ".join(word(f"office.flag.{name}") for name in shown.flags),
        word("office.send_back.more"): shown.fate.reason,
    }


routes = [
    guarded("/office/review.xlsx", export_queue, "review.read"),
    guarded("/office/review", show_queue, "review.read"),
    guarded("/office/review/{event}", show_one, "review.read"),
    guarded("/office/review/{event}/approve", do_approve, "review.write", ["POST"]),
    guarded("/office/review/{event}/send-back", do_send_back, "review.write", ["POST"]),
]
