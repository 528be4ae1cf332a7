"""The people of the service: the list, one person, adding and changing."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.devices import revoke_all
from server.actions.people import add_person, change_person, set_password
from server.domain.events import Fate
from server.domain.people import ROLES, Device, Person
from server.domain.problems import Refusal
from server.domain.rounds import Round
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import Say, Typed, page, say, today, typed
from server.http.office.people_lines import PersonLine, people_lines, person_line
from server.http.office.phone_lines import phone_line
from server.http.office.round_lines import round_line
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day, redirect
from server.http.security import guarded
from server.store.port import Unit, View

LEFT = "Người này thôi làm việc"
"""Why the phones of who leaves are revoked."""


def person_of(seen: View, request: Request) -> Person:
    """The person of the URL. Refuses not_found."""
    found = seen.get(Person, request.path_params["id"])
    if found is None:
        raise Refusal("not_found")
    return found


async def show_people(request: Request) -> Response:
    """Everybody."""
    with view(request) as seen:
        lines = people_lines(seen, request.app.state.clock())
        phones = seen.count(Device, "all", "")
    return page(request, "office/people.html", people=lines, device_count=phones)


async def export_people(request: Request) -> Response:
    """Everybody as XLSX."""
    word = say(request)
    with view(request) as seen:
        rows = [_row(line, word) for line in people_lines(seen, request.app.state.clock())]
    return spreadsheet(request, "nguoi-thuc-hien", rows)


def _row(line: PersonLine, word: Say) -> dict[str, str]:
    return {
        word("office.person.name"): line.person.name,
        word("office.person.role"): word(f"office.role.{line.person.role}"),
        word("office.hamlet"): line.hamlet,
        word("office.person.phone"): line.person.phone,
        word("office.person.devices"): ", ".join(device.label for device in line.devices),
        word("office.person.seen"): day(line.seen_at),
        word("office.person.carries"): str(line.carries),
        word("office.person.unreviewed"): str(line.waits),
    }


async def show_person(request: Request) -> Response:
    """One person, his rounds and phones."""
    now, day = request.app.state.clock(), today(request)
    with view(request) as seen:
        one, names = person_of(seen, request), Names(seen)
        waits = sum(fate.person == one.id for fate in seen.find(Fate, "queue", "pending"))
        shown: dict[str, Any] = {
            "line": person_line(seen, one, names, now, waits),
            "rounds": [round_line(seen, found, names, day) for found in seen.find(Round, "open", one.id)],
            "devices": [phone_line(device, now, names) for device in seen.find(Device, "person", one.id)],
        }
    return page(request, "office/person.html", with_person=False, **shown)


def _form_page(request: Request, data: Typed, id_: str = "", refusal: Refusal | None = None) -> Response:
    with view(request) as seen:
        names = Names(seen)
        hamlets, unions = names.hamlets, names.unions
    return page(
        request,
        "office/person_form.html",
        refusal=refusal,
        typed=data,
        person_id=id_,
        hamlets=hamlets,
        unions=unions,
        roles=ROLES,
    )


async def show_new(request: Request) -> Response:
    """The form for somebody new."""
    return _form_page(request, Typed(role="hamlet_head"))


async def do_add(request: Request) -> Response:
    """Add somebody."""
    data = await form(request)
    given = typed(data)
    try:
        made = await write(request, lambda unit: _add(unit, act(request, data), given))
    except Refusal as refusal:
        return _form_page(request, _without_password(given), refusal=refusal)
    return redirect(request, f"/office/people/{made.id}")


def _add(unit: Unit, by: Act, given: Typed) -> Person:
    _check_login(given, needs_password=True)
    return add_person(unit, by, password=given["password"] or None, **_facts(given))


async def show_edit(request: Request) -> Response:
    """The form for somebody known."""
    with view(request) as seen:
        one = person_of(seen, request)
    known = Typed(
        name=one.name,
        role=one.role,
        hamlet=one.hamlet or "",
        union=one.union or "",
        position=one.position,
        phone=one.phone,
        username=one.username or "",
        active="1" if one.active else "",
    )
    return _form_page(request, known, one.id)


async def do_edit(request: Request) -> Response:
    """Change somebody; a new password only if one was typed."""
    data, id_ = await form(request), request.path_params["id"]
    given = typed(data)
    try:
        await write(request, lambda unit: _change(unit, act(request, data), id_, given))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return _form_page(request, _without_password(given), id_, refusal)
    return redirect(request, f"/office/people/{id_}")


def _change(unit: Unit, by: Act, id_: str, given: Typed) -> Person:
    known = unit.get(Person, id_)
    _check_login(given, needs_password=known is None or known.password is None)
    changed = change_person(unit, by, id_, active=given["active"] == "1", **_facts(given))
    if not changed.active:
        revoke_all(unit, by, id_, LEFT)
    return set_password(unit, by, id_, given["password"]) if given["password"] else changed


def _check_login(given: Typed, needs_password: bool) -> None:
    """A user name and a password belong together."""
    if given["password"] and not given["username"].strip():
        raise Refusal("invalid", "username", "Có mật khẩu thì phải có tên đăng nhập.")
    if given["username"].strip() and needs_password and not given["password"]:
        raise Refusal("invalid", "password", "Có tên đăng nhập thì phải đặt mật khẩu.")


def _facts(given: Typed) -> dict[str, str]:
    return {name: given[name] for name in ("name", "role", "hamlet", "union", "position", "phone", "username")}


def _without_password(given: Typed) -> Typed:
    return Typed({**given, "password": ""})


routes = [
    guarded("/office/people", show_people, "people.read"),
    guarded("/office/people.xlsx", export_people, "people.read"),
    guarded("/office/people/new", show_new, "people.write"),
    guarded("/office/people/new", do_add, "people.write", ["POST"]),
    guarded("/office/people/{id}", show_person, "people.read"),
    guarded("/office/people/{id}/edit", show_edit, "people.write"),
    guarded("/office/people/{id}/edit", do_edit, "people.write", ["POST"]),
]
