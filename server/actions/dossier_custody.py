"""A dossier follows its paper: returned while a delivery stands, waiting again when it does not."""

from collections.abc import Mapping
from typing import Any

import msgspec

from server.domain.dossier_steps import Receiver, followed
from server.domain.dossiers import Dossier
from server.domain.events import Event, Fate
from server.domain.items import Item
from server.store.port import Unit, View


def follow(unit: Unit, item: Item, at: str) -> None:
    """Bring the dossier behind an item in step with the item's custody, as it is after a turn or an act at `at`.

    The events of the item are its history; the dossier gets no line of its own. Never refuses.
    """
    dossier = unit.get(Dossier, item.dossier) if item.dossier else None
    if dossier is None or dossier.item != item.id:
        return
    moved = followed(dossier, _delivered(unit, item, at))
    if moved != dossier:
        unit.put(moved)


def _delivered(view: View, item: Item, at: str) -> Receiver | None:
    """To whom the item went, as the acting proof or its amendment says; None while it is with nobody."""
    custody = item.custody
    if custody.state != "delivered":
        return None
    to = _recipient(view, custody.proof) if custody.proof else {}
    name, relation = str(to.get("name") or item.name), str(to.get("relation") or "subject")
    return Receiver(name, relation, custody.delivered_at or at)


def _recipient(view: View, proof: str) -> Mapping[str, Any]:
    for event in reversed(view.find(Event, "event", proof)):
        fate = view.get(Fate, event.id)
        amending = view.get(Event, fate.amended) if fate and fate.amended else None
        to = _data(amending or event).get("to")
        if isinstance(to, Mapping):
            return to
    return {}


def _data(event: Event) -> Mapping[str, Any]:
    """An event's data as it stands; {} for an erased or broken body."""
    try:
        data = msgspec.json.decode(event.body).get("data")
    except (msgspec.DecodeError, AttributeError):
        return {}
    return data if isinstance(data, Mapping) else {}
