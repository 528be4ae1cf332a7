"""The months of the roster: the newest first, each with its state, its notice and what is empty; making one."""

from dataclasses import dataclass
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.roster import propose_month, shifts_of
from server.domain.problems import Refusal
from server.domain.roster_records import Roster, Shift
from server.http.desk import act, form, view, write
from server.http.office.item_list import read_page
from server.http.office.page import Say, Typed, page, say, today, typed
from server.http.office.paging import Paged, cut, pages
from server.http.office.roster_words import month_of, month_words, step_month
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View

PAGE = 24
HERE = "/office/roster"


class MonthRow(NamedTuple):
    """One month: how many days, shifts and people it has, and how many places nobody takes."""

    roster: Roster
    name: str
    days: int
    shifts: int
    people: int
    gaps: int


@dataclass(frozen=True, kw_only=True)
class Months(Paged[MonthRow]):
    """One page of the months."""

    def url(self, page: int = 1) -> str:
        """Another page of it."""
        return f"{HERE}?page={page}" if page > 1 else HERE


def _row(seen: View, roster: Roster, word: Say) -> MonthRow:
    shifts: list[Shift] = [one for one in shifts_of(seen, roster.id) if one.state != "cancelled"]
    return MonthRow(
        roster,
        month_words(roster.id, word),
        len({one.day for one in shifts}),
        len(shifts),
        len({one.person for one in shifts if one.person}),
        sum(not one.person for one in shifts),
    )


def _months(seen: View, wanted: int, word: Say) -> Months:
    found = sorted(seen.find(Roster, "all", ""), key=lambda one: one.id, reverse=True)
    number = min(wanted, pages(len(found), PAGE))
    rows = [_row(seen, one, word) for one in cut(found, number, PAGE)]
    return Months(rows=rows, page=number, total=len(found), size=PAGE)


def _next_month(seen: View, day: str) -> str:
    """The first month from this one on that has no roster yet."""
    month = day[:7]
    while seen.get(Roster, month) is not None:
        month = step_month(month, 1)
    return month


def roster_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The months; with `refusal`, what was typed is still there."""
    with view(request) as seen:
        listing = _months(seen, read_page(request.query_params), say(request))
        following = _next_month(seen, today(request))
    return page(
        request,
        "office/roster.html",
        refusal=refusal,
        typed=data or Typed(),
        listing=listing,
        next_month=following,
    )


async def show_roster(request: Request) -> Response:
    """The months."""
    return roster_page(request)


async def do_make(request: Request) -> Response:
    """Make a month: it is proposed at once, as a draft that nobody but the office sees."""
    data = await form(request)
    given = typed(data)
    try:
        month = _asked(given["month"])
        with view(request) as seen:
            known = seen.get(Roster, month) is not None
        if not known:
            await write(request, lambda unit: propose_month(unit, act(request, data), month))
    except Refusal as refusal:
        return roster_page(request, refusal, given)
    return redirect(request, f"{HERE}/{month}")


def _asked(text: str) -> str:
    try:
        return month_of(text)
    except Refusal:
        raise Refusal("invalid", "month", "Hãy chọn một tháng.") from None


routes = [
    guarded(HERE, show_roster, "roster.read"),
    guarded(HERE, do_make, "roster.write", ["POST"]),
]
