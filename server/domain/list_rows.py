"""Which rows of a list speak of somebody: no titles, section headings, column numbers, totals, signatures.

A row without its number is still the list's if it is counted or has facts: it is refused, not passed over.
"""

import re
from collections.abc import Iterator
from typing import TypeVar

from server.domain.addresses import names_a_hamlet
from server.domain.cells import cell_text
from server.domain.columns import Column, Header, plain_title
from server.domain.names import folded
from server.domain.row_reader import RowReader
from server.domain.tables import Sheet

R = TypeVar("R", bound=RowReader)
_TOTAL = re.compile(r"(tổng|cộng|lũy kế|luỹ kế)\b|(tong cong|tong so)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"nguoi (lap|giao|nhan|ky|ban giao)|lap (bieu|bang)|giam doc|thu truong|\bky\b.*ten|ke toan|chu tich"
    r"|truong phong|can bo|ngay .*thang .*nam|xac nhan cua|dai dien|thu quy|bang chu"
)


def list_rows(sheet: Sheet, header: Header, kind: type[R]) -> Iterator[R]:
    """The rows below the header that speak of somebody, each with the heading under which it stands."""
    header = _with_split_name(sheet, header)
    heading, closed = "", False
    for i, row in enumerate(sheet.rows[header.first :], header.first):
        texts = [text for cell in row if (text := cell_text(cell))]
        reader = kind(header, row, i + 1, sheet.name, heading)
        if reader.has_key():
            yield reader
        elif not texts or _is_numbering(texts) or _repeats(header, texts):
            continue
        elif words := _section(reader, texts):
            heading = words
        elif any(map(_TOTAL.match, texts)):
            closed = True
        elif _is_counted(reader):
            yield reader
        elif any(_SIGNATURE.search(folded(text)) for text in texts):
            closed = True
        elif not closed and _speaks_of_someone(reader):
            yield reader


def _is_numbering(texts: list[str]) -> bool:
    """The line below a header that numbers its columns: (1) (2) (3), or A B 1 2."""
    return len(texts) > 2 and all(re.fullmatch(r"\(?(\d{1,2}|[A-Za-z])\)?", text) for text in texts)


def _repeats(header: Header, texts: list[str]) -> bool:
    """Long lists repeat their header, or one of its rows, on every printed page."""
    return len(texts) > 1 and all(plain_title(text) in header.words for text in texts)


def _section(reader: RowReader, texts: list[str]) -> str:
    """The heading of a part of the list: nothing but the name of a hamlet, perhaps numbered; '' otherwise."""
    words = [text for text in texts if text != reader.text("index") or len(texts) == 1]
    text = re.sub(r"^([IVX]+|[A-Z]|\d+)\s*[.)/-]\s*", "", words[0]) if len(words) == 1 else ""
    return text if names_a_hamlet(text) else ""


def _is_counted(reader: RowReader) -> bool:
    """A running number and some fact beside it."""
    return reader.text("index").isdigit() and any(map(reader.text, reader.FACTS))


def _speaks_of_someone(reader: RowReader) -> bool:
    """Two facts, or one and an address."""
    return sum(bool(reader.text(field)) for field in (*reader.FACTS, "address")) > 1


def _with_split_name(sheet: Sheet, header: Header) -> Header:
    """'Họ và tên' joined over two columns holds the given name in the second, which has no title of its own."""
    name = header.index("name")
    beside = next((column for column in header.columns if name is not None and column.index == name + 1), None)
    if name is None or (beside and (beside.title or beside.field)):
        return header
    below = [row[name + 1] for row in sheet.rows[header.first :] if len(row) > name + 1 and row[name + 1] is not None]
    if not below or not all(isinstance(cell, str) and len(cell.split()) < 3 for cell in below):
        return header
    columns = [
        Column(column.index, column.title, "family_name") if column.field == "name" else column
        for column in header.columns
        if column.index != name + 1
    ]
    given = Column(name + 1, header.title("name"), "given_name")
    return Header(header.first, (*columns, given), header.words)
