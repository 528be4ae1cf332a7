"""Requests of data subjects: those that are open, finding somebody's documents, taking a request down."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.subjects import find_documents, take_down
from server.domain.changes import subject_of
from server.domain.names import folded
from server.domain.problems import Refusal
from server.domain.records import Record
from server.domain.subject_records import parties
from server.domain.subjects import ASKED, IDENTITIES, Asking, SubjectRequest
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, typed
from server.http.office.request_form import RELATIONS
from server.http.office.subject_facts import Speech, told
from server.http.office.subject_words import page_of
from server.http.render import redirect
from server.http.security import guarded
from server.http.session import locale
from server.store.port import View

LEAST, MAX_QUERY = 2, 100
MOST_ANSWERED = 50
"""So many answered requests are listed, the newest."""


class Found(NamedTuple):
    """A document that was found; `subject` is `kind:id`, `record` what it is."""

    subject: str
    record: Record
    title: str
    when: str
    href: str


class Somebody(NamedTuple):
    """Documents of one name and birth: most likely one person; what else is known tells namesakes apart."""

    name: str
    known: str
    found: Sequence[Found]


def _found(request: Request, seen: View, query: str) -> list[Somebody]:
    """Whom a query finds, each with their documents; in the order of the names."""
    names = Names(seen)
    speech = Speech(names, say(request), locale(request), request.app.state.forms)
    found = sorted(find_documents(seen, query), key=_person) if len(query) >= LEAST else []
    return [_somebody(list(records), names, speech) for _, records in groupby(found, _person)]


def _person(record: Record) -> tuple[str, str]:
    party = parties(record)[0]
    return folded(party.name), party.birth[:4]


def _somebody(records: list[Record], names: Names, speech: Speech) -> Somebody:
    named = [parties(one)[0] for one in records]
    known = {
        text: None for one in named for text in (one.birth[:4], one.number, names.hamlet(one.hamlet), one.phone) if text
    }
    rows = []
    for one in records:
        line = told(one, speech)
        rows.append(Found(subject_of(one), one, line.title, line.when, page_of(subject_of(one))))
    return Somebody(named[0].name, " · ".join(known), rows)


def _listing(request: Request, given: Typed, ticked: Sequence[str] = (), refusal: Refusal | None = None) -> Response:
    query = " ".join((request.query_params.get("q") or given["q"]).split())[:MAX_QUERY]
    with view(request) as seen:
        names, somebody = Names(seen), _found(request, seen, query)
        open_ = sorted(seen.find(SubjectRequest, "state", "open"), key=lambda one: one.due)
        answered = list(reversed(seen.find(SubjectRequest, "state", "answered")))[:MOST_ANSWERED]
        takers = {one.id: names.person(one.made_by) for one in (*open_, *answered)}
    return page(
        request,
        "office/subjects.html",
        refusal=refusal,
        typed=given,
        q=query,
        somebody=somebody,
        ticked=ticked,
        open=open_,
        answered=answered,
        takers=takers,
        asked=ASKED,
        identities=IDENTITIES,
        relations=RELATIONS,
    )


async def show_subjects(request: Request) -> Response:
    """`GET /office/subjects?q=`."""
    return _listing(request, Typed(relation="subject"))


async def take_request(request: Request) -> Response:
    """Take it down; what is wrong comes back with everything typed and ticked."""
    data = await form(request)
    given = typed(data)
    ticked = [str(one) for one in data.getlist("documents")]
    wanted = {str(one) for one in data.getlist("asked")}
    asking = Asking(
        documents=tuple(ticked),
        asked=tuple(one for one in ASKED if one in wanted),
        asked_by=given["asked_by"],
        relation=next((one for one in RELATIONS if one == given["relation"]), "subject"),
        identity=next((one for one in IDENTITIES if one == given["identity"]), ""),
        note=given["note"],
    )
    try:
        made = await write(request, lambda unit: take_down(unit, act(request, data), asking))
    except Refusal as refusal:
        return _listing(request, given, [*ticked, *wanted], refusal)
    return redirect(request, f"/office/subjects/{made.id}")


routes = [
    guarded("/office/subjects", show_subjects, "subjects"),
    guarded("/office/subjects", take_request, "subjects", ["POST"]),
]
