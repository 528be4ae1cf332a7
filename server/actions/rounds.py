"""Rounds in the office: pack a bag, give it, pass it to another deliverer, take back what is left."""

from collections.abc import Sequence

from msgspec import structs

from server.actions.custody import Touched, advance, settle
from server.actions.desk import Act
from server.actions.ledger import fact, record_act
from server.domain.delivery_class import may_leave
from server.domain.events import Event
from server.domain.items import Item
from server.domain.people import DELIVERERS, Person
from server.domain.problems import Refusal
from server.domain.rounds import MAX_ITEMS, Round
from server.domain.times import chosen_day
from server.store.port import Unit, View


def pack(unit: Unit, act: Act, deliverer: str, due: str, items: Sequence[str]) -> Round:
    """A new round of items from the desk. Refuses round_full, not_at_desk, class_forbids, invalid."""
    if (existing := unit.get(Round, act.event_id)) is not None:
        return existing
    person = _deliverer(unit, deliverer)
    chosen = list(dict.fromkeys(items))
    if not 1 <= len(chosen) <= MAX_ITEMS:
        raise Refusal("round_full", "items")
    for item_id in chosen:
        item = unit.get(Item, item_id)
        if item is None or item.custody.state != "at_desk":
            raise Refusal("not_at_desk", "items", f"{item.name}: không còn ở bàn." if item else None)
        _demand_leave(item, person)
    round_ = Round(
        id=act.event_id,
        no=next_no(unit),
        deliverer=person.id,
        due=chosen_day(due, "due", "Hãy chọn ngày giao."),
        items=tuple(chosen),
        packed_at=act.at,
        packed_by=act.by.id,
    )
    unit.put(round_)
    data = {"round": round_.id, "deliverer": person.id, "items": chosen, "due": due}
    _apply(unit, act, record_act(unit, act, "round.packed", data, items=chosen))
    return _again(unit, round_.id)


def next_no(view: View) -> int:
    """The number that the next round gets: 1, 2, 3… in this commune, none is ever taken away."""
    return view.count(Round, "all", "") + 1


def give(unit: Unit, act: Act, round_id: str) -> Round:
    """The clerk's half of the hand-over: the bag left the desk. Twice is once."""
    round_ = _open_round(unit, round_id)
    if round_.given_at is None:
        unit.put(structs.replace(round_, given_at=act.at))
        items = list(round_.items)
        _apply(unit, act, record_act(unit, act, "handover.given", {"round": round_id, "items": items}, items=items))
    return _again(unit, round_id)


def reassign(unit: Unit, act: Act, round_id: str, to: str) -> Round:
    """Pass what is not delivered to another deliverer, who accepts it anew. Refuses class_forbids, invalid."""
    round_ = _open_round(unit, round_id)
    person = _deliverer(unit, to)
    if person.id == round_.deliverer:
        return round_
    items = _still_out(unit, round_)
    for item_id in items:
        if (item := unit.get(Item, item_id)) is not None:
            _demand_leave(item, person)
    unit.put(structs.replace(round_, deliverer=person.id, given_at=None, accepted_at=None, returned_at=None))
    data = {"round": round_id, "from": round_.deliverer, "to": person.id, "items": items}
    _apply(unit, act, record_act(unit, act, "round.reassigned", data, items=items))
    return _again(unit, round_id)


def take_back(unit: Unit, act: Act, round_id: str, items: Sequence[str]) -> Round:
    """The clerk counted these items back onto the desk."""
    round_ = _open_round(unit, round_id)
    out = set(_still_out(unit, round_))
    back = [item for item in dict.fromkeys(items) if item in out]
    if not back:
        raise Refusal("invalid", "items", "Chọn kết quả đã mang về.")
    _apply(unit, act, record_act(unit, act, "handover.taken_back", {"round": round_id, "items": back}, items=back))
    return _again(unit, round_id)


def _demand_leave(item: Item, carrier: Person) -> None:
    leave = may_leave(item, "round", carrier.role)
    if not leave.ok:
        raise Refusal("class_forbids", "items", f"{item.name}: {leave.words}.")


def _apply(unit: Unit, act: Act, event: Event) -> None:
    new, touched = fact(event, None), Touched()
    for item in event.items:
        advance(unit, touched, item, new)
    settle(unit, touched, act.at)


def _still_out(unit: Unit, round_: Round) -> list[str]:
    found = (unit.get(Item, item_id) for item_id in round_.items)
    return [item.id for item in found if item and item.custody.round == round_.id and item.custody.state != "delivered"]


def _again(unit: Unit, round_id: str) -> Round:
    round_ = unit.get(Round, round_id)
    if round_ is None:
        raise Refusal("not_found")
    return round_


def _open_round(unit: Unit, round_id: str) -> Round:
    round_ = _again(unit, round_id)
    if round_.closed_at:
        raise Refusal("conflict", None, "Đợt giao này đã đóng.")
    return round_


def _deliverer(unit: Unit, person_id: str) -> Person:
    person = unit.get(Person, person_id)
    if person is None or not person.active or person.role not in DELIVERERS:
        raise Refusal("invalid", "deliverer", "Hãy chọn người đi giao.")
    return person
