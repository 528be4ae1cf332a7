"""Recording what lets a paper of class D1 leave the house, and taking it back (domain §3.1, R34)."""

from msgspec import structs

from server.actions.desk import Act
from server.actions.feeds import publish_item
from server.actions.history import done_before, record_change
from server.domain.conditions import Condition, read_condition
from server.domain.delivery_class import said
from server.domain.items import Item
from server.domain.names import tidy
from server.domain.problems import Refusal
from server.domain.times import local_day
from server.store.port import Unit


def record_condition(unit: Unit, act: Act, item_id: str, kind: str, document: str, day: str = "") -> Item:
    """Record the condition of a class D1, or another in its place. Refuses not_found, no_condition, not_at_desk,
    invalid with the field.
    """
    item = _at_the_desk(unit, act, item_id)
    condition = read_condition(kind, document, day, local_day(act.now))
    return _put(unit, act, item, condition, "item.condition", said(condition))


def withdraw_condition(unit: Unit, act: Act, item_id: str, reason: str) -> Item:
    """It does not hold after all: the paper stays. Refuses needs_reason, and what `record_condition` refuses."""
    item = _at_the_desk(unit, act, item_id)
    if not tidy(reason):
        raise Refusal("needs_reason", "reason")
    return _put(unit, act, item, None, "item.condition_withdrawn", tidy(reason)[:300])


def _at_the_desk(unit: Unit, act: Act, item_id: str) -> Item:
    """The item while something may still be said of it: what has left the house left under what was recorded then."""
    item = unit.get(Item, item_id)
    if item is None:
        raise Refusal("not_found")
    if done_before(unit, act, item):
        return item
    if item.delivery_class != "D1":
        raise Refusal("no_condition")
    if item.custody.state != "at_desk":
        raise Refusal("not_at_desk", None, f"{item.name}: không còn ở bàn.")
    return item


def _put(unit: Unit, act: Act, before: Item, condition: Condition | None, what: str, note: str) -> Item:
    after = structs.replace(before, condition=condition)
    if after == before or done_before(unit, act, before):
        return before
    unit.put(after)
    record_change(unit, act, after, what, note, before=before)
    publish_item(unit, after)
    return after
