"""The supervisor's queue (R62): what is overdue, stuck, unsigned, unreconciled; and reminding people of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from server.actions.oversight import MATTERS, Concern, concerns, remind, reminders
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.reminders import HOWS, Reminder
from server.http.desk import act, form, view, write
from server.http.office.asked import Asked
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import Say, Typed, page, say, today, typed
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day, redirect
from server.http.security import guarded
from server.store.port import View

PAGE = 50
PLACES = {
    "item": "/office/items/",
    "dossier": "/office/dossiers/",
    "round": "/office/rounds/",
    "event": "/office/held#",
    "person": "/office/people/",
    "bag": "/office/reconciliation/",
}
"""Where the document behind a concern is looked at."""


@dataclass(frozen=True)
class OversightFilter(Asked):
    """What a URL asks for; empty leaves nothing out."""

    here = "/office/oversight"
    choices = MappingProxyType({"matter": MATTERS})
    matter: str = ""
    person: str = ""


@dataclass(frozen=True)
class Line:
    """One concern in words, with who may be reminded and how often that was done."""

    concern: Concern
    href: str
    person: str
    phone: str
    days: int
    reminded: list[Reminder]

    @property
    def key(self) -> str:
        """What a form names it by."""
        return f"{self.concern.about} {self.concern.code}"


@dataclass(frozen=True, kw_only=True)
class Lines(Paged[Line]):
    """One page."""

    filter: OversightFilter

    def url(self, page: int = 1) -> str:
        """Another page."""
        return self.filter.url(page=page)


def matching(found: list[Concern], wanted: OversightFilter) -> list[Concern]:
    """What a filter lets through."""
    return [
        one
        for one in found
        if (not wanted.matter or one.matter == wanted.matter) and (not wanted.person or one.person == wanted.person)
    ]


def line(seen: View, concern: Concern, names: Names, today_: str) -> Line:
    """A concern with its people."""
    kind, _, id_ = concern.about.partition(":")
    person = seen.get(Person, concern.person) if concern.person else None
    return Line(
        concern,
        PLACES[kind] + id_,
        names.person(concern.person),
        person.phone if person else "",
        (date.fromisoformat(today_) - date.fromisoformat(concern.since or today_)).days,
        reminders(seen, concern),
    )


def oversight_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The list that the URL asks for; with `refusal`, what was typed is still there."""
    wanted = OversightFilter.read(request.query_params)
    with view(request) as seen:
        everything, names = concerns(seen, request.app.state.clock()), Names(seen)
        found = matching(everything, wanted)
        number = min(read_page(request.query_params), pages(len(found), PAGE))
        rows = [line(seen, one, names, today(request)) for one in cut(found, number, PAGE)]
        people = sorted({(one.person, names.person(one.person)) for one in everything if one.person})
    return page(
        request,
        "office/oversight.html",
        refusal=refusal,
        typed=data or Typed(),
        listing=Lines(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE),
        counts=Counter(one.matter for one in everything),
        matters=MATTERS,
        people=people,
        hows=HOWS,
    )


async def show_oversight(request: Request) -> Response:
    """The queue."""
    return oversight_page(request)


async def do_remind(request: Request) -> Response:
    """Write a reminder down."""
    data = await form(request)
    given = typed(data)
    about, _, code = given["key"].partition(" ")
    try:
        await write(request, lambda unit: remind(unit, act(request, data), about, code, given["how"], given["note"]))
    except Refusal as refusal:
        return oversight_page(request, refusal, given)
    return redirect(request, OversightFilter.read(request.query_params).url(page=read_page(request.query_params)))


async def export_oversight(request: Request) -> Response:
    """The whole list behind the URL as XLSX."""
    word = say(request)
    with view(request) as seen:
        names = Names(seen)
        found = matching(concerns(seen, request.app.state.clock()), OversightFilter.read(request.query_params))
        rows = [_row(line(seen, one, names, today(request)), word) for one in found]
    return spreadsheet(request, "giam-sat", rows)


def _row(shown: Line, word: Say) -> dict[str, str]:
    concern = shown.concern
    return {
        word("office.oversight.matter"): word(f"office.matter.{concern.matter}"),
        word("office.oversight.what"): word(f"office.concern.{concern.code}"),
        word("office.item.name"): concern.name,
        word("office.oversight.since"): day(concern.since),
        word("office.oversight.person"): shown.person or word("office.oversight.desk"),
        word("office.oversight.reminded"): str(len(shown.reminded)),
    }


routes = [
    guarded("/office/oversight", show_oversight, "oversight"),
    guarded("/office/oversight", do_remind, "oversight", ["POST"]),
    guarded("/office/oversight.xlsx", export_oversight, "oversight"),
]
