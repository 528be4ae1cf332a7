"""Importing a card list: what it would do, and doing it. The same file twice changes nothing."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from server.actions.desk import Act, new_id
from server.actions.feeds import publish_item
from server.actions.ledger import record_act
from server.domain.calendar import CARD_WORKING_DAYS, add_working_days
from server.domain.cardlist import CardList, ReadRow, read_cards
from server.domain.cards import Card
from server.domain.commune import Hamlet
from server.domain.imports import (
    VERDICTS,
    Batch,
    ImportResult,
    Preview,
    PreviewRow,
    RowVerdict,
    Upload,
    judge,
    new_item,
    renewed,
)
from server.domain.items import Item, card_key
from server.domain.problems import Refusal
from server.domain.row_problems import row_problem
from server.domain.tables import Table
from server.domain.times import local_day, stamp
from server.store.port import Unit, View

UPLOAD_LASTS = timedelta(days=1)
ITEMS_AN_EVENT = 300
"""So many ids fit into an event's 16 KiB; a longer list makes several events of one batch."""


def preview(view: View, table: Table) -> Preview:
    """What importing `table` would do now. Refuses no_header."""
    cards = _read(view, table)
    return Preview(cards.columns, tuple(_judged(view, row) for row in cards.rows))


def keep_upload(unit: Unit, act: Act, name: str, table: Table) -> Upload:
    """Keep a read file until its preview is confirmed, at most a day."""
    oldest = stamp(act.now - UPLOAD_LASTS)
    for old in unit.find(Upload, "all", ""):
        if old.created_at < oldest:
            unit.remove(Upload, old.id)
    upload = Upload(id=act.event_id, by=act.by.id, name=name[-120:], created_at=act.at, table=table)
    unit.put(upload)
    return upload


def import_upload(unit: Unit, act: Act, upload_id: str) -> ImportResult:
    """Import a kept file and forget it. Refuses not_found when it was kept too long, no_header."""
    if (done := unit.get(Batch, act.event_id)) is not None:
        return done.result
    upload = unit.get(Upload, upload_id)
    if upload is None:
        raise Refusal("not_found", "file")
    result = import_items(unit, act, upload.table, upload.name)
    unit.remove(Upload, upload_id)
    return result


def import_items(unit: Unit, act: Act, table: Table, file_name: str) -> ImportResult:
    """Take the cards of a list in: new ones lie at the desk, known ones get the list's facts. Refuses no_header.

    A batch and its events are written only if something was new.
    """
    if (done := unit.get(Batch, act.event_id)) is not None:
        return done.result
    arrived = local_day(act.now)
    due = add_working_days(date.fromisoformat(arrived), CARD_WORKING_DAYS).isoformat()
    written: dict[RowVerdict, list[str]] = {verdict: [] for verdict in VERDICTS}
    refused = []
    for row in _read(unit, table).rows:
        known = _known(unit, row.card)
        verdict, _ = judge(row, known)
        if verdict == "created" and row.card:
            unit.put(known := new_item(new_id(), row.card, arrived, due, act.event_id))
        elif verdict == "updated" and row.card and known:
            known = renewed(known, row.card)
            unit.put(known)
            publish_item(unit, known)
        elif row.problem:
            refused.append(row.problem)
        written[verdict].append(known.id if known else "")
    new = written["created"] + written["updated"]
    counts = {verdict: len(written[verdict]) for verdict in VERDICTS if verdict != "refused"}
    read = sum(map(len, written.values()))
    result = ImportResult(read=read, refused=tuple(refused), batch=act.event_id if new else None, **counts)
    if new:
        unit.put(Batch(id=act.event_id, by=act.by.id, name=file_name[-120:], at=act.at, result=result))
        _record(unit, act, written)
    return result


def _read(view: View, table: Table) -> CardList:
    return read_cards(table, [hamlet for hamlet in view.find(Hamlet, "all", "") if hamlet.active])


def _known(view: View, card: Card | None) -> Item | None:
    return next(iter(view.find(Item, "card", card_key(card.number, card.valid_from))), None) if card else None


def _judged(view: View, row: ReadRow) -> PreviewRow:
    known = _known(view, row.card)
    verdict, changed = judge(row, known)
    warnings = row.warnings
    if changed and known and known.custody.state != "at_desk":
        warnings = (*warnings, row_problem(row.sheet, row.row, "", "not_at_desk"))
    return PreviewRow(
        number=row.row,
        sheet=row.sheet,
        values=row.values,
        verdict=verdict,
        problem=row.problem,
        warnings=warnings,
        card=row.card,
        item=known.id if known else None,
        changes=changed,
    )


def _record(unit: Unit, act: Act, written: dict[RowVerdict, list[str]]) -> None:
    """The act in the ledger: which items came, which got other facts."""
    parts = [("items", part) for part in _parts(written["created"])]
    parts += [("updated", part) for part in _parts(written["updated"])]
    for i, (name, part) in enumerate(parts):
        data = {"batch": act.event_id, "items": [], name: part}
        record_act(unit, act, "items.imported", data, items=part, event_id=None if i == 0 else new_id())


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), ITEMS_AN_EVENT):
        yield ids[start : start + ITEMS_AN_EVENT]
