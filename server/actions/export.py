"""Everything as stored, in rows of plain values: for files, and for whoever checks us from outside."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from server.domain.dossiers import Dossier
from server.domain.events import Event, Fate
from server.domain.items import Item
from server.store.port import View

Row = dict[str, Any]


def events(view: View) -> Iterator[Row]:
    """The ledger."""
    for stored in view.scan(Event):
        event = stored.record
        yield {
            "id": event.event,
            "hash": event.id,
            "device": event.device,
            "n": event.n,
            "kind": event.what,
            "item": event.item,
            "status": event.status,
            "seq": event.seq,
            "at": event.at,
            "code": event.code,
            "person": event.person,
            "link": event.link,
            "body": event.body,
            "sig": event.sig,
        }


def items(view: View) -> Iterator[Row]:
    """The items with their custody."""
    for stored in view.scan(Item):
        row = msgspec.to_builtins(stored.record)
        custody = {"state": stored.record.custody.state, **row.pop("custody", {})}
        what = row.pop("what")
        yield {**row, "what": what["title"], "kind": what["kind"], **custody, "rev": stored.rev}


def dossiers(view: View) -> Iterator[Row]:
    """The dossiers as they are kept, with the number of their last change."""
    for stored in view.scan(Dossier):
        yield {**msgspec.to_builtins(stored.record), "state": stored.record.state, "rev": stored.rev}


def confirmations(view: View) -> Iterator[Row]:
    """The confirmations, by seq; the three answers are not among them."""
    for fate in sorted(view.find(Fate, "confirmation", ""), key=lambda fate: fate.seq):
        event = view.get(Event, fate.id)
        if event is not None:
            yield {
                "event": fate.event,
                "hash": fate.id,
                "device": fate.device,
                "n": event.n,
                "item": fate.item,
                "status": fate.status,
                "seq": fate.seq,
                "at": event.at,
                "flags": list(fate.flags),
                "when": fate.when,
                "person": fate.person,
                "review": fate.review,
                "reason": fate.reason,
                "undone": fate.undone,
            }


EXPORTS: dict[str, Callable[[View], Iterator[Row]]] = {
    "events": events,
    "items": items,
    "dossiers": dossiers,
    "confirmations": confirmations,
}
