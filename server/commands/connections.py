"""How long the web server waits for a connection to say something, how much, and how many may be open at once.

The library waits for ever until a request's headers are whole, and takes any number of them. What follows them, the
body, is watched where it is read (server/http/bodies.py).
"""

import asyncio
import resource
from asyncio import TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADERS_WITHIN = 15.0
"""Seconds from the connection, or from the first byte of a further request, until its headers are whole."""
MAX_HEADERS = 512 * 1024
"""Bytes that may come before a request's headers are whole: more than one piece that the event loop reads."""
SPARE = 128
"""Files that are left for the store, uploads and programs beside the connections."""
WANTED = 8192
"""Files that a process asks to be allowed; what it gets minus SPARE is the number of connections."""


class PatientProtocol(HttpToolsProtocol):
    """The library's protocol, with an end to its patience."""

    _timer: TimerHandle | None = None
    _unanswered: int = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection opens: it has so long to say what it wants."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """It ends."""
        self._done()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A piece: while headers are awaited it is counted, since the parser gathers them without a bound."""
        if self._timer is not None:
            self._unanswered += len(data)
            if self._unanswered > MAX_HEADERS:
                self.send_400_response("Headers too large.")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        if self._timer is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """The request can be answered."""
        self._done()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._timer = self.loop.call_later(HEADERS_WITHIN, self._give_up)

    def _done(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._unanswered = 0

    def _give_up(self) -> None:
        self._timer = None
        if self.transport is not None and not self.transport.is_closing():
            self.transport.close()


def connections_allowed() -> int:
    """Raise the process's limit of open files as far as it may go; the number of connections that fits below it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(SPARE, soft - SPARE)
