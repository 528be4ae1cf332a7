"""Choosing who sits at one place of the roster: everybody who could, what speaks against, how much each has."""

from typing import NamedTuple, cast

from starlette.requests import Request
from starlette.responses import Response

from server.actions.roster import shifts_of
from server.actions.roster_changes import roster_of
from server.actions.roster_shifts import KEEP, set_shift
from server.domain.problems import Refusal
from server.domain.roster_records import Shift
from server.http.desk import act, form, view, write
from server.http.office.names import Names, name_order
from server.http.office.page import Say, Typed, page, say, today, typed
from server.http.office.roster_grid import ROLES, LoadLine, Role, load_lines
from server.http.office.roster_warnings import Warnings
from server.http.office.roster_words import month_of, month_words, reason_words, time_words
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View


class Option(NamedTuple):
    """Somebody who could be chosen, with the load and what speaks against."""

    line: LoadLine
    warnings: list[str]
    turn: bool
    here: bool


def _place(request: Request) -> tuple[str, str, Role]:
    """Month, shift and role of the URL. Refuses not_found."""
    month, id_, role = (request.path_params[name] for name in ("month", "id", "role"))
    if role not in ROLES or not id_.startswith(f"{month_of(month)}-"):
        raise Refusal("not_found")
    return month, id_, cast(Role, role)


def _options(seen: View, shift: Shift, role: Role, names: Names, word: Say) -> list[Option]:
    """Who fits best first: nothing against, of the union whose turn it is, with the fewest shifts."""
    warnings = Warnings(seen, shift.month, shifts_of(seen, shift.month), word)
    chosen = shift.person if role == "duty" else shift.reserve
    found = [
        Option(
            line,
            warnings.of(shift, line.load.person, role == "duty"),
            bool(shift.turn) and line.load.union == shift.turn,
            line.load.person == chosen,
        )
        for line in load_lines(seen, shift.month, names)
    ]
    return sorted(
        found, key=lambda one: (bool(one.warnings), not one.turn, one.line.load.total, name_order(one.line.name))
    )


def choice_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The choice; with `refusal`, what was typed is still there."""
    (month, id_, role), word = _place(request), say(request)
    with view(request) as seen:
        shift, names = seen.get(Shift, id_), Names(seen)
        if shift is None:
            raise Refusal("not_found")
        person = (shift.person if role == "duty" else shift.reserve) or ""
        reasons = shift.reasons if role == "duty" else shift.reserve_reasons
        options = _options(seen, shift, role, names, word)
        roster = roster_of(seen, month)
    return page(
        request,
        "office/roster_choice.html",
        refusal=refusal,
        typed=data or Typed(),
        month=month,
        title=month_words(month, word),
        shift=shift,
        role=role,
        when=time_words(shift, word),
        name=names.person(person),
        why=reason_words(reasons, shift.turn, names, word) if person else [],
        options=options,
        published=roster.state == "published",
        open=shift.state in ("planned", "confirmed", "absent") and shift.day >= today(request),
    )


async def show_choice(request: Request) -> Response:
    """Who could be chosen."""
    return choice_page(request)


async def do_choose(request: Request) -> Response:
    """Set that person, or nobody. What speaks against was said beside the name: it does not stand in the way."""
    (month, id_, role), data = _place(request), await form(request)
    given = typed(data)
    person = given["person"] or None
    duty, reserve = (person, KEEP) if role == "duty" else (KEEP, person)
    try:
        await write(
            request,
            lambda unit: set_shift(
                unit, act(request, data), id_, person=duty, reserve=reserve, why=given["why"], anyway=True
            ),
        )
    except Refusal as refusal:
        return choice_page(request, refusal, given)
    return redirect(request, f"/office/roster/{month}#{id_}-{role}")


HERE = "/office/roster/{month}/shifts/{id}/{role}"
routes = [
    guarded(HERE, show_choice, "roster.read"),
    guarded(HERE, do_choose, "roster.write", ["POST"]),
]
