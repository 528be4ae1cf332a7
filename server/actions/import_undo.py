"""Undoing an import step by step: what it brought leaves the lists if nobody has touched it, what it changed goes back.

Nothing is erased: the ledger says that items were withdrawn, the history of a dossier says the same, and what cannot
be taken back is kept with its reason.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import structs

from server.actions.custody import Touched, advance, settle
from server.actions.desk import Act
from server.actions.feeds import publish_item
from server.actions.history import record_change
from server.actions.ledger import fact, record_act
from server.domain.batches import Batch, BatchPart, Kept, Made, Renewed, part_id, restored, seal
from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.domain.problems import Refusal
from server.store.port import Unit, View

Why = Literal["left_desk", "changed", "gone"]
_OF_THE_ITEM = ("item", "state", "result")
"""What of a dossier goes with its item."""


def begin_undo(unit: Unit, act: Act, batch_id: str) -> Batch:
    """The batch on its way back, which `go_back` then carries through. Twice is once. Refuses not_found, conflict."""
    batch = unit.get(Batch, batch_id)
    if batch is None:
        raise Refusal("not_found")
    if batch.state == "running":
        raise Refusal("conflict", None, "Danh sách này đang nhập. Chờ xong rồi hãy hoàn tác.")
    if batch.state not in ("done", "stopped"):
        return batch
    after = structs.replace(batch, state="undoing", undo=act.event_id, undone_by=act.by.id, undone_at=act.at)
    unit.put(after)
    return after


def go_back(unit: Unit, act: Act, batch_id: str) -> Batch:
    """One more step back, in this transaction. `act` carries the undoing's id. Nothing once it is through."""
    batch = unit.get(Batch, batch_id)
    assert batch is not None
    if batch.state != "undoing":
        return batch
    part = unit.get(BatchPart, part_id(batch_id, batch.back))
    undone, kept = _Undoing(unit, act, batch_id).part(part) if part else (0, ())
    if part:
        unit.put(structs.replace(part, kept=kept))
    after = structs.replace(batch, back=batch.back + 1, undone=batch.undone + undone, kept=batch.kept + len(kept))
    after = structs.replace(after, state="undone" if after.back >= batch.parts else "undoing")
    unit.put(after)
    return after


class _Undoing:
    """One step: gathers what is withdrawn and what gets its old facts, so that each is one event."""

    def __init__(self, unit: Unit, act: Act, batch: str) -> None:
        self.unit, self.act, self.batch = unit, act, batch
        self.withdrawn: list[str] = []
        self.changed: list[str] = []

    def part(self, part: BatchPart) -> tuple[int, tuple[Kept, ...]]:
        """(how many records went back, whole or in part; what stays)."""
        kept = [found for made in part.made if (found := self._made(made))]
        back = len(part.made) - len(kept)
        for renewed in part.renewed:
            found = self._item(renewed) if renewed.kind == "item" else self._dossier(renewed)
            kept += [found] if found else []
            back += found is None or len(found.fields) < len(renewed.after)
        self._record()
        return back, tuple(kept)

    def _made(self, made: Made) -> Kept | None:
        """Withdraw what the batch made."""
        if made.kind == "item":
            item = self.unit.get(Item, made.id)
            why = _touched(item, made.seal)
            if why or item is None:
                return Kept("item", made.id, item.name if item else "", why or "gone")
            self.withdrawn.append(item.id)
            return None
        dossier = self.unit.get(Dossier, made.id)
        why = _changed(dossier, made.seal) or self._way(made.item, made.item_seal)
        if why or dossier is None:
            return Kept("dossier", made.id, dossier.applicant.name if dossier else "", why or "gone")
        after = structs.replace(dossier, withdrawn_at=self.act.at)
        self.unit.put(after)
        record_change(self.unit, self.act, after, "dossier.withdrawn", before=dossier)
        self.withdrawn += [made.item] if made.item else []
        return None

    def _item(self, renewed: Renewed) -> Kept | None:
        item = self.unit.get(Item, renewed.id)
        if item is None or item.custody.state == "withdrawn":
            return Kept("item", renewed.id, item.name if item else "", "gone", tuple(renewed.after))
        after, stay = restored(item, renewed)
        if after != item:
            self.unit.put(after)
            publish_item(self.unit, after)
            self.changed.append(item.id)
        return Kept("item", item.id, item.name, "changed", stay) if stay else None

    def _dossier(self, renewed: Renewed) -> Kept | None:
        dossier = self.unit.get(Dossier, renewed.id)
        if dossier is None or dossier.withdrawn_at:
            return Kept("dossier", renewed.id, "", "gone", tuple(renewed.after))
        way = self._way(renewed.item, renewed.item_seal)
        after, stay = restored(dossier, renewed, _OF_THE_ITEM if way else ())
        if after != dossier:
            self.unit.put(after)
            record_change(self.unit, self.act, after, "dossier.import_undone", before=dossier)
            self.withdrawn += [renewed.item] if renewed.item and not way else []
        return Kept("dossier", dossier.id, dossier.applicant.name, way or "changed", stay) if stay else None

    def _way(self, item: str | None, sealed: str) -> Why | None:
        """Why the item that came with a dossier stays; None if there is none, or nothing has happened to it."""
        return _touched(self.unit.get(Item, item), sealed) if item else None

    def _record(self) -> None:
        """The step in the ledger, and what it means for the items' custody."""
        if self.changed:
            data = {"batch": self.batch, "items": [], "updated": self.changed, "undone": True}
            record_act(self.unit, self.act, "items.imported", data, items=self.changed)
        if self.withdrawn:
            withdraw(self.unit, self.act, self.batch, self.withdrawn)


def withdraw(unit: Unit, act: Act, batch: str, items: Sequence[str]) -> None:
    """Take items that an import brought out of the lists, by an event of the ledger."""
    data = {"batch": batch, "items": [], "withdrawn": list(items)}
    event = record_act(unit, act, "items.imported", data, items=items)
    new, touched = fact(event, None), Touched()
    for item in items:
        advance(unit, touched, item, new)
    settle(unit, touched, act.at)


def _touched(item: Item | None, sealed: str) -> Why | None:
    if item is None or item.custody.state == "withdrawn":
        return "gone"
    if item.custody.state != "at_desk" or item.custody.holders:
        return "left_desk"
    return None if seal(item) == sealed else "changed"


def _changed(dossier: Dossier | None, sealed: str) -> Why | None:
    if dossier is None or dossier.withdrawn_at:
        return "gone"
    return None if seal(dossier) == sealed else "changed"


def kept_of(view: View, batch: Batch) -> list[Kept]:
    """What an undoing could not take back."""
    parts = sorted(view.find(BatchPart, "batch", batch.id), key=lambda part: part.no)
    return [kept for part in parts for kept in part.kept]
