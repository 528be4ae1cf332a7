"""A card of a list: what it would do at the desk, and doing it."""

from datetime import date

from msgspec import structs

from server.actions.calendar import calendar
from server.actions.desk import Act, new_id
from server.actions.feeds import publish_item
from server.domain.batches import Made, renewal, seal
from server.domain.calendar import CARD_WORKING_DAYS
from server.domain.card_imports import changes, new_item
from server.domain.cards import Card
from server.domain.imports import Judged, Taken
from server.domain.items import Item, card_key, number_key
from server.domain.times import local_day
from server.store.port import Unit, View


def judge_card(view: View, card: Card) -> Judged:
    """What a card would do now."""
    known = _known(view, card)
    if known is None:
        return Judged("created")
    changed = changes(known, card)
    if not changed:
        return Judged("unchanged", known.id)
    warnings = () if known.custody.state == "at_desk" else (("not_at_desk", "", ""),)
    return Judged("updated", known.id, tuple(changed), warnings)


def _known(view: View, card: Card) -> Item | None:
    of_number = view.find(Item, "number", number_key(card.number))
    return next((one for one in of_number if (one.number, one.valid_from) == (card.number, card.valid_from)), None)


def take_card(unit: Unit, act: Act, batch: str, card: Card) -> Taken:
    """Take a card in: a new one lies at the desk, a known one gets the list's facts. `act` is the batch's."""
    known = _known(unit, card)
    if known is None:
        item = _at_the_desk(unit, act, batch, card)
        unit.put(item)
        return Taken("created", made=Made("item", item.id, seal(item)), new_items=(item.id,))
    changed = changes(known, card)
    if not changed:
        return Taken("unchanged")
    item = structs.replace(known, **changed)
    unit.put(item)
    publish_item(unit, item)
    return Taken("updated", renewed=renewal("item", known, item, changed), changed_items=(item.id,))


def _at_the_desk(unit: Unit, act: Act, batch: str, card: Card) -> Item:
    """A new item, or the one that was withdrawn: its slip may hang on the card, so it keeps its id."""
    arrived = local_day(act.now)
    due = calendar(unit).add_working_days(date.fromisoformat(arrived), CARD_WORKING_DAYS).isoformat()
    withdrawn = next(iter(unit.find(Item, "withdrawn", card_key(card.number, card.valid_from))), None)
    return new_item(withdrawn.id if withdrawn else new_id(), card, arrived, due, batch)
