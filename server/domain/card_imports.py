"""A health card of a list against what the desk knows: what is new, what changes, and the item that it becomes."""

from typing import Any

from msgspec import structs

from server.domain.cards import CARD_CHECKS, CARD_TITLE, Card
from server.domain.items import Item, What

_KEY = ("number", "valid_from")
_FACTS = tuple(field for field in structs.fields(Card) if field.name not in _KEY)


def changes(item: Item, card: Card) -> dict[str, Any]:
    """The facts of a known item that the list tells otherwise. What a list leaves empty is never forgotten."""
    told = {
        field.name: told
        for field in _FACTS
        if (told := getattr(card, field.name)) and told != getattr(item, field.name)
    }
    if "hamlet_text" in told:
        told["hamlet"] = card.hamlet  # another address, perhaps in a hamlet that nobody knows
    return {name: value for name, value in told.items() if value != getattr(item, name)}


def new_item(id_: str, card: Card, arrived: str, due: str, batch: str) -> Item:
    """The item that a card becomes at the desk. `arrived` and `due` are days."""
    return Item(
        id=id_,
        what=What("health_card", CARD_TITLE),
        checks=CARD_CHECKS,
        arrived=arrived,
        due=due,
        batch=batch,
        **structs.asdict(card),
    )
