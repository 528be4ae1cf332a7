"""The handbook beside a telephone: procedures that fit what is asked, each in words to read out and to copy."""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.catalogue import catalogue
from server.domain.answers import answer, answer_text
from server.domain.handbook import fitting
from server.domain.procedures import Procedure
from server.http.desk import view
from server.http.office.page import page, today
from server.http.security import guarded
from server.store.port import View

MOST = 5
"""So many procedures are offered: whoever is on the line hears one of them."""


class Found(NamedTuple):
    """One procedure that fits, with what is read out."""

    procedure: Procedure
    text: str


def find_answers(seen: View, asked: str, day: str) -> list[Found]:
    """The procedures that fit the words asked for, the best first."""
    return [Found(one, answer_text(answer(one))) for one in fitting(catalogue(seen, day), asked)[:MOST]]


async def show_answers(request: Request) -> Response:
    """`GET /office/contacts/answers?q=`: the page of its own; the entry shows its `#answers` beside the form."""
    asked = " ".join(request.query_params.get("q", "").split())[:100]
    with view(request) as seen:
        found = find_answers(seen, asked, today(request))
    return page(request, "office/contact_answers.html", asked=asked, answers=found, contact=None)


routes = [guarded("/office/contacts/answers", show_answers, "contacts.read")]
