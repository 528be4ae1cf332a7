"""The weekly follow-up calls: who received in a week and answered nothing at the door; no answer stands here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.follow_up import ToCall, to_call
from server.domain.items import Item
from server.domain.reconciliations import next_week, week_of
from server.domain.survey import OUTCOMES
from server.http.desk import view
from server.http.office.asked import Asked
from server.http.office.item_list import read_page
from server.http.office.names import Names, name_order
from server.http.office.page import Say, page, say, today
from server.http.office.paging import Paged, cut, pages
from server.http.office.reconciliation_lines import read_week
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day
from server.http.security import guarded

HERE = "/office/voice/calls"
PAGE = 50
STATES = ("open", *OUTCOMES, "all")
"""`open`: not called yet, or not reached so far."""


@dataclass(frozen=True)
class CallFilter(Asked):
    """What a URL asks for; `week` is ISO 8601 and always stands in the address: last week is another one next week."""

    here = HERE
    choices = MappingProxyType({"state": STATES})
    week: str = ""
    state: str = "open"

    def passes(self, row: ToCall) -> bool:
        """Whether a line is asked for."""
        outcome = row.call.outcome if row.call else ""
        if self.state == "open":
            return outcome in ("", "not_reached")
        return self.state == "all" or outcome == self.state


@dataclass(frozen=True, kw_only=True)
class Calls(Paged[ToCall]):
    """One page of the list."""

    filter: CallFilter

    def url(self, page: int = 1) -> str:
        """Another page."""
        return self.filter.url(page=page)


def read_filter(query: Mapping[str, str], today_: str) -> CallFilter:
    """The filter of a query: last week's unless another is asked for; what is not understood is not there."""
    last = next_week(week_of(date.fromisoformat(today_)), -1)
    return replace(CallFilter.read(query), week=read_week(query.get("week", last), today_).id)


async def show_calls(request: Request) -> Response:
    """The list of the week that the URL asks for."""
    wanted = read_filter(request.query_params, today(request))
    with view(request) as seen:
        everybody, names = to_call(seen, wanted.week), Names(seen)
    found = sorted(filter(wanted.passes, everybody), key=lambda row: name_order(row.delivery.item.name))
    number = min(read_page(request.query_params), pages(len(found), PAGE))
    return page(
        request,
        "office/voice_calls.html",
        listing=Calls(filter=wanted, rows=cut(found, number, PAGE), page=number, total=len(found), size=PAGE),
        week=read_week(wanted.week, today(request)),
        names=names,
        counts={state: sum(map(replace(wanted, state=state).passes, everybody)) for state in STATES},
        states=STATES,
    )


async def export_calls(request: Request) -> Response:
    """The list behind the URL as XLSX, without any answer."""
    wanted = read_filter(request.query_params, today(request))
    with view(request) as seen:
        found = sorted(filter(wanted.passes, to_call(seen, wanted.week)), key=lambda row: row.delivery.item.name)
        rows = list(_rows(found, Names(seen), say(request)))
    return spreadsheet(request, f"goi-hoi-tham-{wanted.week}", rows)


def _rows(found: list[ToCall], names: Names, word: Say) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(found, 1):
        item: Item = row.delivery.item
        yield {
            word("office.xlsx.number"): str(number),
            word("office.item.name"): item.name,
            word("office.item.phone"): item.phone,
            word("office.hamlet"): names.place(item),
            word("office.call.received"): day(row.delivery.day),
            word("office.call.what"): item.what.title,
            word("office.call.state"): word(f"office.call.{row.call.outcome if row.call else 'open'}"),
            word("office.call.tries"): str(row.call.tries if row.call else 0),
        }


routes = [
    guarded(HERE, show_calls, "voice.read"),
    guarded(f"{HERE}.xlsx", export_calls, "voice.read"),
]
