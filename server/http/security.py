"""Who may write and enter: same-site writes, permissions, and how often a door may be tried."""

import ipaddress
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from server.domain.access import PERMISSIONS, may
from server.domain.problems import Refusal
from server.http.errors import problem_json
from server.http.reading import note_page, subject_of_path
from server.http.session import keep_alive, person

Handler = Callable[[Request], Awaitable[Response]]


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
        keep_alive(request)
        request.state.about = subject_of_path(path, request.path_params)
        answer = await handler(request)
        if request.method == "GET" and answer.status_code == 200:
            note_page(request, path, who.id)
        return answer

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
    """The address that is asking, as limits count it: of IPv6 the network of 64 bits, all of which one line has.

    Behind a proxy it is the forwarded one, if the proxy is trusted (TANNHA_TRUSTED_PROXIES).
    """
    host = request.client.host if request.client else "?"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ipaddress.ip_network(f"{address}/64", strict=False).network_address)
