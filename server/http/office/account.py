"""My own log-in: a new password, and leaving every other computer."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.people import change_own_password, end_sessions
from server.domain.people import Session
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.page import acting, page, typed
from server.http.render import redirect
from server.http.security import guarded
from server.http.session import forget, token

PATH = "/office/account"
TRIES = "10/minute"
"""Of the password in use: a computer left open is no place to guess it."""


def _shown(request: Request, refusal: Refusal | None = None) -> Response:
    who = acting(request)
    with view(request) as seen:
        others = len(seen.find(Session, "person", who.id)) - 1
    return page(request, "office/account.html", refusal=refusal, others=others, done=request.query_params.get("done"))


async def show_account(request: Request) -> Response:
    """The two forms."""
    return _shown(request)


async def do_change_password(request: Request) -> Response:
    """A new password for who knows the old one; his log-ins elsewhere end."""
    data, who = await form(request), acting(request)
    given, held = typed(data), token(request) or ""
    try:
        request.app.state.rates.hit(TRIES, "own-password", who.id)
        await write(
            request,
            lambda unit: change_own_password(unit, act(request, data), given["current"], given["password"], held),
        )
    except Refusal as refusal:
        return _shown(request, refusal)
    return redirect(request, f"{PATH}?done=1")


async def do_leave_everywhere(request: Request) -> Response:
    """End all log-ins of who asks, this one too."""
    who = acting(request)
    await write(request, lambda unit: end_sessions(unit, who.id))
    response = redirect(request, "/office/login")
    forget(request, response)
    return response


routes = [
    guarded(PATH, show_account, "board"),
    guarded(f"{PATH}/password", do_change_password, "board", ["POST"]),
    guarded(f"{PATH}/leave", do_leave_everywhere, "board", ["POST"]),
]
