"""The desk's queue: what phones and the desk wrote, and the same list as a spreadsheet, without what was filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.domain.dossiers import Dossier
from server.domain.filled_forms import FilledForm
from server.domain.form_faults import whole_faults
from server.domain.forms import Form
from server.domain.people import Person
from server.http.desk import view
from server.http.office.desk_filter import STATES, Filter, matching
from server.http.office.item_list import read_page
from server.http.office.names import Names, name_order
from server.http.office.page import Say, page, say
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, day
from server.http.security import guarded
from server.store.port import View

PAGE = 50


@dataclass(frozen=True)
class Row:
    """One filled form of the queue; `faults` counts what breaks the form's rules."""

    form: FilledForm
    hamlet: str
    scribe: str
    union: str
    faults: int


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[Row]):
    """One page of the queue."""

    filter: Filter

    def url(self, path: str = "/office/desk", page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def form_behind(request: Request, filled: FilledForm) -> Form | None:
    """The form by which something was filled in, None if it is none of ours."""
    found: Form | None = request.app.state.forms.get(filled.form)
    return found


def how_many_faults(request: Request, filled: FilledForm) -> int:
    """How many rules the values break; 0 once they are erased, or where nobody knows the form."""
    form = form_behind(request, filled)
    return len(whole_faults(form, filled.values)) if form and filled.is_open and not filled.erased_at else 0


async def show_queue(request: Request) -> Response:
    """The list that the URL asks for."""
    query = request.query_params
    with view(request) as seen:
        wanted, names = Filter.read(query), Names(seen)
        found = matching(seen, wanted)
        number = min(read_page(query), pages(len(found), PAGE))
        rows = [_row(request, one, names) for one in cut(found, number, PAGE)]
        listing = Listing(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE)
        scribes = sorted(((id_, names.person(id_)) for id_ in _scribes(seen)), key=lambda one: name_order(one[1]))
        unions = [(union.id, union.name) for union in names.unions]
        waiting = {state: seen.count(FilledForm, "state", state) for state in ("waiting", "sent_back", "checked")}
    forms = sorted(request.app.state.forms.values(), key=lambda one: name_order(one.title.vi))
    return page(
        request,
        "office/desk.html",
        listing=listing,
        states=STATES,
        forms=forms,
        scribes=scribes,
        unions=unions,
        waiting=waiting,
        faulty=request.app.state.form_files.faulty,
    )


def _row(request: Request, one: FilledForm, names: Names) -> Row:
    return Row(
        one,
        names.hamlet(one.declarant.hamlet) or one.declarant.address,
        names.person(one.scribe),
        names.union(one.union),
        how_many_faults(request, one),
    )


def _scribes(seen: View) -> set[str]:
    """Everybody who wrote one: people of the service are some dozens, forms may be many thousands."""
    return {person.id for person in seen.find(Person, "all", "") if seen.count(FilledForm, "scribe", person.id)}


async def export_queue(request: Request) -> Response:
    """The whole list behind the URL, not only its page, as XLSX."""
    with view(request) as seen:
        rows = list(_rows(seen, matching(seen, Filter.read(request.query_params)), say(request)))
    return spreadsheet(request, "ban-viet-ho", rows)


def _rows(seen: View, found: list[FilledForm], word: Say) -> Iterator[dict[str, Any]]:
    names = Names(seen)
    for number, one in enumerate(found, 1):
        dossier = seen.get(Dossier, one.dossier) if one.dossier else None
        yield {
            word("office.xlsx.number"): str(number),
            word("office.desk.made_at"): f"{day(one.made_at)} {clock(one.made_at)}",
            word("office.desk.declarant"): one.declarant.name,
            word("office.hamlet"): names.hamlet(one.declarant.hamlet) or one.declarant.address,
            word("office.desk.form"): one.title,
            word("office.desk.procedure_code"): one.procedure,
            word("office.desk.procedure"): one.procedure_name,
            word("office.desk.scribe"): names.person(one.scribe),
            word("office.desk.union"): names.union(one.union),
            word("office.desk.place"): word(f"office.desk.place.{one.place}"),
            word("office.desk.read_back"): word("office.yes") if one.read_back else word("office.no"),
            word("office.desk.signing"): word(f"office.desk.signing.{one.signing.by or 'unknown'}"),
            word("office.desk.guided"): word("office.yes") if one.guided or one.dossier else word("office.no"),
            word("office.desk.state"): word(f"office.desk.state.{one.state}"),
            word("office.desk.reason"): one.reason,
            word("office.desk.dossier"): dossier.no if dossier else "",
        }


routes = [
    guarded("/office/desk", show_queue, "desk.read"),
    guarded("/office/desk.xlsx", export_queue, "desk.read"),
]
