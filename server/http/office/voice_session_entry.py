"""Writing a dialogue session down, and putting one right, on the same form."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.dialogues import correct_session, hold, session_of
from server.domain.dialogues import SESSION_KINDS, DialogueSession, SessionHeld
from server.domain.problems import Refusal
from server.http.office.entry import Entry
from server.http.office.page import Typed, page, today
from server.http.office.voice_sessions import HERE

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


ENTRY = Entry(
    here=HERE,
    page=entry_page,
    blank=show_new,
    make=lambda unit, by, given: hold(unit, by, held_of(given)),
    correct=lambda unit, by, id_, given: correct_session(unit, by, id_, held_of(given)),
    find=session_of,
    typed_from=lambda session: Typed({name: str(getattr(session, name)) for name in FIELDS}),
)

routes = ENTRY.routes("voice.write")
