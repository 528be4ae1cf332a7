"""An outreach session: written down, put right, taken back, each on the same screen, with its history."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.catalogue import catalogue
from server.actions.history import story
from server.actions.outreach import correct, hold, session_of, take_back
from server.domain.outreach import OutreachHeld, OutreachSession
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Typed, acting, page, today, typed
from server.http.render import redirect
from server.http.security import guarded

HERE = "/office/outreach"
TEXTS = ("day", "hamlet", "place", "topic", "led_by", "notes", "next", "next_day")
FIELDS = (*TEXTS, "people")
LEAFLETS = 3


def held_of(given: Typed) -> OutreachHeld:
    """What was written down; it is checked by who keeps it. A number that is none counts as wrong."""
    text = given["people"].strip() or "0"
    return OutreachHeld(
        **{name: given[name][:2000] for name in TEXTS},
        people=int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1,
        procedures=tuple(code for code in (given[f"procedure{place}"][:20] for place in range(LEAFLETS)) if code),
    )


def typed_from(session: OutreachSession) -> Typed:
    """The form that would have made this session."""
    given = Typed({name: getattr(session, name) for name in TEXTS})
    given["people"] = str(session.people)
    given.update({f"procedure{place}": code for place, code in enumerate(session.procedures[:LEAFLETS])})
    return given


def entry_page(
    request: Request, given: Typed, session: OutreachSession | None = None, refusal: Refusal | None = None
) -> Response:
    """The form with what was typed; `session` when one is looked at or put right."""
    with view(request) as seen:
        names = Names(seen)
        shown: dict[str, Any] = {
            "hamlets": names.hamlets,
            "procedures": catalogue(seen, today(request)),
            "history": list(reversed(change_lines(story(seen, session), names))) if session else [],
        }
    return page(
        request,
        "office/outreach_entry.html",
        refusal=refusal,
        typed=given,
        session=session,
        leaflets=range(LEAFLETS),
        fields_at_fault=FIELDS,
        **shown,
    )


async def show_new(request: Request) -> Response:
    """The empty form of a session held today; `?hamlet=` is where."""
    hamlet = request.query_params.get("hamlet", "")[:80]
    return entry_page(request, Typed(day=today(request), hamlet=hamlet, led_by=acting(request).name))


async def do_hold(request: Request) -> Response:
    """Write it down; on refusal everything typed is still there."""
    data = await form(request)
    given = typed(data)
    try:
        await write(request, lambda unit: hold(unit, act(request, data), held_of(given)))
    except Refusal as refusal:
        return entry_page(request, given, refusal=refusal)
    return redirect(request, HERE)


async def show_session(request: Request) -> Response:
    """The form filled with a session, and its history."""
    with view(request) as seen:
        session = session_of(seen, request.path_params["id"])
    return entry_page(request, typed_from(session), session)


async def do_correct(request: Request) -> Response:
    """Put it right, or with `why` take it back."""
    data = await form(request)
    given, id_ = typed(data), request.path_params["id"]
    removing = request.url.path.endswith("/remove")
    with view(request) as seen:
        session = session_of(seen, id_)
    try:
        if removing:
            await write(request, lambda unit: take_back(unit, act(request, data), id_, given["why"]))
        else:
            await write(request, lambda unit: correct(unit, act(request, data), id_, held_of(given)))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return entry_page(request, typed_from(session) if removing else given, session, refusal)
    return redirect(request, HERE if removing else f"{HERE}/{id_}")


routes = [
    guarded(f"{HERE}/new", show_new, "contacts.write"),
    guarded(f"{HERE}/new", do_hold, "contacts.write", ["POST"]),
    guarded(f"{HERE}/{{id}}", show_session, "contacts.read"),
    guarded(f"{HERE}/{{id}}", do_correct, "contacts.write", ["POST"]),
    guarded(f"{HERE}/{{id}}/remove", do_correct, "contacts.write", ["POST"]),
]
