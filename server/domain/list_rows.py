"""Which rows of a card list speak of a person: no titles, section headings, column numbers, totals, signatures.

A row without a card number is still the list's if it is counted or has facts: it is refused, not passed over.
"""

import re
from collections.abc import Iterator

from server.domain.addresses import names_a_hamlet
from server.domain.card_columns import CARD_COLUMNS
from server.domain.card_rows import CardRow
from server.domain.cards import is_card_number, read_card_number
from server.domain.cells import cell_text
from server.domain.columns import Column, Header, plain_title
from server.domain.names import folded
from server.domain.tables import Sheet

_TOTAL = re.compile(r"(tổng|cộng|lũy kế|luỹ kế)\b|(tong cong|tong so)\b", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"nguoi (lap|giao|nhan|ky|ban giao)|lap (bieu|bang)|giam doc|thu truong|\bky\b.*ten|ke toan|chu tich"
    r"|truong phong|can bo|ngay .*thang .*nam|xac nhan cua|dai dien|thu quy|bang chu"
)
_FACTS = ("name", "given_name", "birth", "male", "female", "sex", "number", "insurance_code", "personal_id")


def list_rows(sheet: Sheet, header: Header) -> Iterator[CardRow]:
    """The rows below the header that speak of a person, each with the heading under which it stands."""
    header = _with_split_name(sheet, header)
    heading, closed = "", False
    for i, row in enumerate(sheet.rows[header.first :], header.first):
        texts = [text for cell in row if (text := cell_text(cell))]
        reader = CardRow(header, row, i + 1, sheet.name, heading)
        if _has_number(reader):
            yield reader
        elif not texts or _is_numbering(texts) or _repeats_header(reader):
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


def _has_number(reader: CardRow) -> bool:
    return is_card_number(read_card_number(reader.cell(reader.number_field))[0])


def _is_numbering(texts: list[str]) -> bool:
    """The line below a header that numbers its columns: (1) (2) (3), or A B 1 2."""
    return len(texts) > 2 and all(re.fullmatch(r"\(?(\d{1,2}|[A-Za-z])\)?", text) for text in texts)


def _repeats_header(reader: CardRow) -> bool:
    """Long lists repeat their header on every printed page."""
    return plain_title(reader.text(reader.name_field)) in CARD_COLUMNS[reader.name_field]


def _section(reader: CardRow, texts: list[str]) -> str:
    """The heading of a part of the list: nothing but the name of a hamlet, perhaps numbered; '' otherwise."""
    words = [text for text in texts if text != reader.text("index") or len(texts) == 1]
    text = re.sub(r"^([IVX]+|[A-Z]|\d+)\s*[.)/-]\s*", "", words[0]) if len(words) == 1 else ""
    return text if names_a_hamlet(text) else ""


def _is_counted(reader: CardRow) -> bool:
    """A running number and some fact beside it."""
    return reader.text("index").isdigit() and any(map(reader.text, _FACTS))


def _speaks_of_someone(reader: CardRow) -> bool:
    """Two facts, or one and an address."""
    return sum(bool(reader.text(field)) for field in (*_FACTS, "address")) > 1


def _with_split_name(sheet: Sheet, header: Header) -> Header:
    """'Họ và tên' joined over two columns holds the given name in the second, which has no title of its own."""
    name = header.index("name")
    if name is None or any(column.index == name + 1 for column in header.columns):
        return header
    below = [row[name + 1] for row in sheet.rows[header.first :] if len(row) > name + 1 and row[name + 1] is not None]
    if not below or not all(isinstance(cell, str) and len(cell.split()) < 3 for cell in below):
        return header
    title = header.title("name")
    columns = tuple(
        Column(column.index, column.title, "family_name") if column.field == "name" else column
        for column in header.columns
    )
    return Header(header.first, (*columns, Column(name + 1, title, "given_name")))
