"""Packing a round: who carries it, until when, and what, hamlet by hamlet."""

from dataclasses import dataclass, field
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from server.actions.rounds import pack
from server.domain.calendar import add_working_days
from server.domain.delivery_class import Leave, may_leave
from server.domain.item_due import is_overdue
from server.domain.items import Item
from server.domain.names import sort_key
from server.domain.people import DELIVERERS, Device, Person
from server.domain.problems import Refusal
from server.domain.rounds import MAX_ITEMS
from server.http.desk import act, form, view, write
from server.http.office.names import Names, name_order
from server.http.office.page import Typed, page, today, typed
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View


@dataclass(frozen=True)
class Carrier:
    """Somebody who may carry a bag, and on how many phones."""

    person: Person
    hamlet: str
    phones: int


@dataclass(frozen=True)
class Ready:
    """An item at the desk; `leave` is what its class says."""

    item: Item
    leave: Leave
    overdue: bool


@dataclass(frozen=True)
class Stop:
    """The items of one hamlet."""

    name: str
    items: list[Ready] = field(default_factory=list)


def carriers(seen: View, names: Names) -> list[Carrier]:
    """Who may carry a bag, in the order of names; those with a phone first."""
    people = [person for role in DELIVERERS for person in seen.find(Person, "role", role) if person.active]
    found = [
        Carrier(
            person,
            names.hamlet(person.hamlet),
            sum(not device.revoked_at for device in seen.find(Device, "person", person.id)),
        )
        for person in people
    ]
    return sorted(found, key=lambda one: (not one.phones, sort_key(one.person.name)))


def stops(seen: View, names: Names, today_: str, hamlet: str = "") -> list[Stop]:
    """What lies at the desk by hamlet; unknown places last."""
    groups: dict[str, Stop] = {}
    items = [item for item in seen.find(Item, "state", "at_desk") if not hamlet or item.hamlet == hamlet]
    for item in sorted(items, key=lambda one: name_order(one.name)):
        stop = groups.setdefault(item.hamlet or "", Stop(names.hamlet(item.hamlet)))
        stop.items.append(Ready(item, may_leave(item), is_overdue(item, today_)))
    return sorted(groups.values(), key=lambda stop: (not stop.name, sort_key(stop.name) if stop.name else ()))


def usual_due(found: list[Stop], today_: str) -> str:
    """The first day by which something here is due, the next working day if that is past or nothing is."""
    days = sorted(ready.item.due for stop in found for ready in stop.items if ready.item.due)
    ahead = next((day for day in days if day >= today_), None)
    return ahead or add_working_days(date.fromisoformat(today_), 1).isoformat()


def packing_page(
    request: Request, data: Typed, chosen: frozenset[str] = frozenset(), refusal: Refusal | None = None
) -> Response:
    """The form, with what was typed and ticked when it is shown again."""
    day = today(request)
    with view(request) as seen:
        names = Names(seen)
        found = stops(seen, names, day, request.query_params.get("hamlet", ""))
        deliverers = carriers(seen, names)
    return page(
        request,
        "office/pack.html",
        refusal=refusal,
        typed=data,
        chosen=chosen,
        groups=found,
        deliverers=deliverers,
        default_due=usual_due(found, day),
        max_items=MAX_ITEMS,
    )


async def show_packing(request: Request) -> Response:
    """An empty bag."""
    query = request.query_params
    return packing_page(request, Typed(deliverer=query.get("deliverer", "")), frozenset(query.getlist("items")))


async def do_pack(request: Request) -> Response:
    """Pack it; on refusal everything ticked and typed is still there."""
    data = await form(request)
    given, chosen = typed(data), ticked(data)
    try:
        made = await write(
            request, lambda unit: pack(unit, act(request, data), given["deliverer"], given["due"], chosen)
        )
    except Refusal as refusal:
        return packing_page(request, given, frozenset(chosen), refusal)
    return redirect(request, f"/office/rounds/{made.id}")


def ticked(data: FormData) -> list[str]:
    """The items ticked in a form."""
    return [value for value in data.getlist("items") if isinstance(value, str)]


routes = [
    guarded("/office/rounds/new", show_packing, "rounds.write"),
    guarded("/office/rounds/new", do_pack, "rounds.write", ["POST"]),
]
