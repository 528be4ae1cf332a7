"""Who is entitled and not served: the hamlets' coverage over a period, then the people, the longest wait first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.equity import equity_between
from server.domain.commune import Hamlet
from server.domain.equity import Coverage, Entitled, Equity
from server.domain.names import folded
from server.http.desk import view
from server.http.office.item_list import read_page
from server.http.office.page import Say, page, say, today
from server.http.office.paging import Paged, cut, pages
from server.http.office.period import Period, read_period, usual_periods
from server.http.office.spreadsheet import workbook
from server.http.office.waiting import matters
from server.http.render import day
from server.http.security import guarded

HERE = "/office/equity"
PAGE = 50
STATES = ("waiting", "unasked", "known")
ENOUGH = 10
"""Below so many known people a share in percent says more than it knows: only the two numbers are shown."""


@dataclass(frozen=True)
class Filter:
    """What a URL asks for; empty leaves nothing out. `hamlet` is an id or 'none', `state` one of STATES."""

    period: Period
    q: str = ""
    hamlet: str = ""
    remote: str = ""
    state: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether it leaves out anybody."""
        return any((self.q, self.hamlet, self.remote, self.state))

    def passes(self, hamlet: Hamlet | None, one: Entitled) -> bool:
        """Whether somebody is asked for."""
        return (
            (not self.hamlet or (hamlet.id if hamlet else "none") == self.hamlet)
            and (not self.remote or bool(hamlet and hamlet.remote))
            and (self.state != "waiting" or one.waiter is not None)
            and (self.state != "unasked" or one.waiter is None)
            and (self.state != "known" or one.known)
            and all(f" {word}" in f" {folded(one.name)} {one.birth[:4]}" for word in folded(self.q).split())
        )


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[tuple[Hamlet | None, Entitled]]):
    """One page of the people."""

    filter: Filter

    def url(self, path: str = HERE, page: int = 1, **other: str) -> str:
        """This list's address, another page of it, or the same with something else asked for."""
        asked = self.filter
        own = {"q": asked.q, "hamlet": asked.hamlet, "remote": asked.remote, "state": asked.state}
        query = {name: value for name, value in {**asked.period.query, **own, **other}.items() if value}
        if page > 1:
            query["page"] = str(page)
        return f"{path}?{urlencode(query)}"


def _read(request: Request) -> tuple[Filter, Equity]:
    query, now = request.query_params, today(request)
    period = read_period(query, usual_periods(now)["year"])
    state = query.get("state", "")
    wanted = Filter(
        period,
        q=" ".join(query.get("q", "").split())[:100],
        hamlet=query.get("hamlet", "")[:80],
        remote="1" if query.get("remote") == "1" else "",
        state=state if state in STATES else "",
    )
    with view(request) as seen:
        return wanted, equity_between(seen, period.first, period.last, now)


def share(one: Coverage) -> str:
    """`12/30 (40 %)`: never a percentage without its numbers, and none of a handful."""
    text = f"{one.served}/{one.known}"
    return f"{text} ({round(100 * one.served / one.known)} %)" if one.known >= ENOUGH else text


async def show_equity(request: Request) -> Response:
    """The list that the URL asks for, with the hamlets above it."""
    wanted, made = _read(request)
    found = [(hamlet, one) for hamlet, one in made.people if wanted.passes(hamlet, one)]
    number = min(read_page(request.query_params), pages(len(found), PAGE))
    rows, word = cut(found, number, PAGE), say(request)
    return page(
        request,
        "office/equity.html",
        listing=Listing(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE),
        covered=made.hamlets,
        share=share,
        states=STATES,
        matters=lambda waiter: "; ".join(matters(waiter, word)),
        periods={name: f"{HERE}?{urlencode(one.query)}" for name, one in usual_periods(today(request)).items()},
    )


async def export_equity(request: Request) -> Response:
    """The whole list behind the URL and the hamlets, a sheet each."""
    (wanted, made), word = _read(request), say(request)
    found = [(hamlet, one) for hamlet, one in made.people if wanted.passes(hamlet, one)]
    sheets = {
        word("office.equity.people"): list(_people(found, word)),
        word("office.outreach.by_hamlet"): list(_hamlets(made, word)),
    }
    return workbook(request, "tiep-can", sheets)


def _people(found: list[tuple[Hamlet | None, Entitled]], word: Say) -> Iterator[dict[str, Any]]:
    for number, (hamlet, one) in enumerate(found, 1):
        yield {
            word("office.xlsx.number"): str(number),
            word("office.item.name"): one.name,
            word("office.item.birth"): day(one.birth),
            word("office.hamlet"): hamlet.name if hamlet else "",
            word("office.waiting.remote"): "x" if hamlet and hamlet.remote else "",
            word("office.item.phone"): one.phone,
            word("office.request.category"): word(f"office.category.{one.category or 'none'}"),
            word("office.request.mobility"): word(f"office.mobility.{one.mobility or 'unknown'}"),
            word("office.request.wanted"): "; ".join(matters(one.waiter, word)) if one.waiter else "",
            word("office.waiting.since"): day(one.waiter.since) if one.waiter else "",
            word("office.request.waits"): str(one.days) if one.waiter else "",
        }


def _hamlets(made: Equity, word: Say) -> Iterator[dict[str, Any]]:
    for one in made.hamlets:
        yield {
            word("office.hamlet"): one.hamlet.name if one.hamlet else word("office.filter.no_hamlet"),
            word("office.waiting.remote"): "x" if one.hamlet and one.hamlet.remote else "",
            word("office.equity.known"): str(one.known),
            word("office.equity.served"): str(one.served),
            word("office.equity.waiting"): str(one.waiting),
            word("office.equity.unasked"): str(one.unasked),
            word("office.equity.longest"): str(one.longest) if one.waits else "",
            word("office.outreach.sessions"): str(one.sessions),
            word("office.outreach.last"): day(one.last_session),
        }


routes = [
    guarded(HERE, show_equity, "contacts.read"),
    guarded(f"{HERE}.xlsx", export_equity, "contacts.read"),
]
