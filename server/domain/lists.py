"""An imported list of either kind: a table of cells → its columns, what each row tells, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

from server.domain.addresses import hamlet_names
from server.domain.card_rows import CardRow
from server.domain.cards import Card
from server.domain.columns import Column, Header, chosen, find_header
from server.domain.commune import Hamlet
from server.domain.dossier_rows import DossierRow
from server.domain.items import card_key
from server.domain.list_rows import list_rows
from server.domain.listed_dossiers import ListedDossier
from server.domain.problems import Refusal
from server.domain.procedure_names import ProcedureNames
from server.domain.procedures import Procedure
from server.domain.row_problems import RowProblem
from server.domain.row_reader import Known, RowReader, RowRefused
from server.domain.tables import Sheet, Table

ListKind = Literal["cards", "dossiers"]
KINDS: tuple[ListKind, ...] = get_args(ListKind)
READERS: dict[ListKind, type[CardRow] | type[DossierRow]] = {"cards": CardRow, "dossiers": DossierRow}
Told = Card | ListedDossier
Choices = Mapping[str, str]
"""What somebody said that columns mean: a field, or '' for 'left out', by the key of a column."""
NOTHING_SAID: Choices = {}


class ReadRow(Struct, frozen=True):
    """One row of the list: what it tells, or why nothing; `values` is what stands in its cells, by field."""

    sheet: str
    row: int
    values: dict[str, str]
    told: Told | None
    problem: RowProblem | None
    warnings: tuple[RowProblem, ...]


class ReadList(Struct, frozen=True):
    """A list as read. `columns` are those of all its headers, the same one once."""

    kind: ListKind
    columns: tuple[Column, ...]
    rows: tuple[ReadRow, ...]


def known_of(hamlets: Iterable[Hamlet], procedures: Iterable[Procedure] = ()) -> Known:
    """What lists are read against."""
    return Known(hamlet_names(tuple(hamlets)), ProcedureNames(procedures))


def headers(table: Table, kind: ListKind, choices: Choices = NOTHING_SAID) -> list[tuple[Sheet, Header]]:
    """The sheets that have a header of such a list: whole ones, or if there are none those that lack something."""
    found = [
        (sheet, chosen(header, choices))
        for sheet in table.sheets
        if (header := find_header(sheet.rows, READERS[kind].ALIASES)) is not None
    ]
    return [one for one in found if not missing(kind, one[1])] or found


def missing(kind: ListKind, header: Header) -> list[str]:
    """The fields without which there is nothing to import, the first name of each group."""
    return [group[0] for group in READERS[kind].NEEDED if not any(map(header.has, group))]


def kinds_of(table: Table, choices: Choices = NOTHING_SAID) -> list[ListKind]:
    """What a table may be: the kinds of which some sheet has all that is needed."""
    return [kind for kind in KINDS if any(not missing(kind, header) for _, header in headers(table, kind, choices))]


def columns_of(found: Sequence[tuple[Sheet, Header]]) -> tuple[Column, ...]:
    """The columns of these headers, the same one once."""
    return tuple({column.key: column for _, header in reversed(found) for column in header.columns}.values())


def read_list(table: Table, kind: ListKind, known: Known, choices: Choices = NOTHING_SAID) -> ReadList:
    """All rows of all sheets that have a header, the same key only once. No cell whatever makes it fail.

    Raises Refusal("no_header") if no sheet names what is needed.
    """
    found = headers(table, kind, choices)
    if not found or missing(kind, found[0][1]):
        raise Refusal("no_header", "file")
    places: dict[str, str] = {}
    rows: list[ReadRow] = []
    for sheet, header in found:
        for reader in list_rows(sheet, header, READERS[kind]):
            place = f"{reader.number} ({sheet.name})" if len(found) > 1 else str(reader.number)
            rows.append(_read(reader, known, places, place))
    return ReadList(kind, columns_of(found), tuple(rows))


def key_of(told: Told) -> str:
    """What makes it the same again: a card's number and first day, a dossier's code."""
    return told.external_code if isinstance(told, ListedDossier) else card_key(told.number, told.valid_from)


def _read(reader: CardRow | DossierRow, known: Known, places: dict[str, str], place: str) -> ReadRow:
    """One row; `places` remembers where in the file each key stood first."""
    told: Told | None = None
    problem = None
    try:
        told = reader.told(known)
        first = places.setdefault(key_of(told), place)
        if first != place:
            told, problem = None, reader.problem(reader.key_field, "twice_in_file", first)
    except RowRefused as refused:
        problem = refused.problem
    return ReadRow(reader.sheet, reader.number, _values(reader), told, problem, tuple(reader.warnings))


def _values(reader: RowReader) -> dict[str, str]:
    fields = [column.field for column in reader.header.columns if column.field]
    return {field: text for field in fields if (text := reader.text(field))}
