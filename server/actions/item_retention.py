"""What a delivered item says of a person, taken away in three steps (domain/retention.py)."""

from datetime import datetime, timedelta

from server.domain.custody import watchers
from server.domain.items import Item
from server.domain.retention import Rule, item_without
from server.domain.times import stamp
from server.store.port import Unit


def lessen_items(unit: Unit, now: datetime, rule: Rule) -> int:
    """Of items delivered, or withdrawn with their import, longer ago than the rule says; how many changed.

    One that some phone still shows, since its confirmation is not reviewed or was sent back, waits.
    """
    limit = stamp(now - timedelta(days=rule.days))
    done = [*unit.find(Item, "state", "delivered"), *_withdrawn(unit)]
    changed = 0
    for item in done:
        if _ended(item) >= limit or watchers(item.custody):
            continue
        if (less := item_without(item, rule.code)) != item:
            unit.put(less)
            changed += 1
    return changed


def _withdrawn(unit: Unit) -> list[Item]:
    return [one.record for one in unit.scan(Item) if one.record.custody.state == "withdrawn"]


def _ended(item: Item) -> str:
    """The instant at which it ended; a withdrawn one's day of arrival, and what says neither never ends."""
    return item.custody.delivered_at or (item.arrived if item.custody.state == "withdrawn" else "") or "9"
