"""Calendars of the roster: the file of a person or a union, and the secret link that calendar programs subscribe to."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar_links import live_link, make_link, revoke_link
from server.documents.qr import qr_svg
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import page, say
from server.http.render import redirect
from server.http.roster_file import Owner, calendar_answer, entries, owner_of
from server.http.security import guarded
from server.http.session import locale

QR_MODULE = 6
"""CSS pixels a module: read from a screen."""
HERE = "/office/roster/calendar/{of}/{id}"


def _owner(request: Request) -> Owner:
    with view(request) as seen:
        return owner_of(seen, request.path_params["of"], request.path_params["id"])


def _page(request: Request, owner: Owner, token: str = "") -> Response:
    """How to subscribe; `token` is that of a link just made, which is shown this one time."""
    link = f"{request.app.state.settings.url}/q/calendar/{token}.ics" if token else ""
    with view(request) as seen:
        live = live_link(seen, owner.of, owner.id)
        made_by = Names(seen).person(live.by) if live else ""
        count = sum(not one.cancelled for one in entries(seen, owner, locale(request)))
    return page(
        request,
        "office/roster_calendar.html",
        owner=owner,
        back=f"/office/roster/people/{owner.id}" if owner.of == "person" else "/office/roster/people",
        live=live,
        made_by=made_by,
        count=count,
        link=link,
        webcal=f"webcal://{link.partition('://')[2]}" if link else "",
        qr=qr_svg(link, QR_MODULE, say(request)("office.roster.calendar_qr")) if link else "",
    )


async def show_calendar(request: Request) -> Response:
    """Whether there is a link, and the file."""
    return _page(request, _owner(request))


async def download(request: Request) -> Response:
    """The file for who is logged in."""
    with view(request) as seen:
        owner = owner_of(seen, request.path_params["of"], request.path_params["id"])
        return calendar_answer(request, seen, owner, locale(request))


async def do_link(request: Request) -> Response:
    """A fresh link, shown this one time; the one before it opens nothing any more."""
    owner, data = _owner(request), await form(request)
    token = await write(request, lambda unit: make_link(unit, act(request, data), owner.of, owner.id))
    return _page(request, owner, token)


async def do_revoke(request: Request) -> Response:
    """Close the link."""
    owner, data = _owner(request), await form(request)
    await write(request, lambda unit: revoke_link(unit, act(request, data), owner.of, owner.id))
    return redirect(request, f"/office/roster/calendar/{owner.of}/{owner.id}")


routes = [
    guarded(f"{HERE}.ics", download, "roster.read"),
    guarded(HERE, show_calendar, "roster.read"),
    guarded(f"{HERE}/link", do_link, "roster.write", ["POST"]),
    guarded(f"{HERE}/revoke", do_revoke, "roster.write", ["POST"]),
]
