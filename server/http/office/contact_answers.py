"""The handbook beside a telephone: procedures that fit what is asked, each in words to read out and to copy."""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.catalogue import catalogue
from server.domain.answers import answer, answer_text
from server.domain.names import folded
from server.domain.procedures import Procedure
from server.http.desk import view
from server.http.office.page import page, today
from server.http.security import guarded
from server.store.port import View

MOST = 5
"""So many procedures are offered: whoever is on the line hears one of them."""
LEAST = 2


class Found(NamedTuple):
    """One procedure that fits, with what is read out."""

    procedure: Procedure
    text: str


def find_answers(seen: View, asked: str, day: str) -> list[Found]:
    """The procedures that fit the words asked for, those that have it in their name, a short one, first; of the
    words that nobody knows (`hỏi`, `xin`) none has to fit as long as another does."""
    words = folded(asked).split()
    if sum(map(len, words)) < LEAST:
        return []
    scored = [(_score(one, words), len(one.name), one) for one in catalogue(seen, day)]
    best = max((score for score, _, _ in scored), default=0)
    fitting = [one for one in scored if one[0] * 2 > best]
    fitting.sort(key=lambda one: (-one[0], one[1], one[2].code))
    return [Found(one, answer_text(answer(one))) for _, _, one in fitting[:MOST]]


def _score(procedure: Procedure, words: list[str]) -> int:
    """How well it fits: a word in the name is worth three, one in what it is for and who may ask one."""
    name = f" {folded(procedure.name)} {procedure.code}"
    about = f" {folded(f'{procedure.field} {procedure.about} {procedure.who}')}"
    return sum(3 if f" {word}" in name else f" {word}" in about for word in words)


async def show_answers(request: Request) -> Response:
    """`GET /office/contacts/answers?q=`: the page of its own; the entry shows its `#answers` beside the form."""
    asked = " ".join(request.query_params.get("q", "").split())[:100]
    with view(request) as seen:
        found = find_answers(seen, asked, today(request))
    return page(request, "office/contact_answers.html", asked=asked, answers=found, contact=None)


routes = [guarded("/office/contacts/answers", show_answers, "contacts.read")]
