"""The rounds: the open ones and the closed ones, page by page, and the same list as a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.domain.people import DELIVERERS, Person
from server.domain.rounds import Round
from server.http.desk import view
from server.http.office.items import on_the_road
from server.http.office.names import Names, name_order
from server.http.office.page import Say, page, say, today
from server.http.office.round_lines import RoundLine, round_line
from server.http.office.round_list import RoundFilter, matching_rounds, round_list
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, day
from server.http.security import guarded
from server.store.port import View


async def show_rounds(request: Request) -> Response:
    """Open rounds by due day, or closed ones, the newest first."""
    with view(request) as seen:
        listing = round_list(seen, request.query_params, today(request))
        wanted, names = listing.filter, Names(seen)
        deliverers = _carried(seen, names) if wanted.closed else on_the_road(seen, names, wanted.deliverer)
        open_count = seen.count(Round, "open", "")
    return page(request, "office/rounds.html", listing=listing, deliverers=deliverers, open_count=open_count)


def _carried(seen: View, names: Names) -> list[tuple[str, str]]:
    """(id, name) of those who carried a bag at any time, by name."""
    people = [one for role in DELIVERERS for one in seen.find(Person, "role", role)]
    found = [(one.id, one.name) for one in people if seen.count(Round, "deliverer", one.id)]
    return sorted(found, key=lambda one: name_order(one[1]))


async def export_rounds(request: Request) -> Response:
    """The whole list behind the URL as XLSX."""
    with view(request) as seen:
        names, now = Names(seen), today(request)
        found = matching_rounds(seen, RoundFilter.read(request.query_params))
        rows = list(_rows([round_line(seen, one, names, now) for one in found], say(request)))
    return spreadsheet(request, "dot-giao", rows)


def _rows(lines: list[RoundLine], word: Say) -> Iterator[dict[str, Any]]:
    for line in lines:
        round_ = line.round
        yield {
            word("office.round.no"): str(round_.no),
            word("office.round.deliverer"): line.deliverer,
            word("office.round.hamlets"): line.hamlets,
            word("office.round.due"): day(round_.due),
            word("office.round.state"): word(f"office.round.is.{round_.state}"),
            word("office.round.packed_at"): _moment(round_.packed_at),
            word("office.round.given_at"): _moment(round_.given_at),
            word("office.round.accepted_at"): _moment(round_.accepted_at),
            word("office.round.closed_at"): _moment(round_.closed_at),
            word("office.xlsx.items"): str(line.total),
            word("office.round.progress"): str(line.done),
            word("office.xlsx.missing"): str(len(round_.missing)),
        }


def _moment(at: str | None) -> str:
    return f"{day(at)} {clock(at)}".strip()


routes = [
    guarded("/office/rounds", show_rounds, "rounds.read"),
    guarded("/office/rounds.xlsx", export_rounds, "rounds.read"),
]
