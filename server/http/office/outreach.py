"""Outreach sessions: the list with the hamlets' coverage over a period above it, and both as a spreadsheet."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.outreach import sessions
from server.domain.commune import Hamlet
from server.domain.outreach import OutreachSession
from server.http.desk import view
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import page, say, today
from server.http.office.paging import Paged, cut, pages
from server.http.office.period import Period, read_period, usual_periods
from server.http.office.spreadsheet import workbook
from server.http.render import day
from server.http.security import guarded
from server.store.port import View

HERE = "/office/outreach"
PAGE = 50


@dataclass(frozen=True)
class Reached:
    """One hamlet in the period: sessions, people reached, and the day of the last session ever ('' for none)."""

    hamlet: Hamlet
    sessions: int
    people: int
    last: str


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[OutreachSession]):
    """One page of the sessions of a period, perhaps of one hamlet."""

    period: Period
    hamlet: str

    def url(self, path: str = HERE, page: int = 1, hamlet: str | None = None) -> str:
        """This list's address, another page of it, or that of another hamlet."""
        asked = {**self.period.query, "hamlet": self.hamlet if hamlet is None else hamlet}
        query = {name: value for name, value in asked.items() if value}
        if page > 1:
            query["page"] = str(page)
        return f"{path}?{urlencode(query)}"


def coverage(held: list[OutreachSession], period: Period, hamlets: list[Hamlet]) -> list[Reached]:
    """The hamlets: those without a session first, remote ones before others, then by how long ago the last one was."""
    low, high = period.first.isoformat(), period.last.isoformat()
    found = []
    for hamlet in hamlets:
        here = [one for one in held if one.hamlet == hamlet.id]
        within = [one for one in here if low <= one.day <= high]
        last = max((one.day for one in here), default="")
        found.append(Reached(hamlet, len(within), sum(one.people for one in within), last))
    return sorted(found, key=lambda one: (one.sessions > 0, not one.hamlet.remote, one.last, one.hamlet.name))


def _read(request: Request, seen: View) -> tuple[Listing, list[Reached], Names]:
    period = read_period(request.query_params, usual_periods(today(request))["year"])
    names, held, hamlet = Names(seen), sessions(seen), request.query_params.get("hamlet", "")[:80]
    low, high = period.first.isoformat(), period.last.isoformat()
    found = [one for one in held if low <= one.day <= high and (not hamlet or one.hamlet == hamlet)]
    number = min(read_page(request.query_params), pages(len(found), PAGE))
    rows = cut(found, number, PAGE)
    listing = Listing(period=period, hamlet=hamlet, rows=rows, page=number, total=len(found), size=PAGE)
    return listing, coverage(held, period, names.hamlets), names


async def show_outreach(request: Request) -> Response:
    """The hamlets in few words, then the sessions."""
    with view(request) as seen:
        listing, reached, names = _read(request, seen)
    periods = {name: f"{HERE}?{urlencode(one.query)}" for name, one in usual_periods(today(request)).items()}
    return page(
        request, "office/outreach.html", listing=listing, reached=reached, names=names, periods=periods, at=HERE
    )


async def export_outreach(request: Request) -> Response:
    """The sessions of the period and the hamlets, a sheet each."""
    word = say(request)
    with view(request) as seen:
        listing, reached, names = _read(request, seen)
        low, high = listing.period.first.isoformat(), listing.period.last.isoformat()
        held: list[dict[str, Any]] = [
            {
                word("office.outreach.day"): day(one.day),
                word("office.hamlet"): names.hamlet(one.hamlet),
                word("office.outreach.place"): one.place,
                word("office.outreach.topic"): one.topic,
                word("office.outreach.people"): str(one.people),
                word("office.outreach.led_by"): one.led_by,
                word("office.outreach.notes"): one.notes,
                word("office.outreach.next"): one.next,
                word("office.outreach.next_day"): day(one.next_day),
            }
            for one in sessions(seen)
            if low <= one.day <= high and (not listing.hamlet or one.hamlet == listing.hamlet)
        ]
    hamlets: list[dict[str, Any]] = [
        {
            word("office.hamlet"): one.hamlet.name,
            word("office.waiting.remote"): "x" if one.hamlet.remote else "",
            word("office.outreach.sessions"): str(one.sessions),
            word("office.outreach.people"): str(one.people),
            word("office.outreach.last"): day(one.last),
        }
        for one in reached
    ]
    sheets = {word("office.outreach.sessions"): held, word("office.outreach.by_hamlet"): hamlets}
    return workbook(request, "tuyen-truyen", sheets)


routes = [
    guarded(HERE, show_outreach, "contacts.read"),
    guarded(f"{HERE}.xlsx", export_outreach, "contacts.read"),
]
