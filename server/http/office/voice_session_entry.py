"""Writing a dialogue session down, and putting one right, on the same form."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.dialogues import correct_session, hold, session_of
from server.domain.dialogues import SESSION_KINDS, DialogueSession, SessionHeld
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.page import Typed, page, today, typed
from server.http.office.voice_sessions import HERE
from server.http.render import redirect
from server.http.security import guarded

FIELDS = ("day", "place", "session_kind", "led_by", "present", "note")
NO_NUMBER = -1
"""What stands for a number of people that is none; the action refuses it at its field."""


def held_of(given: Typed) -> SessionHeld:
    """What was typed; it is checked by who keeps it."""
    present = given["present"].strip() or "0"
    return SessionHeld(
        day=given["day"],
        place=given["place"],
        session_kind=given["session_kind"],  # type: ignore[arg-type]  # checked by the action
        led_by=given["led_by"],
        present=int(present) if present.isascii() and present.isdigit() and len(present) < 7 else NO_NUMBER,
        note=given["note"],
    )


def entry_page(
    request: Request, given: Typed, session: DialogueSession | None = None, refusal: Refusal | None = None
) -> Response:
    """The form with what was typed; `session` when one is put right."""
    return page(
        request,
        "office/voice_session_entry.html",
        refusal=refusal,
        typed=given,
        session=session,
        kinds=SESSION_KINDS,
        fields_at_fault=FIELDS,
    )


async def show_new(request: Request) -> Response:
    """The empty form, for today."""
    return entry_page(request, Typed(day=today(request), session_kind="dialogue"))


async def do_hold(request: Request) -> Response:
    """Write it down; on refusal everything typed is still there."""
    data = await form(request)
    given = typed(data)
    try:
        made = await write(request, lambda unit: hold(unit, act(request, data), held_of(given)))
    except Refusal as refusal:
        return entry_page(request, given, refusal=refusal)
    return redirect(request, f"{HERE}/{made.id}")


async def show_correct(request: Request) -> Response:
    """The form filled with a session."""
    with view(request) as seen:
        session = session_of(seen, request.path_params["id"])
    return entry_page(request, Typed({name: str(getattr(session, name)) for name in FIELDS}), session)


async def do_correct(request: Request) -> Response:
    """Put it right."""
    data = await form(request)
    given, id_ = typed(data), request.path_params["id"]
    with view(request) as seen:
        session = session_of(seen, id_)
    try:
        await write(request, lambda unit: correct_session(unit, act(request, data), id_, held_of(given)))
    except Refusal as refusal:
        return entry_page(request, given, session, refusal)
    return redirect(request, f"{HERE}/{id_}")


routes = [
    guarded(f"{HERE}/new", show_new, "voice.write"),
    guarded(f"{HERE}/new", do_hold, "voice.write", ["POST"]),
    guarded(f"{HERE}/{{id}}/correct", show_correct, "voice.write"),
    guarded(f"{HERE}/{{id}}/correct", do_correct, "voice.write", ["POST"]),
]
