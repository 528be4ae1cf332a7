"""A file of rows and cells as it was opened, before anybody knows what it means: plain data, no file format."""

from msgspec import Struct


class Day(Struct, frozen=True):
    """A cell that its file keeps as a date: `date` is `yyyy-mm-dd`, followed by `Thh:mm` if it has a time."""

    date: str


Cell = str | int | float | Day | None
"""Text, number and date stay apart, since only the reader of a column knows what they stand for."""
Row = tuple[Cell, ...]


class Sheet(Struct, frozen=True):
    """One sheet from its cell A1 on, so that row `i` here is the row `i + 1` that the clerk sees."""

    name: str
    rows: tuple[Row, ...]


class Table(Struct, frozen=True):
    """Everything visible in one file, sheet by sheet."""

    sheets: tuple[Sheet, ...]


def column_letter(index: int) -> str:
    """The spreadsheet's name of a column: 0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
