"""Who is at the desk today: come, or not and why, the reserve to call, wishes to be decided, alarms."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.roster_asks import agree, refuse, withdraw
from server.actions.roster_day import call_reserve, check_in, confirm, mark_absent, undo_absent, undo_check_in
from server.domain.problems import Refusal
from server.domain.roster_records import Shift
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today, typed
from server.http.office.roster_alarms import alarm_lines
from server.http.office.roster_day_lines import ask_lines, at_desk, day_lines, next_day
from server.http.office.roster_words import day_words
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit

HERE = "/office/roster/today"
Step = Callable[[Unit, Act, str, Typed], object]

STEPS: dict[str, Step] = {
    "here": lambda unit, by, id_, given: check_in(unit, by, id_),
    "not-here": lambda unit, by, id_, given: undo_check_in(unit, by, id_),
    "confirm": lambda unit, by, id_, given: confirm(unit, by, id_),
    "absent": lambda unit, by, id_, given: mark_absent(unit, by, id_, given["why"]),
    "not-absent": lambda unit, by, id_, given: undo_absent(unit, by, id_),
    "call": lambda unit, by, id_, given: call_reserve(unit, by, id_, given["why"]),
    "agree": lambda unit, by, id_, given: agree(unit, by, id_, given["person"]),
    "refuse": lambda unit, by, id_, given: refuse(unit, by, id_, given["person"], given["why"]),
    "withdraw": lambda unit, by, id_, given: withdraw(unit, by, id_),
}
"""What can be done with a shift here; the action says who may and when."""


def today_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """Today; with `refusal`, what was typed is still there."""
    word, now, day = say(request), request.app.state.clock(), today(request)
    with view(request) as seen:
        names = Names(seen)
        lines, following = day_lines(seen, day, now, names, word), next_day(seen, day)
        return page(
            request,
            "office/roster_today.html",
            refusal=refusal,
            typed=data or Typed(),
            blank=Typed(),
            now=at_desk(lines),
            lines=lines,
            next_day=following,
            next_words=day_words(following, word) if following else "",
            next_lines=day_lines(seen, following, now, names, word) if following else [],
            asks=ask_lines(seen, names, word),
            alarms=alarm_lines(seen, now, names, word),
            more_alarms=0,
            day_words=day_words(day, word),
        )


async def show_today(request: Request) -> Response:
    """Today."""
    return today_page(request)


async def do_step(request: Request) -> Response:
    """One act on one shift. Refuses not_found for an act that is none."""
    id_, what = request.path_params["id"], request.path_params["what"]
    step, data = STEPS.get(what), await form(request)
    if step is None:
        raise Refusal("not_found")
    given = typed(data)
    with view(request) as seen:
        if seen.get(Shift, id_) is None:
            raise Refusal("not_found")
    try:
        await write(request, lambda unit: step(unit, act(request, data), id_, given))
    except Refusal as refusal:
        return today_page(request, refusal, Typed({**given, "form": f"{id_}-{what}"}))
    return redirect(request, HERE)


routes = [
    guarded(HERE, show_today, "roster.read"),
    guarded(f"{HERE}/{{id}}/{{what}}", do_step, "roster.write", ["POST"]),
]
