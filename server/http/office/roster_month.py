"""One month of the roster: its grid, proposed, published, amended; places added and given up; steps undone."""

from collections.abc import Callable
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar import calendar
from server.actions.desk import Act
from server.actions.roster import propose_month
from server.actions.roster_publication import publish_roster
from server.actions.roster_shifts import add_shift, cancel_shift, unpin
from server.domain.availability import PARTS
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today, typed
from server.http.office.roster_grid import grid
from server.http.office.roster_history import roster_steps
from server.http.office.roster_undo import undo_steps
from server.http.office.roster_words import day_words, month_of, month_words, step_month
from server.http.render import redirect
from server.http.security import guarded
from server.http.session import locale
from server.store.port import Unit

HISTORY = 60
"""So many of the last acts on a month are shown."""

Step = Callable[[Unit, Act, str, Typed], object]


def month_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The month; with `refusal`, what was typed is still there."""
    month, word = month_of(request.path_params["month"]), say(request)
    with view(request) as seen:
        names = Names(seen)
        shown = grid(seen, month, today(request), names, word)
        history = roster_steps(seen, month, names, word, HISTORY)
        known = calendar(seen)
    return page(
        request,
        "office/roster_month.html",
        refusal=refusal,
        typed=data or Typed(),
        blank=Typed(),
        grid=shown,
        title=month_words(month, word),
        before=(before := step_month(month, -1)),
        after=(after := step_month(month, 1)),
        before_words=month_words(before, word),
        after_words=month_words(after, word),
        history=history,
        weekday_day=lambda day: day_words(day, word),
        holiday=lambda day: known.name(date.fromisoformat(day), locale(request)),
    )


async def show_month(request: Request) -> Response:
    """The month."""
    return month_page(request)


async def _do(request: Request, what: str, step: Step) -> Response:
    month, data = month_of(request.path_params["month"]), await form(request)
    given = typed(data)
    try:
        await write(request, lambda unit: step(unit, act(request, data), month, given))
    except Refusal as refusal:
        return month_page(request, refusal, Typed({**given, "form": what}))
    return redirect(request, f"/office/roster/{month}")


async def do_propose(request: Request) -> Response:
    """Fill what nobody set by hand."""
    return await _do(request, "propose", lambda unit, by, month, given: propose_month(unit, by, month))


async def do_publish(request: Request) -> Response:
    """Publish it under the number of its notice, or its amendments under another."""

    def publish(unit: Unit, by: Act, month: str, given: Typed) -> object:
        return publish_roster(unit, by, month, given["number"], given["day"], given["note"])

    return await _do(request, "publish", publish)


async def do_add(request: Request) -> Response:
    """One more place on a day of this month."""

    def add(unit: Unit, by: Act, month: str, given: Typed) -> object:
        part = next((one for one in PARTS if one == given["part"]), None)
        if part is None or not given["day"].startswith(month):
            raise Refusal("invalid", "day", "Hãy chọn ngày trong tháng này và buổi.")
        return add_shift(unit, by, given["day"], part, given["why"])

    return await _do(request, "add", add)


async def do_cancel(request: Request) -> Response:
    """A place that nobody needs."""
    return await _do(
        request, "cancel", lambda unit, by, month, given: cancel_shift(unit, by, _own(given, month), given["why"])
    )


async def do_unpin(request: Request) -> Response:
    """What was set by hand may be proposed anew."""
    return await _do(request, "unpin", lambda unit, by, month, given: unpin(unit, by, _own(given, month)))


async def do_undo(request: Request) -> Response:
    """Take back a step of the grid: each place that still holds what the step put there."""
    return await _do(request, "undo", lambda unit, by, month, given: undo_steps(unit, by, month, given["steps"]))


def _own(given: Typed, month: str) -> str:
    """The shift that the form names. Refuses not_found for one of another month."""
    if not given["shift"].startswith(f"{month}-"):
        raise Refusal("not_found")
    return given["shift"]


HERE = "/office/roster/{month}"
routes = [
    guarded(HERE, show_month, "roster.read"),
    guarded(f"{HERE}/propose", do_propose, "roster.write", ["POST"]),
    guarded(f"{HERE}/publish", do_publish, "roster.write", ["POST"]),
    guarded(f"{HERE}/add", do_add, "roster.write", ["POST"]),
    guarded(f"{HERE}/cancel", do_cancel, "roster.write", ["POST"]),
    guarded(f"{HERE}/unpin", do_unpin, "roster.write", ["POST"]),
    guarded(f"{HERE}/undo", do_undo, "roster.write", ["POST"]),
]
