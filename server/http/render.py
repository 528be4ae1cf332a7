"""Turning a template into an answer: language, dates as Vietnam writes them, whole pages or fragments."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from server.actions.desk import new_id
from server.actions.setup import commune
from server.domain.access import may
from server.domain.times import VIETNAM, instant
from server.http.session import locale, person

WEB = Path(__file__).resolve().parents[2] / "web"
STATIC = Path(__file__).resolve().parents[2] / "static"


@cache
def catalogue(language: str) -> dict[str, str]:
    """All words of one language."""
    words: dict[str, str] = json.loads((WEB / "locales" / f"{language}.json").read_text("utf-8"))
    return words


def translate(language: str, key: str, **values: object) -> str:
    """The words of a key with its `{name}`s filled; a key that is missing shows itself."""
    text = catalogue(language).get(key, key)
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def day(value: str | date | None) -> str:
    """`24/11/2026`; an instant is shown as its day in Vietnam; a partial date as far as it is known."""
    text = value.isoformat() if isinstance(value, date) else value or ""
    if "T" in text:
        return instant(text).astimezone(VIETNAM).strftime("%d/%m/%Y")
    return "/".join(reversed(text.split("-"))) if text else ""


def clock(value: str | None) -> str:
    """`09:14` in Vietnam."""
    return instant(value).astimezone(VIETNAM).strftime("%H:%M") if value else ""


def moment(value: str | None) -> str:
    """`24/11 09:14` in Vietnam."""
    return instant(value).astimezone(VIETNAM).strftime("%d/%m %H:%M") if value else ""


@cache
def environment() -> Environment:
    """The Jinja2 environment over web/."""
    made = Environment(
        loader=FileSystemLoader(WEB), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(day=day, clock=clock, moment=moment)
    return made


def asset(request: Request, name: str) -> str:
    """The URL of a built file, changed whenever its content does."""
    return f"/static/build/{name}?v={request.app.state.build}"


def photo_here(request: Request, name: str) -> bool:
    """Whether a photo that an event names has come in yet."""
    try:
        return bool(request.app.state.files.has(name))
    except KeyError:
        return False


def is_partial(request: Request) -> bool:
    """Whether htmx wants a fragment: everything else (a load, back, a boosted link) is a whole page."""
    return request.headers.get("hx-request-type") == "partial"


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A template as an answer."""
    language = locale(request)
    who = person(request)
    with request.app.state.store.read() as view:
        here = commune(view)
    base = {
        "request": request,
        "language": language,
        "person": who,
        "commune": here,
        "partial": is_partial(request),
        "t": lambda key, **values: translate(language, key, **values),
        "may": lambda permission: who is not None and may(who.role, permission),
        "photo_here": lambda name: photo_here(request, name),
        "asset": lambda name: asset(request, name),
        "new_id": new_id,
        "path": request.url.path,
        "Markup": Markup,
    }
    text = environment().get_template(template).render({**base, **context})
    return HTMLResponse(text, status, headers={"Vary": "HX-Request-Type", "Cache-Control": "no-store"})


def redirect(request: Request, url: str) -> Response:
    """Go there after a write."""
    return RedirectResponse(url, 303)
