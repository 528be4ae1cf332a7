"""The list of dossiers, and the same list as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar import calendar
from server.domain.dossiers import Dossier
from server.domain.procedures import Procedure
from server.domain.times import VIETNAM
from server.http.desk import view
from server.http.office.dossier_filter import (
    CHANNELS,
    DUES,
    LANES,
    STATES,
    Filter,
    Now,
    matching,
)
from server.http.office.dossier_words import Badge, badge
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import Say, page, say
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, day
from server.http.security import guarded
from server.store.port import View

PAGE = 50


@dataclass(frozen=True)
class Row:
    """One dossier of the list."""

    dossier: Dossier
    hamlet: str
    badge: Badge


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[Row]):
    """One page of the list of dossiers."""

    filter: Filter

    def url(self, path: str = "/office/dossiers", page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def moment(request: Request, seen: View) -> Now:
    """This moment, and the next working day: what is due by then is due soon."""
    now = request.app.state.clock()
    return Now(now, calendar(seen).next_working_day(now.astimezone(VIETNAM).date()))


def fields(seen: View) -> list[str]:
    """The fields of the catalogue, in order."""
    return sorted({one.field for one in seen.find(Procedure, "all", "")})


async def show_dossiers(request: Request) -> Response:
    """The list that the URL asks for."""
    query = request.query_params
    with view(request) as seen:
        wanted, now, names = Filter.read(query), moment(request, seen), Names(seen)
        found = matching(seen, wanted, now)
        number = min(read_page(query), pages(len(found), PAGE))
        rows = [
            Row(one, names.hamlet(one.applicant.hamlet), badge(one, now.at, now.soon, say(request)))
            for one in cut(found, number, PAGE)
        ]
        shown = Listing(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE)
        hamlets, known_fields = names.hamlets, fields(seen)
    choices: dict[str, Any] = {"states": STATES, "dues": DUES, "lanes": LANES, "channels": CHANNELS}
    return page(request, "office/dossiers.html", listing=shown, hamlets=hamlets, fields=known_fields, **choices)


async def export_dossiers(request: Request) -> Response:
    """The whole list behind the URL, not only its page, as XLSX."""
    with view(request) as seen:
        now = moment(request, seen)
        rows = list(_rows(seen, matching(seen, Filter.read(request.query_params), now), now, say(request)))
    return spreadsheet(request, "ho-so", rows)


def _rows(seen: View, found: list[Dossier], now: Now, word: Say) -> Iterator[dict[str, Any]]:
    names = Names(seen)
    for number, one in enumerate(found, 1):
        result = one.result
        yield {
            word("office.xlsx.number"): str(number),
            word("office.dossier.no"): one.no,
            word("office.dossier.external_code"): one.external_code,
            word("office.dossier.procedure"): one.procedure_name,
            word("office.dossier.field"): one.field,
            word("office.dossier.applicant"): one.applicant.name,
            word("office.item.birth"): day(one.applicant.birth),
            word("office.hamlet"): names.hamlet(one.applicant.hamlet),
            word("office.dossier.address"): one.applicant.address,
            word("office.item.phone"): one.applicant.phone,
            word("office.dossier.received_at"): f"{day(one.received_at)} {clock(one.received_at)}".strip(),
            word("office.dossier.due_at"): f"{day(one.due_at)} {clock(one.due_at)}".strip(),
            word("office.dossier.state"): word(f"office.dossier.state.{one.state}"),
            word("office.dossier.due"): badge(one, now.at, now.soon, word).words,
            word("office.dossier.lane"): word(f"office.dossier.lane.{one.lane}"),
            word("office.dossier.channel_out"): word(f"office.dossier.channel.{one.channel_out}"),
            word("office.dossier.settled_at"): day(result.at) if result else "",
            word("office.dossier.returned_at"): day(result.returned_at) if result else "",
            word("office.dossier.visits"): str(one.visits),
        }


routes = [
    guarded("/office/dossiers", show_dossiers, "dossiers.read"),
    guarded("/office/dossiers.xlsx", export_dossiers, "dossiers.read"),
]
