"""The log of contacts: the list that the URL asks for, and the same list as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.domain.contacts import CONTACT_CHANNELS, Contact
from server.http.desk import view
from server.http.office.contact_filter import HERE, RESULTS, STATES, Filter, matching, overdue_count
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import Say, page, say, today
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, day
from server.http.security import guarded
from server.store.port import View

PAGE = 50


@dataclass(frozen=True)
class Row:
    """One contact of the list."""

    contact: Contact
    hamlet: str
    made_by: str
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[Row]):
    """One page of the log."""

    filter: Filter

    def url(self, path: str = HERE, page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


async def show_contacts(request: Request) -> Response:
    """The list that the URL asks for."""
    now = today(request)
    with view(request) as seen:
        wanted, names = Filter.read(request.query_params), Names(seen)
        found = matching(seen, wanted, now)
        number = min(read_page(request.query_params), pages(len(found), PAGE))
        rows = [
            Row(one, names.hamlet(one.hamlet), names.person(one.made_by), one.overdue(now))
            for one in cut(found, number, PAGE)
        ]
        listing = Listing(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE)
        overdue, hamlets = overdue_count(seen, now), names.hamlets
    return page(
        request,
        "office/contacts.html",
        listing=listing,
        overdue=overdue,
        hamlets=hamlets,
        states=STATES,
        channels=CONTACT_CHANNELS,
        results=RESULTS,
    )


async def export_contacts(request: Request) -> Response:
    """The whole list behind the URL, not only its page, as XLSX."""
    with view(request) as seen:
        found = matching(seen, Filter.read(request.query_params), today(request))
        rows = list(_rows(seen, found, say(request)))
    return spreadsheet(request, "lien-he", rows)


def _rows(seen: View, found: list[Contact], word: Say) -> Iterator[dict[str, Any]]:
    names = Names(seen)
    for number, one in enumerate(found, 1):
        yield {
            word("office.xlsx.number"): str(number),
            word("office.contact.when"): f"{day(one.made_at)} {clock(one.made_at)}",
            word("office.contact.channel"): word(f"office.contact.channel.{one.channel}"),
            word("office.contact.direction"): word(f"office.contact.direction.{one.direction}"),
            word("office.contact.name"): one.name,
            word("office.item.phone"): one.phone,
            word("office.hamlet"): names.hamlet(one.hamlet),
            word("office.contact.what"): one.what,
            word("office.contact.outcome"): word(f"office.contact.outcome.{one.outcome or 'none'}"),
            word("office.contact.note"): one.note,
            word("office.contact.follow_up"): day(one.follow_up),
            word("office.contact.state"): word(f"office.contact.state.{one.state}"),
            word("office.contact.made_by"): names.person(one.made_by),
        }


routes = [
    guarded(HERE, show_contacts, "contacts.read"),
    guarded(f"{HERE}.xlsx", export_contacts, "contacts.read"),
]
