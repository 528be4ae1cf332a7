"""Server-sent events: after each commit the office screens are told what kinds of record changed."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Protocol

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response

from server.domain.access import may
from server.http.security import guarded
from server.http.session import person

SHOWN = {
    "appointment",
    "availability",
    "batch",
    "calendar_day",
    "chore",
    "citizen",
    "committee_member",
    "commune",
    "contact",
    "desk_capacity",
    "desk_entry",
    "device",
    "dialogue",
    "dossier",
    "fate",
    "filled_form",
    "follow_up_call",
    "hamlet",
    "item",
    "ledger_check",
    "legal_document",
    "opinion",
    "outreach",
    "person",
    "procedure",
    "reconciliation",
    "refused",
    "reminder",
    "report",
    "request",
    "roster",
    "round",
    "shift",
    "training",
    "union",
    "unit",
}
"""The kinds that some screen shows; the others tell nobody anything, and of a complaint nobody is to hear (R42)."""
PERMISSION = "board"
_PAUSE = 0.2
"""Seconds in which changes are gathered, so that a busy minute is not a storm of refreshes."""


class Counted(Protocol):
    """A figure that goes up and down."""

    def inc(self) -> None:
        """One more."""

    def dec(self) -> None:
        """One less."""


class Hub:
    """Passes commits from the store's thread on to whoever listens."""

    def __init__(self, counted: Counted | None = None) -> None:
        """`counted` is told of each that comes and goes."""
        self._counted = counted
        self._listeners: dict[asyncio.Queue[set[str] | None], asyncio.AbstractEventLoop] = {}
        self.closed = False

    def committed(self, changed: list[tuple[str, str]]) -> None:
        """Called by the store after a commit, from its thread."""
        kinds = {kind for kind, _ in changed} & SHOWN
        if kinds:
            for queue, loop in list(self._listeners.items()):
                loop.call_soon_threadsafe(queue.put_nowait, kinds)

    def close(self) -> None:
        """Let every listener go, so that the server can stop."""
        self.closed = True
        for queue in self._listeners:
            queue.put_nowait(None)

    @property
    def listening(self) -> int:
        """How many listen."""
        return len(self._listeners)

    async def listen(self) -> AsyncIterator[list[str]]:
        """The kinds changed, gathered over a short pause, for as long as the asker stays."""
        queue: asyncio.Queue[set[str] | None] = asyncio.Queue()
        self._listeners[queue] = asyncio.get_running_loop()
        if self._counted is not None:
            self._counted.inc()
        try:
            while not self.closed:
                kinds = await queue.get()
                if kinds is None:
                    return
                await asyncio.sleep(_PAUSE)
                while not queue.empty():
                    kinds |= queue.get_nowait() or set()
                yield sorted(kinds)
        finally:
            del self._listeners[queue]
            if self._counted is not None:
                self._counted.dec()


def still_in(request: Request) -> bool:
    """Whether the session under which an answer began is still one of somebody who may listen."""
    del request.state.person  # looked up once a request, and this one goes on for hours
    who = person(request)
    return who is not None and may(who.role, PERMISSION)


async def live(request: Request) -> Response:
    """`GET /office/live`: events named `changed`, data a JSON list of kinds."""
    hub: Hub = request.app.state.hub

    async def events() -> AsyncIterator[ServerSentEvent]:
        async for kinds in hub.listen():
            if not still_in(request):
                return  # the browser asks again, and is asked to log in
            yield ServerSentEvent(json.dumps(kinds), event="changed")

    return EventSourceResponse(events(), ping=20)


routes = [guarded("/office/live", live, PERMISSION)]
