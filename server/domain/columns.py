"""Which row of a sheet is the header, and which of its columns means what, by their names in Vietnamese.

Titles may stand above, the header may have two or three rows with joined cells, the order is free, spelling varies.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from server.domain.cells import cell_text
from server.domain.names import folded
from server.domain.tables import Cell, Row, column_letter

Aliases = Mapping[str, tuple[str, ...]]
"""Field → the folded names under which lists know it."""
SEARCHED_ROWS = 60
MAX_HEIGHT = 3
_CLOSE = 0.86
"""So alike must two names be to pass for a slip of the pen."""


class Column(Struct, frozen=True):
    """One column of a list: its place, its title as the list has it or '', and the field that it was matched with."""

    index: int
    title: str
    field: str | None

    @property
    def shown(self) -> str:
        """Its title, or the letter of a column without one."""
        return self.title or column_letter(self.index)

    @property
    def key(self) -> str:
        """What the column is called when somebody says what it means: its place and title."""
        return f"{self.index}:{plain_title(self.title)}"


class Header(Struct, frozen=True, dict=True):
    """`first` is the row of the first line below the header; `words` are all titles in it, as compared."""

    first: int
    columns: tuple[Column, ...]
    words: frozenset[str] = frozenset()

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each field's column stands; asked for in every cell, so made once."""
        return {column.field: column.index for column in self.columns if column.field}

    def index(self, field: str) -> int | None:
        """The place of a field's column."""
        return self.places.get(field)

    def title(self, field: str) -> str:
        """A field's column as the list calls it, by its letter if it has no title; '' if there is none."""
        return next((column.shown for column in self.columns if column.field == field), "")

    def has(self, field: str) -> bool:
        """Whether some column was matched with the field."""
        return field in self.places


def find_header(rows: tuple[Row, ...], aliases: Aliases) -> Header | None:
    """The row, or the two or three rows, in which most fields are recognised; None if no two are.

    Among equals the fewest rows and then the uppermost, since long lists repeat their header on every page.
    """
    best: tuple[int, int, int] | None = None
    for top in range(min(len(rows), SEARCHED_ROWS)):
        for height in range(1, MAX_HEIGHT + 1):
            block = rows[top : top + height]
            if not _may_be_header(block, height):
                break
            found = len(_match(_pairs(_titles(block), aliases, _by_name)))
            if found > 1 and (best is None or (found, -height) > best[:2]):
                best = found, -height, top
    return _header(rows, aliases, best[2], -best[1]) if best else None


def _header(rows: tuple[Row, ...], aliases: Aliases, top: int, height: int) -> Header:
    """The header in these rows. Only here slips of the pen are looked for: that takes its time."""
    titles = _titles(rows[top : top + height])
    fields = _match(_pairs(titles, aliases, _by_name))
    left = {field: names for field, names in aliases.items() if field not in fields.values()}
    unknown = [levels if i not in fields else () for i, levels in enumerate(titles)]
    fields |= _match(_pairs(unknown, left, _by_likeness))
    filled = _filled(rows[top + height :][:SEARCHED_ROWS])
    columns = [Column(i, " – ".join(levels), fields.get(i)) for i, levels in enumerate(titles) if levels or i in filled]
    columns += [Column(i, "", None) for i in sorted(filled) if i >= len(titles)]
    words = frozenset(plain_title(title) for levels in titles for title in levels)
    return Header(top + height, tuple(columns), words)


def _filled(rows: tuple[Row, ...]) -> set[int]:
    """The columns that hold something in a third of the rows: those are the list's, titled or not."""
    counts = Counter(i for row in rows for i, cell in enumerate(row) if cell is not None)
    return {i for i, count in counts.items() if 3 * count >= len(rows)}


def chosen(header: Header, choices: Mapping[str, str]) -> Header:
    """The header after somebody said what columns mean: field, or '' for 'left out', by the key of a column."""
    taken = set(choices.values())
    columns = tuple(
        Column(column.index, column.title, choices[column.key] or None)
        if column.key in choices
        else Column(column.index, column.title, None if column.field in taken else column.field)
        for column in header.columns
    )
    return Header(header.first, columns, header.words)


def _may_be_header(block: tuple[Row, ...], height: int) -> bool:
    """Titles are short words. All but the lowest row are well filled: a line or two above is the list's own title."""
    filled = [sum(cell is not None for cell in row) for row in block]
    if len(block) < height or not filled[-1] or min(filled[:-1], default=3) < 3:
        return False
    return all(_may_be_title(cell) for row in block for cell in row if cell is not None)


def _may_be_title(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= 80 and sum(map(str.isdigit, cell)) < 5


def _titles(block: tuple[Row, ...]) -> list[tuple[str, ...]]:
    """Per column its titles from top to bottom. A joined cell gives its text to the columns on its right."""
    width = max(map(len, block))
    levels = [[cell_text(row[i]) if i < len(row) else "" for i in range(width)] for row in block]
    for upper, lower in pairwise(levels):
        for i in range(1, width):
            if not upper[i] and lower[i]:
                upper[i] = upper[i - 1]
    return [tuple(dict.fromkeys(filter(None, column))) for column in zip(*levels, strict=True)]


Pair = tuple[float, int, str]
"""How unlike a column's title and a field's names are, the column, the field."""


def _match(pairs: list[Pair]) -> dict[int, str]:
    """Field by column: the best pairs first, each field and each column once."""
    fields: dict[int, str] = {}
    for _, index, field in sorted(pairs):
        if index not in fields and field not in fields.values():
            fields[index] = field
    return fields


Judge = Callable[[str, tuple[str, ...]], float]


def _pairs(titles: list[tuple[str, ...]], aliases: Aliases, judge: Judge) -> list[Pair]:
    """Every pair in which `judge` finds some likeness."""
    return [
        (-likeness, index, field)
        for index, readings in enumerate(map(_readings, titles))
        for field, names in aliases.items()
        if (likeness := max((weight * judge(title, names) for title, weight in readings), default=0.0))
    ]


def _readings(levels: tuple[str, ...]) -> list[tuple[str, float]]:
    """A column's name by all its titles, by its lowest, and with less weight by its highest."""
    if not levels:
        return []
    readings = (" ".join(levels), 1.0), (levels[-1], 1.0), (levels[0], 0.99)
    return [(plain_title(text), weight) for text, weight in (readings if len(levels) > 1 else readings[:1])]


def plain_title(text: str) -> str:
    """A title as compared: folded, words only."""
    return " ".join(re.findall(r"[a-z0-9]+", folded(text)))


def _by_name(title: str, names: tuple[str, ...]) -> float:
    """2 for the very name, 1 to 2 the more a name says of the title, 0 if no name is in it."""
    if title in names:
        return 2.0
    inside = [name for name in names if len(name) > 3 and f" {name} " in f" {title} "]
    return 1 + len(max(inside, key=len)) / (len(title) + 1) if inside else 0.0


def _by_likeness(title: str, names: tuple[str, ...]) -> float:
    """Below 1: how alike the title and a name are, 0 if it is no mere slip."""
    alike = [
        ratio
        for name in names
        if len(name) > 5
        and abs(len(name) - len(title)) < 4
        and (ratio := SequenceMatcher(None, title, name).ratio()) >= _CLOSE
    ]
    return max(alike, default=0.0)
