"""A health-card list (domain §3.4): a table of cells → its columns, its cards, and what is wrong row by row."""

from collections.abc import Sequence

from msgspec import Struct

from server.domain.addresses import hamlet_names
from server.domain.card_columns import CARD_COLUMNS
from server.domain.card_rows import CardRow, RowRefused
from server.domain.cards import Card
from server.domain.columns import Column, Header, find_header
from server.domain.commune import Hamlet
from server.domain.items import card_key
from server.domain.list_rows import list_rows
from server.domain.problems import Refusal
from server.domain.row_problems import RowProblem
from server.domain.tables import Sheet, Table


class ReadRow(Struct, frozen=True):
    """One row of the list: its card, or why it has none; `values` is what stands in its cells, by field."""

    sheet: str
    row: int
    values: dict[str, str]
    card: Card | None
    problem: RowProblem | None
    warnings: tuple[RowProblem, ...]


class CardList(Struct, frozen=True):
    """A list as read. `columns` are those of its first sheet."""

    columns: tuple[Column, ...]
    rows: tuple[ReadRow, ...]


def read_cards(table: Table, hamlets: Sequence[Hamlet]) -> CardList:
    """All cards of all sheets that have a header, the same card only once. No cell whatever makes it fail.

    Raises Refusal("no_header") if no sheet names at least a person and a card.
    """
    headers = [(sheet, header) for sheet in table.sheets if (header := card_header(sheet))]
    if not headers:
        raise Refusal("no_header", "file")
    names = hamlet_names(hamlets)
    places: dict[str, str] = {}
    rows: list[ReadRow] = []
    for sheet, header in headers:
        for reader in list_rows(sheet, header):
            place = f"{reader.number} ({sheet.name})" if len(headers) > 1 else str(reader.number)
            rows.append(_read(reader, names, places, place))
    return CardList(headers[0][1].columns, tuple(rows))


def card_header(sheet: Sheet) -> Header | None:
    """The header of a card list, None if the sheet is none."""
    header = find_header(sheet.rows, CARD_COLUMNS)
    fields = {column.field for column in header.columns} if header else set()
    return header if fields & {"name", "given_name"} and fields & {"number", "insurance_code"} else None


def _read(reader: CardRow, hamlets: dict[str, str], places: dict[str, str], place: str) -> ReadRow:
    """One row; `places` remembers where in the file each card stood first."""
    fields = [column.field for column in reader.header.columns if column.field]
    values = {field: text for field in fields if (text := reader.text(field))}
    card, problem = None, None
    try:
        card = reader.card(hamlets)
        first = places.setdefault(card_key(card.number, card.valid_from), place)
        if first != place:
            card, problem = None, reader.problem(reader.number_field, "twice_in_file", first)
    except RowRefused as refused:
        problem = refused.problem
    return ReadRow(reader.sheet, reader.number, values, card, problem, tuple(reader.warnings))
