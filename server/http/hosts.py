"""By which names this server may be asked: no page of another name reaches it, no link is made of a forged one."""

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from server.domain.problems import Refusal
from server.http.errors import problem_json

LOOPBACK = frozenset({"localhost"})


def host_of(header: str) -> str:
    """The name in a Host header, without a port, in small letters; '' for none that can be read."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_address(host: str) -> bool:
    """Whether it is a bare network address: no other site's name can be made to lead to one in a Host header."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Hosts:
    """Refuses requests for a name that is not this installation's (DNS rebinding, forged Host headers).

    Known are the public address's name, those of TANNHA_HOSTS, localhost, and bare network addresses.
    """

    def __init__(self, app: ASGIApp, url: str, more: Iterable[str] = ()) -> None:
        self.app = app
        self.names = LOOPBACK | {host_of(urlsplit(url).netloc), *(name.strip().lower() for name in more)} - {""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http":
            given = Headers(scope=scope).getlist("host")
            host = host_of(given[0]) if len(given) == 1 else ""
            if host not in self.names and not is_address(host):
                await problem_json(Refusal("bad_host"))(scope, receive, send)
                return
        await self.app(scope, receive, send)
