"""The complaints that one may read (R42): the list that the URL asks for, and the same list as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.complaint_acts import readable
from server.domain.complaints import Complaint
from server.http.desk import view
from server.http.office.complaint_filter import HERE, STATES, ComplaintFilter, matching
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import Say, acting, page, say, today
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day
from server.http.security import guarded
from server.store.port import View

PAGE = 50


@dataclass(frozen=True)
class ComplaintRow:
    """One complaint of the list, with whom it is about and who sees to it, by name."""

    complaint: Complaint
    about: str
    assigned: str
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class Complaints(Paged[ComplaintRow]):
    """One page of the list."""

    filter: ComplaintFilter

    def url(self, path: str = HERE, page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def about_words(complaint: Complaint, names: Names, word: Say) -> str:
    """Whom a complaint is about: a person's name, all of a role, or nobody."""
    if complaint.about == "person":
        return ", ".join(names.person(one) for one in complaint.concerned)
    return word(f"office.role.{complaint.role}") if complaint.about == "role" else word("office.complaint.about.nobody")


async def show_complaints(request: Request) -> Response:
    """The list."""
    now, who, word = today(request), acting(request), say(request)
    with view(request) as seen:
        wanted, names = ComplaintFilter.read(request.query_params), Names(seen)
        found = matching(seen, who, wanted, now)
        number = min(read_page(request.query_params), pages(len(found), PAGE))
        rows = [
            ComplaintRow(one, about_words(one, names, word), names.person(one.assigned), one.overdue(now))
            for one in cut(found, number, PAGE)
        ]
        overdue = sum(one.overdue(now) for one in readable(seen, who, "waiting"))
    listing = Complaints(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE)
    return page(request, "office/complaints.html", listing=listing, overdue=overdue, states=STATES)


async def export_complaints(request: Request) -> Response:
    """The whole list behind the URL, not only its page, as XLSX."""
    with view(request) as seen:
        found = matching(seen, acting(request), ComplaintFilter.read(request.query_params), today(request))
        rows = list(_rows(seen, found, say(request)))
    return spreadsheet(request, "gop-y", rows)


def _rows(seen: View, found: list[Complaint], word: Say) -> Iterator[dict[str, Any]]:
    names = Names(seen)
    for number, one in enumerate(found, 1):
        yield {
            word("office.xlsx.number"): str(number),
            word("office.complaint.sent"): day(one.sent),
            word("office.complaint.about"): about_words(one, names, word),
            word("office.hamlet"): names.hamlet(one.hamlet),
            word("office.complaint.day"): day(one.day),
            word("office.complaint.text"): one.text,
            word("office.complaint.state"): word(f"office.complaint.state.{one.state}"),
            word("office.complaint.due"): day(one.due),
            word("office.complaint.assigned"): names.person(one.assigned),
            word("office.complaint.replies"): "\n".join(each.text for each in one.words if each.by == "commune"),
        }


routes = [
    guarded(HERE, show_complaints, "complaints.read"),
    guarded(f"{HERE}.xlsx", export_complaints, "complaints.read"),
]
