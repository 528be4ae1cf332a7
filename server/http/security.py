"""What every answer and every write must satisfy: headers, same-site writes, permissions, sizes, rates."""

from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.domain.access import PERMISSIONS, may
from server.domain.problems import Refusal
from server.http.errors import problem_json
from server.http.session import person

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=()",
}
MAX_UPLOAD = 10 * 1024 * 1024
"""Bytes of one request to the office; the sync endpoint has its own, smaller cap."""

Handler = Callable[[Request], Awaitable[Response]]


class SecurityHeaders:
    """Adds the headers to every answer, and stops bodies over the cap while they are read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MAX_UPLOAD:
                raise Refusal("too_large")
            return message

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, counted, with_headers)


class SameSite:
    """Refuses writes that another site's page makes a browser send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI. The sync endpoint answers to a bearer token, which no other site has."""
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            headers = Headers(scope=scope)
            site, origin = headers.get("sec-fetch-site"), headers.get("origin")
            own = origin is None or origin.split("://", 1)[-1] == headers.get("host")
            if site in ("cross-site", "same-site") or (site is None and not own):
                await problem_json(Refusal("cross_site"))(scope, receive, send)
                return
        await self.app(scope, receive, send)


def guarded(path: str, handler: Handler, permission: str, methods: Sequence[str] = ("GET",)) -> Route:
    """A route for those whose role has the permission; the others are asked to log in or told that they may not."""
    if permission not in PERMISSIONS:
        raise KeyError(permission)

    async def checked(request: Request) -> Response:
        who = person(request)
        if who is None:
            if request.method == "GET":
                return RedirectResponse(f"/office/login?next={quote(request.url.path, safe='/')}", 303)
            raise Refusal("login_needed")
        if not may(who.role, permission):
            raise Refusal("forbidden")
        return await handler(request)

    route = Route(path, checked, methods=list(methods), name=handler.__name__)
    route.permission = permission  # type: ignore[attr-defined]  # read by the test of the access table
    return route


class Rates:
    """Moving-window limits by key, in memory: for log-in, enrolment and other doors that are tried by guessing."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def hit(self, limit: str, *key: str) -> None:
        """Count one try, e.g. `hit("10/minute", "login", name)`. Refuses too_many."""
        if not self._limiter.hit(parse(limit), *key):
            raise Refusal("too_many")


def client(request: Request) -> str:
    """The address that is asking."""
    return request.client.host if request.client else "?"
