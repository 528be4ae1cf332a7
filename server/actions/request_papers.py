"""The papers that go home for a request: claimed, let go, and followed on their way."""

from typing import Any

from msgspec import structs

from server.actions.feeds import publish_item
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.requests import UNSERVED, HomeRequest
from server.store.port import Unit, View

OUT = ("in_round", "returned", "posted")
"""Not at the desk and not in its owner's hands."""


def papers(view: View, request: HomeRequest) -> list[Item]:
    """The items that go home for it."""
    return [item for id_ in request.items if (item := view.get(Item, id_)) is not None]


def claim(unit: Unit, request: HomeRequest, item_id: str) -> HomeRequest:
    """The request with one more paper; the paper learns what the request knows of the house.

    Refuses not_found, and conflict for what another request has or what is delivered already.
    """
    item = unit.get(Item, item_id)
    if item is None or item.custody.state == "withdrawn":
        raise Refusal("not_found")
    other = unit.get(HomeRequest, item.request) if item.request and item.request != request.id else None
    if other is not None and other.state in UNSERVED:
        raise Refusal("conflict", "items", f"{item.name}: kết quả này đã thuộc một yêu cầu khác.")
    if item.custody.state == "delivered" and item_id not in request.items:
        raise Refusal("conflict", "items", f"{item.name}: kết quả này đã trả rồi.")
    told: dict[str, Any] = {
        "nickname": request.nickname,
        "way": request.way,
        "phone": request.person.phone,
        "hamlet": request.person.hamlet,
    }
    missing = {name: value for name, value in told.items() if value and not getattr(item, name)}
    claimed = structs.replace(item, request=request.id, **missing)
    if claimed != item:
        unit.put(claimed)
        publish_item(unit, claimed)
    return request if item_id in request.items else structs.replace(request, items=(*request.items, item_id))


def let_go(unit: Unit, request: HomeRequest) -> HomeRequest:
    """The request without papers; those at the desk stay there for nobody's request.

    Refuses on_its_way while one is out of the house, request_closed when one was delivered.
    """
    for item in papers(unit, request):
        if item.custody.state in OUT:
            raise Refusal("on_its_way")
        if item.custody.state == "delivered":
            raise Refusal("request_closed")
        if item.request == request.id:
            unit.put(structs.replace(item, request=None))
    return structs.replace(request, items=(), dossier=None)


def join(unit: Unit, item: Item) -> Item:
    """A new paper of a dossier goes to the request that waits for it; gives the paper as it is then. Never refuses."""
    for request in unit.find(HomeRequest, "dossier", item.dossier) if item.dossier else ():
        if request.state == "accepted":
            unit.put(claim(unit, request, item.id))
            return unit.get(Item, item.id) or item
    return item


def follow_request(unit: Unit, item: Item, at: str) -> None:
    """Bring the request behind a paper in step with its custody: served once all its papers are delivered.

    Their events are its history; the request gets no line of its own. Never refuses.
    """
    request = unit.get(HomeRequest, item.request) if item.request else None
    if request is None or item.id not in request.items or request.state not in ("accepted", "served"):
        return
    ids = tuple(one.id for one in papers(unit, request) if one.custody.state != "withdrawn")
    states = [one.custody.state for one in papers(unit, request) if one.id in ids]
    served = bool(states) and all(state == "delivered" for state in states)
    moved = structs.replace(
        request,
        items=ids,
        state="served" if served else "accepted",
        served_at=(request.served_at or item.custody.delivered_at or at) if served else None,
    )
    if moved != request:
        unit.put(moved)
