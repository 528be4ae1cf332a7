"""One complaint (R42): what was said both ways, who sees to it and until when, and what was done, for its readers."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from server.actions.complaint_acts import assign, close, complaint_for, readers_now, reopen, reply, set_due
from server.actions.desk import Act
from server.domain.complaints import Complaint
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.complaint_filter import HERE
from server.http.office.complaints import about_words, reader
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today, typed
from server.http.render import redirect
from server.http.security import Handler, guarded
from server.store.port import Unit

Deed = Callable[[Unit, Act, str, Typed], Complaint]


def complaint_page(
    request: Request, given: Typed | None = None, opened: str = "", refusal: Refusal | None = None
) -> Response:
    """The page; after a refusal with what was typed in the form `opened`. As if not there for who may not read it."""
    with view(request) as seen:
        complaint = complaint_for(seen, reader(request), request.path_params["id"])
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
    "reply": lambda unit, by, id_, given: reply(unit, by, id_, given["text"]),
    "assign": lambda unit, by, id_, given: assign(unit, by, id_, given["assigned"]),
    "due": lambda unit, by, id_, given: set_due(unit, by, id_, given["due"]),
    "close": lambda unit, by, id_, given: close(unit, by, id_, given["note"]),
    "reopen": lambda unit, by, id_, given: reopen(unit, by, id_),
}


def _handler(name: str) -> Handler:
    async def handle(request: Request) -> Response:
        data = await form(request)
        given, id_ = typed(data), request.path_params["id"]
        try:
            await write(request, lambda unit: DEEDS[name](unit, act(request, data), id_, given))
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            return complaint_page(request, given, name, refusal)
        return redirect(request, f"{HERE}/{id_}")

    handle.__name__ = f"complaint_{name}"
    return handle


routes = [
    guarded(f"{HERE}/{{id}}", show_complaint, "complaints.read"),
    *(guarded(f"{HERE}/{{id}}/{name}", _handler(name), "complaints.read", ["POST"]) for name in DEEDS),
]
