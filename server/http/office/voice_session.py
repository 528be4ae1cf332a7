"""One dialogue session: the opinions told there, who answers by when, the answers, the history, and the print."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.desk import Act
from server.actions.dialogues import correct_opinion, reply, session_of, tell
from server.actions.history import story
from server.actions.organisation import agency
from server.domain.changes import Change
from server.domain.dialogues import DialogueSession, Opinion
from server.domain.paper_dates import day_on_paper
from server.domain.problems import Refusal
from server.domain.times import VIETNAM
from server.http.desk import view
from server.http.ledger import head
from server.http.office.acts import Deed, Sent, act_handler
from server.http.office.change_lines import change_lines
from server.http.office.letterhead import desk_words
from server.http.office.names import Names
from server.http.office.page import Typed, page, today
from server.http.office.voice_sessions import HERE
from server.http.security import guarded
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


def _tell(unit: Unit, by: Act, sent: Sent) -> Opinion:
    return tell(unit, by, sent.id, *(sent[name] for name in OPINION_FIELDS))


def _correct(unit: Unit, by: Act, sent: Sent) -> Opinion:
    return correct_opinion(unit, by, sent.id, _opinion(sent), *(sent[name] for name in OPINION_FIELDS))


def _reply(unit: Unit, by: Act, sent: Sent) -> Opinion:
    return reply(unit, by, sent.id, _opinion(sent), sent["answer"])


def _opinion(sent: Sent) -> str:
    """The opinion that the address names; '' where one is told."""
    found: str = sent.request.path_params.get("opinion", "")
    return found


def _again(sent: Sent, refusal: Refusal) -> Response:
    return session_page(sent.request, sent.typed, f"{sent.act}-{_opinion(sent)}".rstrip("-"), refusal)


def _after(sent: Sent) -> str:
    return f"{HERE}/{sent.id}" + (f"#opinion-{_opinion(sent)}" if _opinion(sent) else "")


def _route(path: str, name: str, deed: Deed) -> Route:
    return guarded(
        f"{HERE}/{{id}}/opinions{path}", act_handler("opinion", name, deed, _again, _after), "voice.write", ["POST"]
    )


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
    _route("", "tell", _tell),
    _route("/{opinion}/correct", "correct", _correct),
    _route("/{opinion}/reply", "reply", _reply),
]
