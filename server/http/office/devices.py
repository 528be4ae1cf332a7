"""Phones: the list with what is out of order, the invitation, the revocation."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from server.actions.devices import revoke
from server.actions.people import invite
from server.documents.qr import qr_svg
from server.domain.people import Device, Person
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import Say, Typed, page, say, typed
from server.http.office.people import person_of
from server.http.office.phone_lines import PhoneLine, phone_line
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day, redirect
from server.http.security import guarded
from server.store.port import View

QR_MODULE = 8
"""CSS pixels a module: read from across a desk."""


def phones(seen: View, now: datetime) -> list[PhoneLine]:
    """All phones: those in trouble first, the revoked ones last."""
    names = Names(seen)
    lines = [phone_line(device, now, names) for device in seen.find(Device, "all", "")]
    return sorted(
        lines, key=lambda line: (bool(line.device.revoked_at), not line.trouble, line.person, line.device.enrolled_at)
    )


async def show_devices(request: Request) -> Response:
    """The list."""
    with view(request) as seen:
        lines = phones(seen, request.app.state.clock())
        people = seen.count(Person, "all", "")
    return page(request, "office/devices.html", devices=lines, people_count=people, with_person=True)


async def export_devices(request: Request) -> Response:
    """The list as XLSX."""
    word = say(request)
    with view(request) as seen:
        rows = [_row(line, word) for line in phones(seen, request.app.state.clock())]
    return spreadsheet(request, "may", rows)


def _row(line: PhoneLine, word: Say) -> dict[str, str]:
    device = line.device
    trouble = "office.device.revoked" if device.revoked_at else f"office.trouble.tag.{line.trouble}"
    return {
        word("office.person.name"): line.person,
        word("office.device.label"): line.label,
        word("office.device.state"): word(trouble if device.revoked_at or line.trouble else "office.device.fine"),
        word("office.device.enrolled"): day(device.enrolled_at),
        word("office.person.seen"): day(device.seen_at),
        word("office.device.events"): str(device.tip),
    }


async def show_invite(request: Request) -> Response:
    """The question before a code is made: a look must not make one."""
    with view(request) as seen:
        invited = person_of(seen, request)
    return _invite_page(request, invited)


async def do_invite(request: Request) -> Response:
    """A fresh code, shown this one time: it is kept only as a hash."""
    data, id_ = await form(request), request.path_params["id"]
    with view(request) as seen:
        invited = person_of(seen, request)
    try:
        code, invitation = await write(request, lambda unit: invite(unit, act(request, data), id_))
    except Refusal as refusal:
        return _invite_page(request, invited, refusal=refusal)
    link = f"{request.app.state.settings.url}/field/enrol#{code}"
    return _invite_page(request, invited, link, invitation.expires_at)


def _invite_page(
    request: Request, invited: Person, link: str = "", expires: str = "", refusal: Refusal | None = None
) -> Response:
    with view(request) as seen:
        phones = sum(not device.revoked_at for device in seen.find(Device, "person", invited.id))
    return page(
        request,
        "office/invite.html",
        refusal=refusal,
        invited=invited,
        devices=phones,
        link=link,
        expires=expires,
        qr=qr_svg(link, QR_MODULE, say(request)("office.invite.qr")) if link else "",
    )


def _device_line(request: Request) -> PhoneLine:
    with view(request) as seen:
        device = seen.get(Device, request.path_params["id"])
        if device is None:
            raise Refusal("not_found")
        return phone_line(device, request.app.state.clock(), Names(seen))


async def show_revoke(request: Request) -> Response:
    """What revoking does, and the reason."""
    return page(request, "office/revoke.html", line=_device_line(request))


async def do_revoke(request: Request) -> Response:
    """Revoke it."""
    data = await form(request)
    given, line = typed(data), _device_line(request)
    why = reason(given["common"], given["why"])
    if not why:
        refusal = Refusal("needs_reason", "why")
        return page(request, "office/revoke.html", refusal=refusal, typed=Typed(given), line=line)
    await write(request, lambda unit: revoke(unit, act(request, data), line.device.id, why))
    return redirect(request, f"/office/people/{line.person_id}")


def reason(common: str, more: str) -> str:
    """A reason of a button and the words added to it."""
    return ". ".join(part for part in (common.strip().rstrip("."), more.strip()) if part)


routes = [
    guarded("/office/devices", show_devices, "people.read"),
    guarded("/office/devices.xlsx", export_devices, "people.read"),
    guarded("/office/people/{id}/invite", show_invite, "devices.invite"),
    guarded("/office/people/{id}/invite", do_invite, "devices.invite", ["POST"]),
    guarded("/office/devices/{id}/revoke", show_revoke, "devices.revoke"),
    guarded("/office/devices/{id}/revoke", do_revoke, "devices.revoke", ["POST"]),
]
