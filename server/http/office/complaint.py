"""One complaint (R42): what was said both ways, who sees to it and until when, and what was done, for its readers."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.complaint_acts import assign, close, complaint_for, readers_now, reopen, reply, set_due
from server.domain.problems import Refusal
from server.http.desk import view
from server.http.office.acts import Deed, Sent, act_handler
from server.http.office.complaint_filter import HERE
from server.http.office.complaints import about_words
from server.http.office.names import Names
from server.http.office.page import Typed, acting, page, say, today
from server.http.security import guarded


def complaint_page(
    request: Request, given: Typed | None = None, opened: str = "", refusal: Refusal | None = None
) -> Response:
    """The page; after a refusal with what was typed in the form `opened`. As if not there for who may not read it."""
    with view(request) as seen:
        complaint = complaint_for(seen, acting(request), request.path_params["id"])
        names = Names(seen)
        about = about_words(complaint, names, say(request))
        hamlet, assigned = names.hamlet(complaint.hamlet), names.person(complaint.assigned)
        readers = readers_now(seen, complaint)
        steps = [(step, names.person(step.by)) for step in reversed(complaint.steps)]
    return page(
        request,
        "office/complaint.html",
        refusal=refusal,
        typed=given or Typed(),
        opened=opened,
        complaint=complaint,
        about=about,
        hamlet=hamlet,
        assigned=assigned,
        readers=readers,
        steps=steps,
        overdue=complaint.overdue(today(request)),
    )


async def show_complaint(request: Request) -> Response:
    """The page."""
    return complaint_page(request)


DEEDS: dict[str, Deed] = {
    "reply": lambda unit, by, sent: reply(unit, by, sent.id, sent["text"]),
    "assign": lambda unit, by, sent: assign(unit, by, sent.id, sent["assigned"]),
    "due": lambda unit, by, sent: set_due(unit, by, sent.id, sent["due"]),
    "close": lambda unit, by, sent: close(unit, by, sent.id, sent["note"]),
    "reopen": lambda unit, by, sent: reopen(unit, by, sent.id),
}
"""The last part of the address → what is done with what was typed."""


def _again(sent: Sent, refusal: Refusal) -> Response:
    return complaint_page(sent.request, sent.typed, sent.act, refusal)


def _after(sent: Sent) -> str:
    return f"{HERE}/{sent.id}"


routes = [
    guarded(f"{HERE}/{{id}}", show_complaint, "complaints.read"),
    *(
        guarded(
            f"{HERE}/{{id}}/{name}", act_handler("complaint", name, deed, _again, _after), "complaints.read", ["POST"]
        )
        for name, deed in DEEDS.items()
    ),
]
