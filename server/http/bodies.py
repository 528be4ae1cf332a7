"""What a request may bring: so many bytes, without long pauses, in an address that can be read as text."""

import asyncio
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.domain.problems import Refusal

MAX_UPLOAD = 10 * 1024 * 1024
"""Bytes of one request with files (lists to import, a phone's rescue file); the most that anything may bring."""
MAX_FORM = 1024 * 1024
"""Bytes of a form without files. The sync endpoint counts its own, also what a gzip body inflates to."""
PAUSE = 30.0
"""Seconds within which the next piece of a body must come: a phone at the edge of the network sends something."""
WHOLE = 600.0
"""Seconds within which all of it must have come."""
_NOT_PLAIN = re.compile(rb"[^\x21-\x7e]")


class Bodies:
    """Stops bodies that are too large or too slow while they are read.

    A handler that expects less than MAX_UPLOAD says so in `request.state.most` before it reads (desk.form).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Bytes that belong in no address: as a browser would have sent them, so that every reader takes them.
        scope["query_string"] = _NOT_PLAIN.sub(lambda found: b"%%%02X" % found.group()[0], scope["query_string"])
        await self.app(scope, _Reading(receive, scope.setdefault("state", {})).receive, send)


class _Reading:
    """One request's body as it comes in."""

    def __init__(self, receive: Receive, state: dict[str, int]) -> None:
        self._receive, self._state = receive, state
        self._seen, self._whole = 0, False
        self._until = asyncio.get_running_loop().time() + WHOLE

    async def receive(self) -> Message:
        """The next message. Refuses too_large, too_slow. After the body whoever listens may wait for ever."""
        if self._whole:
            return await self._receive()
        left = self._until - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, min(PAUSE, left)))
        except TimeoutError:
            raise Refusal("too_slow") from None
        self._whole = not message.get("more_body", False)
        self._seen += len(message.get("body", b""))
        if self._seen > self._state.get("most", MAX_UPLOAD):
            raise Refusal("too_large")
        return message
