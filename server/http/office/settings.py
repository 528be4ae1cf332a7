"""The commune's own settings, and what the installation was started with, read only."""

from dataclasses import fields
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.history import story
from server.actions.settings import Told, change_commune
from server.actions.setup import commune
from server.domain.problems import Refusal
from server.http.desk import view
from server.http.office.acts import Sent, carry_out
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Typed, page
from server.http.security import guarded
from server.settings import Settings
from server.store.port import Unit

HERE = "/office/admin/settings"
HISTORY = 20


class Started(NamedTuple):
    """One variable that the program was started with: its name, its value as it counts, whether it is the default."""

    name: str
    value: str
    default: bool


def started_with(settings: Settings) -> list[Started]:
    """Every TANNHA_* variable as it counts now. There is no secret among them."""
    usual = Settings()
    return [
        Started(
            f"TANNHA_{field.name.upper()}",
            "" if (value := getattr(settings, field.name)) is None else str(value),
            value == getattr(usual, field.name),
        )
        for field in fields(Settings)
    ]


def settings_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The page; with `refusal`, what was typed is still there."""
    with view(request) as seen:
        here = commune(seen)
        if here is None:
            raise Refusal("not_found")
        history = change_lines(reversed(story(seen, here)[-HISTORY:]), Names(seen))
    known = Typed(
        name=here.name,
        province=here.province,
        office=here.office,
        phone=here.phone,
        zalo=here.zalo,
        photos="1" if here.photos else "",
        places="1" if here.places else "",
    )
    started = started_with(request.app.state.settings)
    return page(request, "office/settings.html", refusal=refusal, typed=data or known, started=started, history=history)


async def show_settings(request: Request) -> Response:
    """The settings."""
    return settings_page(request)


def _change(unit: Unit, act: Act, sent: Sent) -> object:
    told = Told(
        name=sent["name"],
        province=sent["province"],
        office=sent["office"],
        phone=sent["phone"],
        zalo=sent["zalo"],
        photos=bool(sent["photos"]),
        places=bool(sent["places"]),
    )
    return change_commune(unit, act, told)


async def do_change(request: Request) -> Response:
    """Change them."""
    return await carry_out(
        request,
        "change",
        _change,
        lambda sent, refusal: settings_page(request, refusal, sent.typed),
        lambda sent: f"{HERE}?saved=1",
    )


routes = [
    guarded(HERE, show_settings, "settings.read"),
    guarded(HERE, do_change, "settings.write", ["POST"]),
]
