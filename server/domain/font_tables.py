"""A whole table in a legacy font: recognised by all its cells together, converted column by column."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import structs

from server.domain.legacy_fonts import Font, legacy_font, share, to_unicode
from server.domain.names import tidy
from server.domain.syllables import words_of
from server.domain.tables import Row, Sheet, Table


class Sample(NamedTuple):
    """A cell as it stands in the list and as its font showed it."""

    before: str
    after: str


def table_font(table: Table) -> Font | None:
    """The legacy font for which the table was typed; None for Unicode. One cell or two never decide it."""
    if font := legacy_font(_texts(table)):
        return font
    columns: dict[int, list[str]] = defaultdict(list)
    for sheet in table.sheets:
        for row in sheet.rows:
            for i, cell in enumerate(row):
                if isinstance(cell, str):
                    columns[i].append(cell)
    return next((font for texts in columns.values() if len(texts) > _MANY and (font := legacy_font(texts))), None)


_MANY = 5
"""Of so many texts a column is made in which a font is looked for by itself."""


def _texts(table: Table) -> Iterator[str]:
    return (cell for sheet in table.sheets for row in sheet.rows for cell in row if isinstance(cell, str))


def samples(table: Table, font: Font, count: int = 4) -> list[Sample]:
    """Some cells before and after, the longest changed ones of the first rows, each text once."""
    changed = {cell: shown for cell in _texts(table) if (shown := to_unicode(cell, font)) != cell}
    first = list(changed.items())[: 10 * count]
    return [Sample(*pair) for pair in sorted(first, key=lambda pair: -min(len(pair[0]), 40))[:count]]


def converted(table: Table, font: Font) -> Table:
    """The table in Unicode. A column that is Vietnamese as it stands stays as it is."""
    return Table(tuple(_converted(sheet, font) for sheet in table.sheets))


def _converted(sheet: Sheet, font: Font) -> Sheet:
    width = max(map(len, sheet.rows), default=0)
    legacy = [_gains(sheet.rows, i, font) for i in range(width)]
    rows = tuple(
        tuple(to_unicode(cell, font) if isinstance(cell, str) and legacy[i] else cell for i, cell in enumerate(row))
        for row in sheet.rows
    )
    return structs.replace(sheet, name=to_unicode(sheet.name, font), rows=rows)


def _gains(rows: tuple[Row, ...], i: int, font: Font) -> bool:
    texts = [cell for row in rows if i < len(row) and isinstance(cell := row[i], str)]
    words = [word for text in texts[:1000] for word in words_of(text)]
    return bool(words) and share(words, lambda word: to_unicode(word, font)) >= share(words, tidy)
