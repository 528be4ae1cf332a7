"""Bars drawn on the server as inline SVG, the period before beside each: numbers in, geometry for chart.html."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

WIDTH, LABEL, NUMBER = 520, 150, 44
"""Units of the drawing: its width, the room of the words before the bars, that of the number after the longest."""
THICK, THIN, GAP = 18, 9, 10
"""Heights of a bar, of the bar of the period before, and what lies between two rows."""
LETTERS = 20
"""So many letters of a label fit before the bars; the table beside says it whole."""


class Row(NamedTuple):
    """One value of a dimension: its number, the number of the period before (None: nothing to compare), its list."""

    label: str
    number: int
    before: int | None = None
    href: str = ""


@dataclass(frozen=True)
class Bar:
    """A row as it is drawn: `y` is the upper edge of its bar, `width` and `before_width` the lengths."""

    row: Row
    y: int
    width: float
    before_width: float

    @property
    def label(self) -> str:
        """The label as far as it fits."""
        text = self.row.label
        return text if len(text) <= LETTERS else text[: LETTERS - 1].rstrip() + "…"


@dataclass(frozen=True)
class Chart:
    """Bars under one title. `head` is what the labels are (Ấp, Tuần…); `compared` whether there is a period before."""

    title: str
    head: str
    bars: tuple[Bar, ...]
    height: int
    compared: bool

    @property
    def sum(self) -> int:
        """All rows together."""
        return sum(bar.row.number for bar in self.bars)

    @property
    def sum_before(self) -> int:
        """All rows of the period before together."""
        return sum(bar.row.before or 0 for bar in self.bars)


def chart(title: str, head: str, rows: Iterable[Row]) -> Chart:
    """The drawing of these rows, in their order; the longest bar takes the whole room, nought is no bar."""
    found = tuple(rows)
    compared = any(row.before is not None for row in found)
    most = max((max(row.number, row.before or 0) for row in found), default=0) or 1
    room = WIDTH - LABEL - NUMBER
    step = THICK + (THIN if compared else 0) + GAP
    bars = tuple(
        Bar(row, place * step, round(row.number / most * room, 1), round((row.before or 0) / most * room, 1))
        for place, row in enumerate(found)
    )
    return Chart(title, head, bars, max(len(found) * step - GAP, 0), compared)
