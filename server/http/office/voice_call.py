"""One follow-up call: whom to ring, the three questions to read out, and what came of it."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from server.actions.follow_up import call_of, record_call
from server.domain.problems import Refusal
from server.domain.reconciliations import week_of
from server.domain.satisfaction import LEVELS
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import Typed, page, typed
from server.http.office.voice_calls import HERE, CallFilter
from server.http.public.survey import read_answers
from server.http.render import redirect
from server.http.security import guarded


def call_page(request: Request, refusal: Refusal | None = None, given: Typed | None = None) -> Response:
    """The page; after a refusal with what was chosen."""
    with view(request) as seen:
        row, names = call_of(seen, request.path_params["id"]), Names(seen)
        place = names.place(row.delivery.item)
        called_by = names.person(row.call.by) if row.call else ""
    return page(
        request,
        "office/voice_call.html",
        refusal=refusal,
        typed=given or Typed(),
        row=row,
        place=place,
        called_by=called_by,
        levels=LEVELS,
        back=_list(row.delivery.day),
    )


def _list(day: str) -> str:
    return CallFilter(week_of(date.fromisoformat(day))).url()


async def show_call(request: Request) -> Response:
    """The call to make."""
    return call_page(request)


async def do_call(request: Request) -> Response:
    """Write down what came of it, and go on with the list of that week."""
    data = await form(request)
    given, id_ = typed(data), request.path_params["id"]
    with view(request) as seen:
        back = _list(call_of(seen, id_).delivery.day)
    try:
        await write(
            request, lambda unit: record_call(unit, act(request, data), id_, given["outcome"], read_answers(data))
        )
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return call_page(request, refusal, given)
    return redirect(request, back)


routes = [
    guarded(f"{HERE}/{{id}}", show_call, "voice.write"),
    guarded(f"{HERE}/{{id}}", do_call, "voice.write", ["POST"]),
]
