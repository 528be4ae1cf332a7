"""One request of a data subject: all that is held, what is put right, stopped and answered, its print and its file."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.history import story
from server.actions.organisation import agency
from server.actions.subject_corrections import correct
from server.actions.subjects import answer, documents_of, lift, restrict, subject_request
from server.domain.problems import Refusal
from server.domain.subject_records import Correction
from server.http.desk import view
from server.http.ledger import head
from server.http.office.acts import Deed, Sent, act_handler
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today
from server.http.office.spreadsheet import spreadsheet
from server.http.office.subject_sections import kept, lines, sections
from server.http.security import guarded
from server.store.port import Unit

FIELDS = ("name", "birth", "number", "phone", "address", "hamlet")
"""What can be put right."""
ASKED_FOR = (*FIELDS, "reason", "why", "decision", "answer")
MAX_TEXT = 500


async def _shown(request: Request, language: str = "") -> dict[str, Any]:
    """What page, print and file share. The log of looks is written first: it is part of what is told."""
    await request.app.state.looks.flush()
    with view(request) as seen:
        about, names = subject_request(seen, request.path_params["id"]), Names(seen)
        return {
            "about": about,
            "documents": documents_of(seen, about),
            "sections": sections(request, seen, about, language),
            "made_by": names.person(about.made_by),
            "answered_by": names.person(about.answered_by),
            "hamlets": names.hamlets,
            "history": list(reversed(change_lines(story(seen, about), names))),
            "agency": agency(seen, today(request)),
            "head": head(seen),
        }


async def show_subject(request: Request) -> Response:
    """`GET /office/subjects/ID`."""
    return _page(request, await _shown(request))


def _page(
    request: Request,
    shown: dict[str, Any],
    given: Typed | None = None,
    opened: str = "",
    refusal: Refusal | None = None,
) -> Response:
    return page(
        request,
        "office/subject.html",
        refusal=refusal,
        typed=given or Typed(),
        opened=opened,
        kept=kept,
        word=say(request),
        fields_at_fault=ASKED_FOR,
        **shown,
    )


async def print_subject(request: Request) -> Response:
    """All of it as one paper for the person, in Vietnamese."""
    return page(request, "print/subject.html", kept=kept, word=say(request, "vi"), **await _shown(request, "vi"))


async def export_subject(request: Request) -> Response:
    """All of it as XLSX."""
    request.state.shown = shown = await _shown(request)
    return spreadsheet(request, "du-lieu-ca-nhan", lines(shown["sections"], say(request)))


def _correct(unit: Unit, by: Act, sent: Sent) -> object:
    right = Correction(**{name: sent[name][:MAX_TEXT] for name in FIELDS})
    return correct(unit, by, sent.id, right, sent["reason"])


DEEDS: dict[str, Deed] = {
    "correct": _correct,
    "restrict": lambda unit, by, sent: restrict(unit, by, sent.id, sent["why"]),
    "lift": lambda unit, by, sent: lift(unit, by, sent.id, sent["decision"]),
    "answer": lambda unit, by, sent: answer(unit, by, sent.id, sent["answer"]),
}
"""The last part of the address → what is done with what was typed."""


async def _again(sent: Sent, refusal: Refusal) -> Response:
    return _page(sent.request, await _shown(sent.request), sent.typed, sent.act, refusal)


def _after(sent: Sent) -> str:
    return f"/office/subjects/{sent.id}"


routes = [
    guarded("/office/subjects/{id}.xlsx", export_subject, "subjects"),
    guarded("/office/subjects/{id}/print", print_subject, "subjects"),
    guarded("/office/subjects/{id}", show_subject, "subjects"),
    *(
        guarded(
            f"/office/subjects/{{id}}/{name}",
            act_handler("subject", name, deed, _again, _after),
            "subjects",
            ["POST"],
        )
        for name, deed in DEEDS.items()
    ),
]
