"""Who is asking: the office session behind a cookie, and the language of the screen."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.sessions import SESSION_LASTS, is_due, note_use, who
from server.actions.setup import commune
from server.domain.people import Person
from server.domain.problems import Refusal

LOCALES = ("vi", "en")


def cookie_name(request: Request) -> str:
    """`__Host-` binds the cookie to this host over HTTPS; loopback without HTTPS cannot have the prefix."""
    return "__Host-tannha" if request.app.state.settings.secure else "tannha"


def remember(request: Request, response: Response, token: str) -> None:
    """Put a session's token in its cookie."""
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=int(SESSION_LASTS.total_seconds()),
        path="/",
        secure=request.app.state.settings.secure,
        httponly=True,
        samesite="lax",
    )


def forget(request: Request, response: Response) -> None:
    """Drop the cookie."""
    response.delete_cookie(cookie_name(request), path="/", secure=request.app.state.settings.secure, httponly=True)


def token(request: Request) -> str | None:
    """The session's token, if the browser sent one."""
    return request.cookies.get(cookie_name(request))


def person(request: Request) -> Person | None:
    """Who is logged in; looked up once a request."""
    if not hasattr(request.state, "person"):
        found = token(request)
        app: Any = request.app.state
        if found is None:
            request.state.person = None
        else:
            with app.store.read() as view:
                request.state.person = who(view, found, app.clock())
    known: Person | None = request.state.person
    return known


def keep_alive(request: Request) -> None:
    """The session is in use: noted now and then, and nobody waits until it is written."""
    held, app = token(request), request.app.state
    if held is None:
        return
    now = app.clock()
    with app.store.read() as view:
        due = is_due(view, held, now)
    if due:
        app.store.submit(lambda unit: note_use(unit, held, now))


def locale(request: Request) -> str:
    """The screen's language: `?lang=` where a page that needs no cookie has it, the cookie `language`, else the
    installation's.
    """
    asked = request.query_params.get("lang")
    chosen = asked if asked in LOCALES else request.cookies.get("language") or request.app.state.settings.locale
    return chosen if chosen in LOCALES else "vi"


def setup_token(request: Request, given: str | None) -> str:
    """The one-time set-up token, if `given` is it and no commune exists yet. Refuses not_found."""
    app: Any = request.app.state
    with app.store.read() as view:
        done = commune(view) is not None
    if done or app.setup_token is None or given != app.setup_token:
        raise Refusal("not_found")
    return str(given)
