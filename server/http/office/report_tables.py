"""The tables of a report on its page, as on its paper: each number opens the list whose length it is."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from server.domain.official_documents import Table
from server.domain.report_codes import Code
from server.domain.report_tables import HEADS, TOTAL, PartTable, code_of
from server.domain.report_words import number


class Cell(NamedTuple):
    """A number, and the address of its list, '' for none."""

    text: str
    href: str = ""


class ShownLine(NamedTuple):
    """A line of a table: what it is about, its numbers; the last one of a table is their `total`."""

    name: str
    cells: tuple[Cell, ...]
    total: bool = False


class ShownTable(NamedTuple):
    """A table of the page; without a `caption` where a paragraph says it."""

    caption: str
    heads: tuple[str, ...]
    lines: tuple[ShownLine, ...]


def shown_table(table: PartTable, at: str) -> ShownTable:
    """A table from the data of now; `at` is the report's page."""
    lines = [
        ShownLine(one.name, _cells(table.codes, one.counts, at, f"{table.dimension}:{one.value}"))
        for one in table.lines
    ]
    lines.append(ShownLine(TOTAL, _cells(table.codes, table.totals, at), True))
    return ShownTable(table.caption, (table.head, *(HEADS[code] for code in table.codes)), tuple(lines))


def _cells(codes: Sequence[Code], counts: Sequence[int], at: str, part: str = "") -> tuple[Cell, ...]:
    query = f"?{urlencode({'part': part})}" if part else ""
    pairs = zip(codes, counts, strict=True)
    return tuple(Cell(number(count), f"{at}/figures/{code}{query}" if count else "") for code, count in pairs)


def frozen_table(table: Table, at: str) -> ShownTable:
    """A published table, word for word. Its last line opens the published lists; the others have none of their own:
    whoever moved since then stands in another hamlet's list now."""
    heads = tuple(column.head for column in table.columns)
    lines = []
    for place, row in enumerate(table.rows, 1):
        texts = ["".join(run.text for run in words) for words in row]
        total = place == len(table.rows)
        codes = [code_of(head) if total else None for head in heads]
        cells = [Cell(text, f"{at}/figures/{code}" if code else "") for text, code in zip(texts, codes, strict=True)]
        lines.append(ShownLine(texts[1], tuple(cells[2:]), total))
    return ShownTable("", heads[1:], tuple(lines))
