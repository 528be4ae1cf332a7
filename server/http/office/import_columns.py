"""The columns of a list as the clerk sees and corrects them: title, meaning, an example."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData

from server.domain.card_columns import CARD_COLUMNS
from server.domain.cells import cell_text
from server.domain.columns import Column, Header
from server.domain.dossier_columns import DOSSIER_COLUMNS
from server.domain.lists import ListKind
from server.domain.problems import Refusal
from server.domain.tables import Sheet

FIELDS: dict[ListKind, tuple[str, ...]] = {"cards": tuple(CARD_COLUMNS), "dossiers": tuple(DOSSIER_COLUMNS)}
"""What a column may mean, by the kind of list."""
NAME = "column "
"""Before the key of a column in the name of its choice."""


@dataclass(frozen=True)
class ColumnLine:
    """One column; `example` is the first thing that stands in it."""

    column: Column
    name: str
    example: str


def column_lines(columns: Sequence[Column], found: Sequence[tuple[Sheet, Header]]) -> list[ColumnLine]:
    """The columns of these headers, each with an example."""
    return [ColumnLine(column, NAME + column.key, _example(column, found)) for column in columns]


def _example(column: Column, found: Sequence[tuple[Sheet, Header]]) -> str:
    for sheet, header in found:
        if any(one.key == column.key for one in header.columns):
            rows = sheet.rows[header.first : header.first + 30]
            texts = (cell_text(row[column.index]) for row in rows if column.index < len(row))
            return next((text for text in texts if text), "")
    return ""


def chosen_columns(data: FormData, kind: ListKind) -> dict[str, str]:
    """What was chosen in the form, by the keys of the columns. Refuses invalid when two columns mean the same."""
    choices = {
        name.removeprefix(NAME): field
        for name, field in data.multi_items()
        if name.startswith(NAME) and isinstance(field, str) and (field in FIELDS[kind] or not field)
    }
    fields = [field for field in choices.values() if field]
    if len(fields) > len(set(fields)):
        raise Refusal("invalid", "columns", "Có hai cột được chọn cùng một nghĩa. Mỗi nghĩa chỉ chọn cho một cột.")
    return choices
