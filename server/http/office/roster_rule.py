"""How the commune fills its roster: parts of a day, people on each, reserves, whose turn it is."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.roster import change_rule
from server.actions.roster_feeds import roster_rule
from server.domain.availability import PARTS
from server.domain.problems import Refusal
from server.domain.roster_records import RosterRule
from server.http.desk import act, form, view, write
from server.http.office.page import Typed, page, typed
from server.http.render import redirect
from server.http.security import guarded

HERE = "/office/roster/rule"
ROTATIONS = ("day", "part", "month")


def rule_page(request: Request, rule: RosterRule | None = None, refusal: Refusal | None = None) -> Response:
    """The rule as it is, or as it was typed."""
    with view(request) as seen:
        shown = rule or roster_rule(seen)
    return page(request, "office/roster_rule.html", refusal=refusal, rule=shown, all_parts=PARTS, rotations=ROTATIONS)


async def show_rule(request: Request) -> Response:
    """The rule."""
    return rule_page(request)


async def do_rule(request: Request) -> Response:
    """Another rule, for what is proposed from now on."""
    data = await form(request)
    given = typed(data)
    chosen = data.getlist("parts")
    rule = RosterRule(
        parts=tuple(part for part in PARTS if part in chosen),
        seats=_seats(given),
        reserve=bool(given["reserve"]),
        rotation=given["rotation"] if given["rotation"] in ROTATIONS else "day",  # type: ignore[arg-type]
        once_a_day=bool(given["once_a_day"]),
        place=" ".join(given["place"].split())[:100],
    )
    try:
        await write(request, lambda unit: change_rule(unit, act(request, data), rule))
    except Refusal as refusal:
        return rule_page(request, rule, refusal)
    return redirect(request, "/office/roster")


def _seats(given: Typed) -> int:
    text = given["seats"]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


routes = [
    guarded(HERE, show_rule, "roster.read"),
    guarded(HERE, do_rule, "roster.write", ["POST"]),
]
