"""A page of the office: the rail with what waits, who is in, and how a refusal is said in the screen's language."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse

from server.actions.restrictions import stopped
from server.domain.access import may
from server.domain.events import Fate
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.times import local_day
from server.http.desk import view
from server.http.render import render, translate
from server.http.session import locale, person

Say = Callable[..., str]
"""`say(key, **values)` in the language of the screen."""


class Entry(NamedTuple):
    """One line of the rail; `waiting` is what waits there, 0 to say nothing."""

    href: str
    word: str
    here: bool
    waiting: int


class _Place(NamedTuple):
    href: str
    word: str
    permission: str
    queue: str = ""
    also: tuple[str, ...] = ()


_PLACES = (
    _Place("/office/", "office.board.title", "board"),
    _Place("/office/dossiers", "office.dossiers.title", "dossiers.read", also=("/office/lane",)),
    _Place("/office/desk", "office.desk.title", "desk.read", also=("/office/forms",)),
    _Place("/office/roster", "office.roster.title", "roster.read"),
    _Place("/office/items", "office.items.title", "items.read", also=("/office/post",)),
    _Place("/office/requests", "office.requests.title", "requests.read", also=("/office/waiting",)),
    _Place("/office/contacts", "office.contacts.title", "contacts.read", also=("/office/outreach", "/office/equity")),
    _Place("/office/rounds", "office.rounds.title", "rounds.read", also=("/office/reconciliation",)),
    _Place("/office/review", "office.review.title", "review.read", queue="pending"),
    _Place("/office/oversight", "office.oversight.title", "oversight"),
    _Place("/office/reports", "office.reports.title", "reports.read"),
    _Place("/office/voice", "office.voice.title", "voice.read", also=("/office/complaints",)),
    _Place("/office/import", "office.import.title", "items.import"),
    _Place("/office/held", "office.held.title", "held.read", queue="held", also=("/office/rescue",)),
    _Place(
        "/office/procedures",
        "office.catalogue.title",
        "catalogue.read",
        also=("/office/calendar", "/office/organisation"),
    ),
    _Place("/office/people", "office.people.title", "people.read", also=("/office/devices",)),
    _Place(
        "/office/admin",
        "office.admin.title",
        "admin.read",
        also=("/office/audit", "/office/retention", "/office/subjects"),
    ),
)


class Typed(dict[str, str]):
    """What was typed into a form, by field; a field that was not sent is empty."""

    def __missing__(self, field: str) -> str:
        return ""


def typed(data: FormData) -> Typed:
    """The text fields of a posted form."""
    return Typed({name: value for name, value in data.multi_items() if isinstance(value, str)})


def say(request: Request, language: str = "") -> Say:
    """The speaker of this request's language, or of another."""
    return partial(translate, language or locale(request))


def acting(request: Request) -> Person:
    """Who is logged in, where a guarded route has made sure that somebody is."""
    who = person(request)
    if who is None:
        raise Refusal("login_needed")
    return who


def today(request: Request) -> str:
    """The day in Vietnam, `yyyy-mm-dd`."""
    return local_day(request.app.state.clock())


def refusal_text(language: str, refusal: Refusal) -> str:
    """A refusal in words; the detail is Vietnamese, English falls back to the problem's own sentence."""
    return refusal.problem.text_en if language == "en" else refusal.detail or refusal.problem.text


def rail(request: Request) -> list[Entry]:
    """The places that this person may enter."""
    who, path = acting(request), request.url.path
    with view(request) as seen:
        return [
            Entry(
                place.href,
                place.word,
                path == place.href or (place.href != "/office/" and path.startswith((place.href, *place.also))),
                seen.count(Fate, "queue", place.queue) if place.queue else 0,
            )
            for place in _PLACES
            if may(who.role, place.permission)
        ]


def page(
    request: Request, template: str, status: int = 200, refusal: Refusal | None = None, **context: Any
) -> HTMLResponse:
    """A page of the office, or with `refusal` the same page again and what was wrong; its status then wins."""
    url = request.url
    here = f"{url.path}?{url.query}" if url.query else url.path
    language = locale(request)
    request.state.shown = context
    with view(request) as seen:
        stops = stopped(seen)
    return render(
        request,
        template,
        refusal.problem.status if refusal else status,
        **{
            "refusal": refusal,
            "refusal_text": partial(refusal_text, language),
            "typed": Typed(),
            "today": today(request),
            "rail": rail(request) if person(request) else [],
            "stopped": stops,
            "about_stopped": getattr(request.state, "about", "") in stops,
            "here": here if request.method == "GET" else "/office/",
            "seconds": lambda ms: seconds(language, ms),
            **context,
        },
    )


def seconds(language: str, ms: float) -> str:
    """`2,1` seconds, with the comma of Vietnam."""
    text = f"{ms / 1000:.1f}"
    return text if language == "en" else text.replace(".", ",")
