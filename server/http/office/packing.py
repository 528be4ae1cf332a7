"""Packing a round: who carries it, until when, and what, hamlet by hamlet."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar import calendar
from server.actions.rounds import pack
from server.domain.calendar import Calendar
from server.domain.delivery_class import Leave, may_leave
from server.domain.item_due import is_overdue
from server.domain.items import Item
from server.domain.names import sort_key
from server.domain.people import DELIVERERS, Device, Person
from server.domain.problems import Refusal
from server.domain.rounds import MAX_ITEMS
from server.http.desk import act, form, view, write
from server.http.office.item_list import NO_HAMLET
from server.http.office.names import Names, name_order
from server.http.office.page import Typed, page, today, typed
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View

MOST = 300
"""So many papers stand on one page; where there are more, a hamlet is chosen first, and what is due first is shown."""


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


def at_desk(seen: View, hamlet: str) -> list[Item]:
    """What lies at the desk, of one hamlet or of all; 'none' is where no hamlet is known."""
    found = seen.find(Item, "state", "at_desk")
    return [item for item in found if not hamlet or (item.hamlet or NO_HAMLET) == hamlet]


def stops(items: list[Item], names: Names, today_: str) -> list[Stop]:
    """Papers by hamlet, each in the order of names; unknown places last."""
    groups: dict[str, Stop] = {}
    for item in sorted(items, key=lambda one: name_order(one.name)):
        stop = groups.setdefault(item.hamlet or "", Stop(names.hamlet(item.hamlet)))
        stop.items.append(Ready(item, may_leave(item), is_overdue(item, today_)))
    return sorted(groups.values(), key=lambda stop: (not stop.name, sort_key(stop.name) if stop.name else ()))


def crowd(items: list[Item], names: Names) -> list[tuple[str, str, int]]:
    """(hamlet, its name, how many papers): what is chosen from first where there are too many for one page."""
    counts = Counter(item.hamlet or NO_HAMLET for item in items)
    found = [(hamlet, names.hamlet(hamlet), count) for hamlet, count in counts.items()]
    return sorted(found, key=lambda one: (not one[1], name_order(one[1]) if one[1] else ""))


def usual_due(items: list[Item], today_: str, days: Calendar) -> str:
    """The first day by which something here is due, the next working day if that is past or nothing is."""
    ahead = sorted(item.due for item in items if item.due and item.due >= today_)
    return ahead[0] if ahead else days.add_working_days(date.fromisoformat(today_), 1).isoformat()


def packing_page(
    request: Request, data: Typed, chosen: frozenset[str] = frozenset(), refusal: Refusal | None = None
) -> Response:
    """The form, with what was typed and ticked when it is shown again."""
    day, hamlet = today(request), request.query_params.get("hamlet", "")
    with view(request) as seen:
        names, found = Names(seen), at_desk(seen, hamlet)
        deliverers, due = carriers(seen, names), usual_due(found, day, calendar(seen))
        crowded = crowd(found, names) if len(found) > MOST and not hamlet else []
        shown = sorted(found, key=lambda item: (item.id not in chosen, item.due or "9999"))[:MOST]
        groups = stops(shown, names, day) if not crowded else []
    return page(
        request,
        "office/pack.html",
        refusal=refusal,
        typed=data,
        chosen=chosen,
        groups=groups,
        crowded=crowded,
        more=len(found) - len(shown),
        hamlet=hamlet,
        deliverers=deliverers,
        default_due=due,
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
