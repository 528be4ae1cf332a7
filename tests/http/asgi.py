"""Requests as a network may send them: any bytes in the path, the headers and the body, straight into the app."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Sent:
    """One request. `path` and `query` are as they stand on the wire."""

    method: str
    path: str
    query: bytes = b""
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""


@dataclass
class Answer:
    """What came back; `error` is a defect that escaped the handlers."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    error: BaseException | None = None

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


class Door:
    """Sends requests into an app, one after the other, and counts them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.loop = asyncio.new_event_loop()
        self.sent = 0
        self.failures = 0

    def close(self) -> None:
        """No more requests."""
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def ask(self, sent: Sent, cookies: str = "", address: str = "127.0.0.1") -> Answer:
        """The answer to one request."""
        headers = list(sent.headers)
        if not any(name == b"host" for name, _ in headers):
            headers.append((b"host", b"127.0.0.1:8000"))
        if cookies:
            headers.append((b"cookie", cookies.encode()))
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": sent.method,
            "scheme": "http",
            "path": unquote(sent.path, errors="replace"),
            "raw_path": sent.path.encode("ascii", "replace"),
            "query_string": sent.query,
            "root_path": "",
            "headers": headers,
            "client": (address, 50000),
            "server": ("127.0.0.1", 8000),
        }
        answer = self.loop.run_until_complete(self._run(scope, sent.body))
        self.sent += 1
        self.failures += answer.status >= 500 or answer.error is not None
        return answer

    async def _run(self, scope: dict[str, Any], body: bytes) -> Answer:
        answer, parts, over = Answer(), [], [False]

        async def receive() -> Message:
            if over[0]:
                await asyncio.Event().wait()  # the asker stays, and says nothing more
            over[0] = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {name.decode().lower(): value.decode("latin-1") for name, value in message["headers"]}
            else:
                parts.append(message.get("body", b""))

        try:
            await self.app(scope, receive, send)
        except Exception as error:  # a defect is what is looked for
            answer.error = error
        answer.body = b"".join(parts)
        return answer
