"""One import as it goes on, step by step: each step is a transaction and an event of its own."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from server.actions.desk import Act
from server.actions.import_cards import take_card
from server.actions.import_dossiers import take_dossier
from server.actions.ledger import record_act
from server.domain.batches import Batch, BatchPart, part_id
from server.domain.cards import Card
from server.domain.imports import ImportResult, Taken
from server.domain.lists import ReadList, ReadRow
from server.domain.row_problems import RowProblem
from server.store.port import Unit, View

STEP = 250
"""Rows of one transaction: their ids fit into an event's 16 KiB, and nobody waits long behind it."""


def begin(unit: Unit, act: Act, listed: ReadList, file_name: str, upload: str | None = None) -> Batch:
    """The batch of an import, which `go_on` then carries through. The same act again is the same batch."""
    if (begun := unit.get(Batch, act.event_id)) is not None:
        return begun
    batch = Batch(
        id=act.event_id,
        by=act.by.id,
        name=file_name[-120:],
        at=act.at,
        list=listed.kind,
        upload=upload,
        total=len(listed.rows),
    )
    unit.put(batch)
    return batch


def go_on(unit: Unit, act: Act, batch_id: str, listed: ReadList) -> Batch:
    """The next rows of a batch, in this transaction. `act` carries the batch's own id. Nothing once it is through."""
    batch = unit.get(Batch, batch_id)
    assert batch is not None
    if batch.state != "running":
        return batch
    rows = listed.rows[batch.read : batch.read + STEP]
    taken = [_take(unit, act, batch_id, row) for row in rows]
    part = BatchPart(
        id=part_id(batch_id, batch.parts),
        batch=batch_id,
        no=batch.parts,
        made=tuple(one.made for one in taken if one.made),
        renewed=tuple(one.renewed for one in taken if one.renewed),
        refused=tuple(row.problem for row in rows if row.problem),
    )
    unit.put(part)
    _record(unit, act, batch_id, taken)
    return _counted(unit, act, batch, taken)


def give_up(unit: Unit, batch_id: str) -> Batch:
    """Leave a batch whose file is gone where it is. What it brought stays, and can be undone."""
    batch = unit.get(Batch, batch_id)
    assert batch is not None
    if batch.state == "running":
        batch = structs.replace(batch, state="stopped")
        unit.put(batch)
    return batch


def _take(unit: Unit, act: Act, batch: str, row: ReadRow) -> Taken:
    if row.told is None:
        return Taken("refused")
    if isinstance(row.told, Card):
        return take_card(unit, act, batch, row.told)
    return take_dossier(unit, act, batch, row.told)


def _counted(unit: Unit, act: Act, batch: Batch, taken: Sequence[Taken]) -> Batch:
    verdicts = [one.verdict for one in taken]
    through = batch.read + len(taken) >= batch.total
    after = structs.replace(
        batch,
        read=batch.read + len(taken),
        created=batch.created + verdicts.count("created"),
        updated=batch.updated + verdicts.count("updated"),
        unchanged=batch.unchanged + verdicts.count("unchanged"),
        refused=batch.refused + verdicts.count("refused"),
        parts=batch.parts + 1,
        state="done" if through else "running",
        finished_at=act.at if through else "",
    )
    unit.put(after)
    return after


def parts_of(view: View, batch_id: str) -> list[BatchPart]:
    """The steps of a batch, first to last."""
    return sorted(view.find(BatchPart, "batch", batch_id), key=lambda part: part.no)


def refused_of(view: View, batch: Batch) -> tuple[RowProblem, ...]:
    """What a batch refused, row by row."""
    return tuple(problem for part in parts_of(view, batch.id) for problem in part.refused)


def result_of(view: View, batch: Batch) -> ImportResult:
    """What a batch did so far."""
    return ImportResult(batch.read, batch.created, batch.updated, batch.unchanged, refused_of(view, batch), batch.id)


def _record(unit: Unit, act: Act, batch: str, taken: Sequence[Taken]) -> None:
    """The step in the ledger: which items came, which got other facts."""
    come = [item for one in taken for item in one.new_items]
    changed = [item for one in taken for item in one.changed_items]
    for name, ids in (("items", come), ("updated", changed)):
        for part in _parts(ids):
            data = {"batch": batch, "items": [], name: part}
            record_act(unit, act, "items.imported", data, items=part)


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), STEP):
        yield ids[start : start + STEP]
