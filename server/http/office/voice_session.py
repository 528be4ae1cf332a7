"""One dialogue session: the opinions told there, who answers by when, the answers, the history, and the print."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.dialogues import correct_opinion, reply, session_of, tell
from server.actions.history import story
from server.actions.organisation import agency
from server.domain.changes import Change
from server.domain.dialogues import DialogueSession, Opinion
from server.domain.paper_dates import day_on_paper
from server.domain.problems import Refusal
from server.domain.times import VIETNAM
from server.http.desk import act, form, view, write
from server.http.ledger import head
from server.http.office.change_lines import change_lines
from server.http.office.letterhead import desk_words
from server.http.office.names import Names
from server.http.office.page import Typed, page, today, typed
from server.http.office.voice_sessions import HERE
from server.http.render import redirect
from server.http.security import Handler, guarded
from server.store.port import Unit, View

OPINION_FIELDS = ("text", "said_by", "responsible", "due")


def session_page(
    request: Request, given: Typed | None = None, opened: str = "", refusal: Refusal | None = None
) -> Response:
    """The page; after a refusal with what was typed in the form `opened`: `tell`, or an act and an opinion's id."""
    with view(request) as seen:
        session = session_of(seen, request.path_params["id"])
        names, opinions = Names(seen), seen.find(Opinion, "session", session.id)
        history = change_lines(_story(seen, session, opinions), names)
        answered_by = {one.id: names.person(one.answered_by) for one in opinions}
    return page(
        request,
        "office/voice_session.html",
        refusal=refusal,
        typed=given or Typed(),
        opened=opened,
        session=session,
        opinions=opinions,
        answered_by=answered_by,
        overdue={one.id for one in opinions if one.overdue(today(request))},
        history=list(reversed(history)),
    )


def _story(seen: View, session: DialogueSession, opinions: list[Opinion]) -> list[Change]:
    """What was done to the session and to its opinions, oldest first."""
    changes = [*story(seen, session), *(change for one in opinions for change in story(seen, one))]
    return sorted(changes, key=lambda change: change.at)


async def show_session(request: Request) -> Response:
    """The page."""
    return session_page(request)


Deed = Callable[[Unit, Act, str, str, Typed], Any]


def _tell(unit: Unit, by: Act, session: str, opinion: str, given: Typed) -> Opinion:
    return tell(unit, by, session, *(given[name] for name in OPINION_FIELDS))


def _correct(unit: Unit, by: Act, session: str, opinion: str, given: Typed) -> Opinion:
    return correct_opinion(unit, by, session, opinion, *(given[name] for name in OPINION_FIELDS))


def _reply(unit: Unit, by: Act, session: str, opinion: str, given: Typed) -> Opinion:
    return reply(unit, by, session, opinion, given["answer"])


def _handler(name: str, deed: Deed) -> Handler:
    async def handle(request: Request) -> Response:
        data = await form(request)
        given, session = typed(data), request.path_params["id"]
        opinion = request.path_params.get("opinion", "")
        try:
            await write(request, lambda unit: deed(unit, act(request, data), session, opinion, given))
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            return session_page(request, given, f"{name}-{opinion}".rstrip("-"), refusal)
        return redirect(request, f"{HERE}/{session}" + (f"#opinion-{opinion}" if opinion else ""))

    handle.__name__ = f"opinion_{name}"
    return handle


async def print_session(request: Request) -> Response:
    """The session as a paper: what was said, what was answered, by whom and when."""
    with view(request) as seen:
        session = session_of(seen, request.path_params["id"])
        shown: dict[str, Any] = {
            "opinions": seen.find(Opinion, "session", session.id),
            "agency": agency(seen, session.day),
            "desk": desk_words(seen, session.day),
            "head": head(seen),
        }
    dated = day_on_paper(request.app.state.clock().astimezone(VIETNAM).date())
    return page(
        request, "print/dialogue.html", back=f"{HERE}/{session.id}", session=session, dated=dated, number="", **shown
    )


routes = [
    guarded(f"{HERE}/{{id}}", show_session, "voice.read"),
    guarded(f"{HERE}/{{id}}/print", print_session, "voice.read"),
    guarded(f"{HERE}/{{id}}/opinions", _handler("tell", _tell), "voice.write", ["POST"]),
    guarded(f"{HERE}/{{id}}/opinions/{{opinion}}/correct", _handler("correct", _correct), "voice.write", ["POST"]),
    guarded(f"{HERE}/{{id}}/opinions/{{opinion}}/reply", _handler("reply", _reply), "voice.write", ["POST"]),
]
