"""The unions and the people they send: who can come when, who is away, how much each has; filtered by the URL."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.availability import availability, cadres
from server.actions.roster import shifts_of
from server.actions.unions import add_union, change_union, unions
from server.domain.availability import Absence, Availability
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.unions import Union
from server.http.desk import act, form, view, write
from server.http.office.asked import Asked, holds
from server.http.office.item_list import read_page
from server.http.office.names import Names, name_order
from server.http.office.page import Typed, page, say, today, typed
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day as shown_day
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View

PAGE = 50
HERE = "/office/roster/people"


@dataclass(frozen=True)
class Filter(Asked):
    """What a URL asks for. `union` is an id; `away`, '1' or '', leaves only who is away on a day to come."""

    here = HERE
    choices = MappingProxyType({"away": ("1",)})
    q: str = ""
    union: str = ""
    away: str = ""


class PersonRow(NamedTuple):
    """One person: when he cannot come, the absences still to come, how many shifts this month and at most."""

    person: Person
    union: str
    known: Availability
    absences: list[Absence]
    month: int


@dataclass(frozen=True, kw_only=True)
class People(Paged[PersonRow]):
    """One page of the people."""

    filter: Filter

    def url(self, path: str = HERE, page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


class UnionRow(NamedTuple):
    """One union and how many people it sends."""

    union: Union
    people: int


def matching(seen: View, wanted: Filter, day: str) -> list[PersonRow]:
    """All that a filter lets through, by union in the order of the rotation, then by name."""
    names, order = Names(seen), {one.id: place for place, one in enumerate(unions(seen))}
    duties = Counter(one.person for one in shifts_of(seen, day[:7]) if one.state != "cancelled")
    rows = []
    for one in cadres(seen, day):
        known = availability(seen, one.id)
        ahead = [absence for absence in known.absences if absence.last >= day]
        fits = (not wanted.union or one.union == wanted.union) and (not wanted.away or bool(ahead))
        if fits and holds(f"{one.name} {one.position} {one.phone}", wanted.q):
            rows.append(PersonRow(one, names.union(one.union), known, ahead, duties[one.id]))
    return sorted(rows, key=lambda row: (order.get(row.person.union or "", len(order)), name_order(row.person.name)))


def people_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """Unions and people; with `refusal`, what was typed is still there."""
    wanted, day = Filter.read(request.query_params), today(request)
    with view(request) as seen:
        found = matching(seen, wanted, day)
        sent = Counter(one.union for one in cadres(seen, day))
        rows = [UnionRow(one, sent[one.id]) for one in unions(seen)]
    number = min(read_page(request.query_params), pages(len(found), PAGE))
    listing = People(filter=wanted, rows=cut(found, number, PAGE), page=number, total=len(found), size=PAGE)
    return page(
        request,
        "office/roster_people.html",
        refusal=refusal,
        typed=data or Typed(),
        blank=Typed(),
        listing=listing,
        unions=rows,
    )


async def show_people(request: Request) -> Response:
    """Unions and people."""
    return people_page(request)


async def export_people(request: Request) -> Response:
    """The people as XLSX, with the same filter."""
    word = say(request)
    with view(request) as seen:
        found = matching(seen, Filter.read(request.query_params), today(request))
    rows = [
        {
            word("office.person.name"): row.person.name,
            word("office.roster.union"): row.union,
            word("office.person.position"): row.person.position,
            word("office.person.phone"): row.person.phone,
            word("office.roster.never"): ", ".join(
                f"{word(f'office.roster.part.{half.part}')} {word(f'office.weekday.{half.weekday}')}"
                for half in row.known.never
            ),
            word("office.roster.absences"): "; ".join(
                f"{shown_day(one.first)}–{shown_day(one.last)} {one.why}".strip() for one in row.absences
            ),
            word("office.roster.most"): "" if row.known.most is None else str(row.known.most),
            word("office.roster.load.month"): str(row.month),
        }
        for row in found
    ]
    return spreadsheet(request, "nguoi-truc", rows)


async def do_add_union(request: Request) -> Response:
    """One more union."""
    data = await form(request)
    given = typed(data)
    try:
        await write(
            request,
            lambda unit: add_union(unit, act(request, data), given["name"], given["short"], _day(given["valid_from"])),
        )
    except Refusal as refusal:
        return people_page(request, refusal, Typed({**given, "form": "new"}))
    return redirect(request, HERE)


async def do_change_union(request: Request) -> Response:
    """Another name, another place in the rotation, or its last day."""
    id_, data = request.path_params["id"], await form(request)
    given = typed(data)
    order = int(given["order"]) if given["order"].isascii() and given["order"].isdigit() else 0
    try:
        await write(
            request,
            lambda unit: change_union(
                unit,
                act(request, data),
                id_,
                name=given["name"],
                short=given["short"],
                order=min(order, 999),
                active=bool(given["active"]),
                valid_to=_day(given["valid_to"]),
            ),
        )
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return people_page(request, refusal, Typed({**given, "form": id_}))
    return redirect(request, HERE)


def _day(text: str) -> str:
    """A day or none. Refuses invalid."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise Refusal("invalid", "valid_from", "Ngày chưa đúng.") from None


routes = [
    guarded(HERE, show_people, "roster.read"),
    guarded(f"{HERE}.xlsx", export_people, "roster.read"),
    guarded("/office/roster/unions", do_add_union, "roster.write", ["POST"]),
    guarded("/office/roster/unions/{id}", do_change_union, "roster.write", ["POST"]),
]
