"""What an import would do and what it did: the verdict on each row, and the records kept of files and batches."""

from typing import ClassVar, Literal, get_args

from msgspec import Struct, structs

from server.domain.cardlist import ReadRow
from server.domain.cards import CARD_CHECKS, CARD_TITLE, Card
from server.domain.columns import Column
from server.domain.items import Item, What
from server.domain.records import Record
from server.domain.row_problems import RowProblem
from server.domain.tables import Table

RowVerdict = Literal["created", "updated", "unchanged", "refused"]
VERDICTS: tuple[RowVerdict, ...] = get_args(RowVerdict)


class PreviewRow(Struct, frozen=True):
    """One row with its verdict. `values` are its cells by field, `changes` the fields that differ from what is known.

    `item` is the item that is already known under that number and first day; `number` the row as the clerk counts.
    """

    number: int
    sheet: str
    values: dict[str, str]
    verdict: RowVerdict
    problem: RowProblem | None
    warnings: tuple[RowProblem, ...]
    card: Card | None
    item: str | None = None
    changes: tuple[str, ...] = ()


class Preview(Struct, frozen=True):
    """What a list would do."""

    columns: tuple[Column, ...]
    rows: tuple[PreviewRow, ...]

    @property
    def matched(self) -> list[Column]:
        """The columns that were understood, from left to right."""
        return [column for column in self.columns if column.field]

    @property
    def unmatched(self) -> list[Column]:
        """The columns that were not: nothing of them is imported."""
        return [column for column in self.columns if not column.field]

    @property
    def counts(self) -> dict[RowVerdict, int]:
        """How many rows of each verdict."""
        return {verdict: sum(row.verdict == verdict for row in self.rows) for verdict in VERDICTS}

    @property
    def warned(self) -> int:
        """How many rows have a warning."""
        return sum(bool(row.warnings) for row in self.rows)


class ImportResult(Struct, frozen=True):
    """What an import did; `batch` is None if nothing was new."""

    read: int
    created: int
    updated: int
    unchanged: int
    refused: tuple[RowProblem, ...]
    batch: str | None = None


class Upload(Record, frozen=True, kw_only=True):
    """A file as it was read, kept from the preview to the confirmation."""

    kind: ClassVar[str] = "upload"
    by: str
    name: str
    created_at: str
    table: Table

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All: there are few, and none older than a day."""
        return {"all": ("",)}


class Batch(Record, frozen=True, kw_only=True):
    """One import that brought something: the file, who and when, and what came of it. `id` is its event's id."""

    kind: ClassVar[str] = "batch"
    by: str
    name: str
    at: str
    result: ImportResult

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All."""
        return {"all": ("",)}


_KEY = ("number", "valid_from")
_FACTS = tuple(field for field in structs.fields(Card) if field.name not in _KEY)


def changes(item: Item, card: Card) -> dict[str, str | None]:
    """The facts of a known item that the list tells otherwise. What a list leaves empty is never forgotten."""
    told = {
        field.name: told
        for field in _FACTS
        if (told := getattr(card, field.name)) and told != getattr(item, field.name)
    }
    if "hamlet_text" in told:
        told["hamlet"] = card.hamlet  # another address, perhaps in a hamlet that nobody knows
    return told


def judge(row: ReadRow, known: Item | None) -> tuple[RowVerdict, tuple[str, ...]]:
    """(verdict, the fields that change); `known` is the item of the same number and first day."""
    if row.card is None:
        return "refused", ()
    if known is None:
        return "created", ()
    changed = tuple(changes(known, row.card))
    return ("updated" if changed else "unchanged"), changed


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


def renewed(item: Item, card: Card) -> Item:
    """The item with the list's facts. Where the paper is, and when it is due, no list can change."""
    changed: Item = structs.replace(item, **changes(item, card))
    return changed
