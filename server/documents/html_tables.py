"""The tables of an HTML page as sheets of text cells: what one-stop systems call .xls. Nested tables are sheets too.

A joined cell stands in its first place, as in a spreadsheet. Only the standard library: nothing of the page is run,
fetched or believed, a colspan of a million included.
"""

from html.parser import HTMLParser
from typing import Any

_BREAKS = frozenset({"br", "p", "div", "li"})
_SILENT = frozenset({"script", "style", "title"})


class TooLarge(Exception):
    """The page has more rows or columns than any list."""


class _Table:
    """A table under construction. `joined` are the rows that a cell above still covers, by column."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows: list[list[str | None]] = []
        self.most_rows, self.most_columns = rows, columns
        self.joined: dict[int, int] = {}
        self.place = 0
        self.text: list[str] | None = None
        self.spans = (1, 1)

    def row(self) -> None:
        """A row begins."""
        self.end_cell()
        if len(self.rows) >= self.most_rows:
            raise TooLarge
        self.rows.append([])
        self.place = 0

    def cell(self, across: int, down: int) -> None:
        """A cell begins."""
        self.end_cell()
        if not self.rows:
            self.row()
        self._skip()
        self.spans = (min(across, self.most_columns), min(down, self.most_rows))
        self.text = []

    def end_cell(self) -> None:
        """A cell ends: its text stands in the first place that it covers."""
        if self.text is None:
            return
        text = "".join(self.text).strip() or None
        self.text = None
        across, down = self.spans
        if text and self.place >= self.most_columns:
            raise TooLarge
        row = self.rows[-1]
        if text:
            row += [None] * (self.place - len(row)) + [text]
        end = min(self.place + across, self.most_columns)
        if down > 1:
            self.joined.update(dict.fromkeys(range(self.place, end), down))
        self.place = max(end, self.place + 1)

    def end_row(self) -> None:
        """A row ends."""
        self.end_cell()
        self.joined = {place: left - 1 for place, left in self.joined.items() if left > 1}

    def _skip(self) -> None:
        while self.place in self.joined:
            self.place += 1


class _Page(HTMLParser):
    """Follows the tables of a page; `done` are those that have ended, in the order of their beginning."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(convert_charrefs=True)
        self.most = rows, columns
        self.all: list[_Table] = []
        self.open: list[_Table] = []
        self.in_row: list[bool] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        if tag == "table":
            self.all.append(_Table(*self.most))
            self.open.append(self.all[-1])
            self.in_row.append(False)
            if len(self.all) > self.most[1]:
                raise TooLarge
        elif tag in _SILENT:
            self.silent += 1
        elif not self.open:
            return
        elif tag == "tr":
            self._end_row()
            self.open[-1].row()
            self.in_row[-1] = True
        elif tag in ("td", "th"):
            given = dict(attrs)
            self.open[-1].cell(_span(given.get("colspan")), _span(given.get("rowspan")))
            self.in_row[-1] = True
        elif tag in _BREAKS:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif not self.open:
            return
        elif tag in ("td", "th"):
            self.open[-1].end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            self.open.pop()
            self.in_row.pop()

    def handle_data(self, data: str) -> None:
        """Text goes into the open cell of the innermost table."""
        if self.open and not self.silent and self.open[-1].text is not None:
            self.open[-1].text.append(data)

    def _end_row(self) -> None:
        if self.in_row[-1]:
            self.open[-1].end_row()
            self.in_row[-1] = False


def _span(value: str | None) -> int:
    text = (value or "").strip()
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def read_tables(text: str, rows: int, columns: int) -> list[dict[str, Any]]:
    """All tables with some text as `{"name", "rows"}`. Raises TooLarge beyond so many rows, columns or tables."""
    page = _Page(rows, columns)
    page.feed(text)
    page.close()
    for table in page.open:
        table.end_cell()
    found = [table.rows for table in page.all if any(table.rows)]
    if sum(map(len, found)) > rows:
        raise TooLarge
    return [{"name": "" if len(found) == 1 else f"Bảng {no}", "rows": one} for no, one in enumerate(found, 1)]
