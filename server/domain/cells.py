"""A cell as text or as digits: what spreadsheets do to numbers is undone here, and said."""

import re

from server.domain.dates import shown_date
from server.domain.names import tidy
from server.domain.tables import Cell, Day


def cell_text(cell: Cell) -> str:
    """What a reader sees: tidy text, whole numbers without `.0`, dates as dd/mm/yyyy; '' for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, Day):
        return shown_date(cell.date[:10])
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    return tidy(str(cell).replace("\0", "")).strip("'")


def padded_digits(cell: Cell, lengths: tuple[int, ...]) -> tuple[str, bool]:
    """(digits, whether leading zeros were put back): a spreadsheet takes them from whatever looks like a number.

    `lengths` are the lengths that such a number has, ascending. A number cell of up to three digits less gets them
    back, a text of one digit less too. What has another length or other letters is given as it stands.
    """
    text = re.sub(r"[\s.\-]", "", cell_text(cell))
    if not (text.isascii() and text.isdigit()) or len(text) in lengths:
        return text, False
    missing = 1 if isinstance(cell, str) else 3
    for length in lengths:
        if 0 < length - len(text) <= missing:
            return text.zfill(length), True
    return text, False
