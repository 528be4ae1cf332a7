"""What an import would do and what it did: the verdict on each row, and the files that are read from."""

from typing import ClassVar, Literal, NamedTuple, get_args

from msgspec import Struct, field

from server.domain.batches import Made, Renewed
from server.domain.columns import Column
from server.domain.legacy_fonts import Font
from server.domain.lists import ListKind, Told
from server.domain.records import Record
from server.domain.row_problems import RowProblem
from server.domain.tables import Table

RowVerdict = Literal["created", "updated", "unchanged", "refused"]
VERDICTS: tuple[RowVerdict, ...] = get_args(RowVerdict)


class Judged(NamedTuple):
    """What a row would do: the verdict, what is known under its key, the changing fields, warnings (code, values)."""

    verdict: RowVerdict
    known: str | None = None
    changes: tuple[str, ...] = ()
    warnings: tuple[tuple[str, str, str], ...] = ()


class Taken(NamedTuple):
    """What a row did: what it made or changed, and the items that came to the desk or got other facts by it."""

    verdict: RowVerdict
    made: Made | None = None
    renewed: Renewed | None = None
    new_items: tuple[str, ...] = ()
    changed_items: tuple[str, ...] = ()


class PreviewRow(Struct, frozen=True):
    """One row with its verdict. `values` are its cells by field, `changes` the fields that differ from what is known.

    `known` is the id of what is known under the same key already; `number` the row as the clerk counts.
    """

    number: int
    sheet: str
    values: dict[str, str]
    verdict: RowVerdict
    problem: RowProblem | None
    warnings: tuple[RowProblem, ...]
    told: Told | None
    known: str | None = None
    changes: tuple[str, ...] = ()


class Preview(Struct, frozen=True):
    """What a list would do."""

    kind: ListKind
    columns: tuple[Column, ...]
    rows: tuple[PreviewRow, ...]

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
    """A file as it was read, kept for a day, with what somebody said of it.

    `font` is the legacy font for which it seems to be typed, `convert` the answer to whether it is turned into Unicode
    (None: not asked yet). `list` is its kind where that was asked; `choices` what columns mean, by their keys.
    """

    kind: ClassVar[str] = "upload"
    by: str
    name: str
    created_at: str
    table: Table
    list: ListKind | None = None
    font: Font | None = None
    convert: bool | None = None
    choices: dict[str, str] = field(default_factory=dict)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All: there are few, and none older than a day."""
        return {"all": ("",)}
