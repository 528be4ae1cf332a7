"""The list of requests for service at home, and the same list as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.request_matches import OpenPapers
from server.domain.dossiers import Dossier
from server.domain.requests import SOURCES, UNSERVED, HomeRequest
from server.domain.times import instant, local_day
from server.http.desk import view
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import Say, page, say, today
from server.http.office.paging import Paged, cut, pages
from server.http.office.request_filter import GROUPS, STATES, Filter, matching
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, day
from server.http.security import guarded
from server.store.port import View

PAGE = 50


@dataclass(frozen=True)
class Row:
    """One request of the list. `ready`: something that fits lies at the desk, or its dossier has its result."""

    request: HomeRequest
    hamlet: str
    made_by: str
    days: int
    ready: bool


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[Row]):
    """One page of the list of requests."""

    filter: Filter

    def url(self, path: str = "/office/requests", page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def waiting_days(request: HomeRequest, today_: str) -> int:
    """For how many days it has waited, or did until it was decided against or served."""
    closed = request.served_at or request.decided_at
    until = local_day(instant(closed)) if closed and request.state not in UNSERVED else today_
    since = local_day(instant(request.made_at))
    return max(0, (date.fromisoformat(until) - date.fromisoformat(since)).days)


def is_ready(view: View, request: HomeRequest, papers: OpenPapers) -> bool:
    """Whether a clerk can do something now: a paper that fits, or a result that is there."""
    if request.items or request.state not in UNSERVED:
        return False
    dossier = view.get(Dossier, request.dossier) if request.dossier else None
    return (dossier is not None and dossier.state == "done") or bool(papers.of(request))


async def show_requests(request: Request) -> Response:
    """The list that the URL asks for."""
    query = request.query_params
    with view(request) as seen:
        wanted, names, papers = Filter.read(query), Names(seen), OpenPapers(seen)
        found = matching(seen, wanted)
        number = min(read_page(query), pages(len(found), PAGE))
        rows = [
            Row(
                one,
                names.hamlet(one.person.hamlet),
                names.person(one.made_by),
                waiting_days(one, today(request)),
                is_ready(seen, one, papers),
            )
            for one in cut(found, number, PAGE)
        ]
        listing = Listing(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE)
        hamlets = names.hamlets
    return page(
        request,
        "office/requests.html",
        listing=listing,
        hamlets=hamlets,
        states=STATES,
        groups=GROUPS,
        sources=SOURCES,
    )


async def export_requests(request: Request) -> Response:
    """The whole list behind the URL, not only its page, as XLSX."""
    with view(request) as seen:
        found = matching(seen, Filter.read(request.query_params))
        rows = list(_rows(seen, found, today(request), say(request)))
    return spreadsheet(request, "yeu-cau", rows)


def _rows(seen: View, found: list[HomeRequest], today_: str, word: Say) -> Iterator[dict[str, Any]]:
    names = Names(seen)
    for number, one in enumerate(found, 1):
        person = one.person
        yield {
            word("office.xlsx.number"): str(number),
            word("office.item.name"): person.name,
            word("office.item.birth"): day(person.birth),
            word("office.hamlet"): names.hamlet(person.hamlet) or person.address,
            word("office.item.way"): one.way,
            word("office.item.phone"): person.phone,
            word("office.request.wanted"): word(f"office.wanted.{one.wanted}"),
            word("office.request.title"): one.title,
            word("office.request.dossier_code"): one.dossier_code,
            word("office.request.category"): word(f"office.category.{one.category or 'none'}"),
            word("office.request.mobility"): word(f"office.mobility.{one.mobility or 'unknown'}"),
            word("office.request.channel"): word(f"office.request.channel.{one.channel}"),
            word("office.request.made_at"): f"{day(one.made_at)} {clock(one.made_at)}",
            word("office.request.source"): word(f"office.request.source.{one.source}"),
            word("office.request.made_by"): names.person(one.made_by),
            word("office.request.waits"): str(waiting_days(one, today_)),
            word("office.request.state"): word(f"office.request.state.{one.state}"),
            word("office.request.reason"): one.reason or one.granted,
        }


routes = [
    guarded("/office/requests", show_requests, "requests.read"),
    guarded("/office/requests.xlsx", export_requests, "requests.read"),
]
