"""Importing a list: what it would do, and doing it step by step. The same file twice changes nothing."""

from collections.abc import Hashable
from typing import NamedTuple

from server.actions.desk import Act
from server.actions.import_cards import judge_card
from server.actions.import_dossiers import judge_dossier
from server.actions.import_steps import begin, go_on, result_of
from server.domain.batches import Batch
from server.domain.cards import Card
from server.domain.commune import Hamlet
from server.domain.imports import ImportResult, Judged, Preview, PreviewRow
from server.domain.lists import NOTHING_SAID, Choices, ListKind, ReadList, ReadRow, known_of, read_list
from server.domain.procedures import Procedure
from server.domain.row_problems import row_problem
from server.domain.row_reader import Known
from server.domain.tables import Table
from server.store.port import Unit, View


class Against(NamedTuple):
    """What lists are read against, and a key that changes when it does."""

    known: Known
    key: Hashable


def known(view: View) -> Against:
    """The commune's active hamlets and its catalogue."""
    hamlets = tuple(hamlet for hamlet in view.find(Hamlet, "all", "") if hamlet.active)
    procedures = tuple(view.find(Procedure, "all", ""))
    return Against(known_of(hamlets, procedures), (hamlets, procedures))


def read(view: View, table: Table, kind: ListKind, choices: Choices = NOTHING_SAID) -> ReadList:
    """A table against what the commune knows. Refuses no_header."""
    return read_list(table, kind, known(view).known, choices)


def preview(view: View, listed: ReadList) -> Preview:
    """What importing a list would do now."""
    return Preview(listed.kind, listed.columns, tuple(judged(view, row) for row in listed.rows))


def judged(view: View, row: ReadRow) -> PreviewRow:
    """What one row would do now."""
    verdict, known, changed, warned = _judge(view, row)
    warnings = tuple(row_problem(row.sheet, row.row, "", code, *values) for code, *values in warned)
    return PreviewRow(
        number=row.row,
        sheet=row.sheet,
        values=row.values,
        verdict=verdict,
        problem=row.problem,
        warnings=(*row.warnings, *warnings),
        told=row.told,
        known=known,
        changes=changed,
    )


def _judge(view: View, row: ReadRow) -> Judged:
    if row.told is None:
        return Judged("refused")
    return judge_card(view, row.told) if isinstance(row.told, Card) else judge_dossier(view, row.told)


def brings(view: View, listed: ReadList) -> bool:
    """Whether a list brings anything new."""
    return any(_judge(view, row).verdict in ("created", "updated") for row in listed.rows)


def import_list(unit: Unit, act: Act, table: Table, file_name: str, kind: ListKind) -> ImportResult:
    """Take a whole list in within one transaction. Nothing is written if nothing is new. Refuses no_header."""
    if (done := unit.get(Batch, act.event_id)) is not None:
        return result_of(unit, done)
    listed = read(unit, table, kind)
    if not brings(unit, listed):
        return nothing_new(listed)
    batch = begin(unit, act, listed, file_name)
    while batch.state == "running":
        batch = go_on(unit, act, batch.id, listed)
    return result_of(unit, batch)


def import_items(unit: Unit, act: Act, table: Table, file_name: str) -> ImportResult:
    """The cards of a list: new ones lie at the desk, known ones get the list's facts. Refuses no_header."""
    return import_list(unit, act, table, file_name, "cards")


def import_dossiers(unit: Unit, act: Act, table: Table, file_name: str) -> ImportResult:
    """The dossiers of a list: new ones, what it tells newer of known ones, results to take home. Refuses no_header."""
    return import_list(unit, act, table, file_name, "dossiers")


def nothing_new(listed: ReadList) -> ImportResult:
    """The result of a list that brings nothing."""
    refused = tuple(row.problem for row in listed.rows if row.problem)
    return ImportResult(len(listed.rows), 0, 0, len(listed.rows) - len(refused), refused)
