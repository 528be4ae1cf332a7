"""Logging in and out, and the language of the screens."""

import asyncio
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.people import check_password
from server.actions.sessions import log_in, log_out
from server.domain.people import Person
from server.domain.problems import Refusal
from server.http.desk import form, view, write
from server.http.office.page import Typed, page, typed
from server.http.render import redirect
from server.http.security import client
from server.http.session import LOCALES, forget, person, remember, token

BOARD = "/office/"
YEAR = 365 * 24 * 3600
PER_NAME, PER_CLIENT = "10/minute", "60/minute"
"""Tries at one name, and from one address: a commune's PCs may share one."""


def own_path(text: str) -> str:
    """A path of this server to go on to, the board if `text` is none: no log-in leads to another site."""
    parts = urlsplit(text.replace("\\", "/"))
    sound = text.startswith("/") and not text.startswith("//") and not parts.scheme and not parts.netloc
    return text if sound and text.isprintable() else BOARD


async def show_login(request: Request) -> Response:
    """The log-in form; who is in already goes on."""
    going = own_path(request.query_params.get("next", BOARD))
    if person(request) is not None:
        return redirect(request, going)
    return page(request, "office/login.html", next=going)


async def do_login(request: Request) -> Response:
    """Check name and password, and begin a session."""
    data = typed(await form(request))
    try:
        who = await _checked(request, data)
    except Refusal as refusal:
        kept = Typed(username=data["username"])
        return page(request, "office/login.html", refusal=refusal, typed=kept, next=own_path(data["next"]))
    begun = await write(request, lambda unit: log_in(unit, who, request.app.state.clock(), token(request)))
    response = redirect(request, own_path(data["next"]))
    remember(request, response, begun)
    return response


async def _checked(request: Request, data: Typed) -> Person:
    rates = request.app.state.rates
    rates.hit(PER_CLIENT, "login", client(request))
    rates.hit(PER_NAME, "login", client(request), data["username"].strip().lower())

    def check() -> Person:
        with view(request) as seen:
            return check_password(seen, data["username"], data["password"])

    return await asyncio.to_thread(check)


async def do_logout(request: Request) -> Response:
    """End the session."""
    held = token(request)
    if held is not None:
        await write(request, lambda unit: log_out(unit, held))
    response = redirect(request, "/office/login")
    forget(request, response)
    return response


async def set_language(request: Request) -> Response:
    """Keep the language of the screens in a cookie and go back."""
    data = typed(await form(request))
    response = redirect(request, own_path(data["back"]))
    if data["locale"] in LOCALES:
        secure = request.app.state.settings.secure
        response.set_cookie("language", data["locale"], max_age=YEAR, path="/", secure=secure, samesite="lax")
    return response


routes = [
    Route("/office/login", show_login, methods=["GET"]),
    Route("/office/login", do_login, methods=["POST"]),
    Route("/office/logout", do_logout, methods=["POST"]),
    Route("/office/language", set_language, methods=["POST"]),
]
