"""One look at each request: what was asked by its route and what came of it, for the log and the figures.

Addresses, queries and bodies are never looked at: they hold ids, names and secrets. A request has a name of its own,
short enough to be read out; who meets a failure is shown it, and it is in every line that the log has of the request.
"""

import secrets
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.http.errors import failed

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""None that is taken for another when it is read aloud or written down."""
NOWHERE = "-"
"""The route of what no route answered."""
log = structlog.get_logger()


class Seen(NamedTuple):
    """One request: its name, method and route's template, the status, the seconds until the answer began, its bytes.

    `status` is 0 when nothing was answered: the asker had gone.
    """

    name: str
    method: str
    route: str
    status: int
    seconds: float
    size: int


def new_name() -> str:
    """`K7QF-2M9D`."""
    text = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{text[:4]}-{text[4:]}"


def log_request(seen: Seen) -> None:
    """One line for each."""
    log.info(
        "request",
        method=seen.method,
        route=seen.route,
        status=seen.status,
        ms=round(seen.seconds * 1000, 1),
        bytes=seen.size,
    )


class Watch:
    """Names each request, tells the listeners of it once it is answered, and answers for what failed unforeseen."""

    def __init__(self, app: ASGIApp, listeners: Sequence[Callable[[Seen], None]]) -> None:
        self.app = app
        self.listeners = listeners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name, begun = new_name(), time.perf_counter()
        scope.setdefault("state", {})["name"] = name
        status, seconds, size = 0, 0.0, 0

        async def counted(message: Message) -> None:
            nonlocal status, seconds, size
            if message["type"] == "http.response.start":
                status, seconds = message["status"], time.perf_counter() - begun
            else:
                size += len(message.get("body", b""))
            await send(message)

        with structlog.contextvars.bound_contextvars(request=name):
            try:
                await self.app(scope, receive, counted)
            except Exception as error:
                response = await failed(Request(scope), error)
                if status:
                    raise  # half an answer is out: the connection has to be cut
                await response(scope, receive, counted)
            finally:
                method = scope["method"] if scope["method"] in METHODS else "OTHER"
                route = getattr(scope.get("route"), "path", NOWHERE)
                seen = Seen(name, method, route, status, seconds or time.perf_counter() - begun, size)
                for listener in self.listeners:
                    listener(seen)
