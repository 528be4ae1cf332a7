"""Who waits longest, by hamlet: the list, and the same list as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.waiting import waiting
from server.domain.waiting import HamletWaiting, Waiter
from server.http.desk import view
from server.http.office.asked import Asked, holds
from server.http.office.custody_words import where
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import Say, page, say, today
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day
from server.http.security import guarded

PAGE = 50
NO_HAMLET = "none"


@dataclass(frozen=True)
class Filter(Asked):
    """What a URL asks for; empty leaves nothing out. `hamlet` is an id, or 'none'; the last two are '1' or ''."""

    here = "/office/waiting"
    choices = MappingProxyType({"remote": ("1",), "overdue": ("1",)})
    q: str = ""
    hamlet: str = ""
    remote: str = ""
    overdue: str = ""


@dataclass(frozen=True)
class Line:
    """One person who waits; `opens` the group where a new hamlet begins on the page."""

    group: HamletWaiting
    waiter: Waiter
    opens: bool = False
    places: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """Where something can be done: the request, else the paper."""
        if self.waiter.requests:
            return f"/office/requests/{self.waiter.requests[0].id}"
        return f"/office/items/{self.waiter.items[0].id}"


@dataclass(frozen=True, kw_only=True)
class Lines(Paged[Line]):
    """One page of the list."""

    filter: Filter

    def url(self, path: str = "/office/waiting", page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def matching(groups: list[HamletWaiting], wanted: Filter) -> list[tuple[HamletWaiting, Waiter]]:
    """Everybody whom a filter lets through, hamlet by hamlet, the longest first."""
    return [
        (group, one)
        for group in groups
        if (not wanted.hamlet or (group.hamlet.id if group.hamlet else NO_HAMLET) == wanted.hamlet)
        and (not wanted.remote or (group.hamlet is not None and group.hamlet.remote))
        for one in group.people
        if (not wanted.overdue or one.overdue) and (not wanted.q or holds(f"{one.name} {one.birth[:4]}", wanted.q))
    ]


async def show_waiting(request: Request) -> Response:
    """The list that the URL asks for, with the hamlets in few words above it."""
    word = say(request)
    with view(request) as seen:
        groups, names, wanted = waiting(seen, today(request)), Names(seen), Filter.read(request.query_params)
        found = matching(groups, wanted)
        number = min(read_page(request.query_params), pages(len(found), PAGE))
        rows, before = [], None
        for group, one in cut(found, number, PAGE):
            places = tuple(where(item, names, word) or word(f"office.state.{item.custody.state}") for item in one.items)
            rows.append(Line(group, one, group is not before, places))
            before = group
        hamlets = names.hamlets
    listing = Lines(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE)
    return page(request, "office/waiting.html", listing=listing, groups=groups, hamlets=hamlets)


async def export_waiting(request: Request) -> Response:
    """The whole list behind the URL, not only its page, as XLSX."""
    with view(request) as seen:
        found = matching(waiting(seen, today(request)), Filter.read(request.query_params))
    return spreadsheet(request, "ai-cho-lau", list(_rows(found, say(request))))


def _rows(found: list[tuple[HamletWaiting, Waiter]], word: Say) -> Iterator[dict[str, Any]]:
    for number, (group, one) in enumerate(found, 1):
        yield {
            word("office.xlsx.number"): str(number),
            word("office.hamlet"): group.hamlet.name if group.hamlet else "",
            word("office.waiting.remote"): "x" if group.hamlet and group.hamlet.remote else "",
            word("office.item.name"): one.name,
            word("office.item.birth"): day(one.birth),
            word("office.waiting.since"): day(one.since),
            word("office.request.waits"): str(one.days),
            word("office.request.wanted"): "; ".join(matters(one, word)),
            word("office.waiting.overdue"): "x" if one.overdue else "",
            word("office.waiting.unanswered"): "x" if one.unanswered else "",
        }


def matters(one: Waiter, word: Say) -> list[str]:
    """What somebody waits for, in words."""
    asked = [request.title or word(f"office.wanted.{request.wanted}") for request in one.requests if not request.items]
    return [*asked, *(item.what.title for item in one.items)]


routes = [
    guarded("/office/waiting", show_waiting, "requests.read"),
    guarded("/office/waiting.xlsx", export_waiting, "requests.read"),
]
