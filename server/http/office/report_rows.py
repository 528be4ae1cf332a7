"""The rows behind a report's figures as the office shows them: names for ids, and the page that each one has."""

from typing import Any, NamedTuple

from starlette.requests import Request

from server.domain.filled_forms import FilledForm
from server.domain.report_codes import Dimension, FigureKind
from server.domain.report_rows import FigureRow
from server.http.office.desk_words import DeskWords
from server.http.office.names import Names
from server.http.office.page import Say, say
from server.http.render import day
from server.store.port import View

PLACES = {
    "dossier": "/office/dossiers/",
    "item": "/office/items/",
    "request": "/office/requests/",
    "appointment": "/office/desk/appointments/",
    "contact": "/office/contacts/",
    "outreach_session": "/office/outreach/",
}
"""Kind of a row's document → where it is looked at; an entry of the desk has a page if its form was kept."""


class Shown(NamedTuple):
    """One row: what counts, its page ('' for none), its parts in words, in the order of the figure's dimensions."""

    row: FigureRow
    href: str
    parts: tuple[str, ...]


class RowWords:
    """Words and pages of rows within one view."""

    def __init__(self, request: Request, view: View) -> None:
        self._view, self._say = view, say(request)
        self._names, self._desk = Names(view), DeskWords(request, view)

    def shown(self, kind: FigureKind, row: FigureRow) -> Shown:
        """One row."""
        return Shown(row, self.href(row), tuple(self.part(one, getattr(row, one)) for one in kind.by))

    def href(self, row: FigureRow) -> str:
        """The page of what a row counts, '' if it has none."""
        if row.kind in PLACES:
            return f"{PLACES[row.kind]}{row.id}"
        return f"/office/desk/{row.id}" if self._view.get(FilledForm, row.id) else ""

    def part(self, dimension: Dimension, value: str) -> str:
        """The name of a value of a dimension."""
        if not value:
            return self._say("office.report.part.no_union" if dimension == "union" else "office.report.part.none")
        if dimension in ("scribe", "deliverer"):
            return self._names.person(value) or value
        if dimension in ("form", "procedure", "hamlet", "union"):
            return self._desk.of(dimension, value)
        return value


def spreadsheet_row(kind: FigureKind, one: Shown, word: Say) -> dict[str, Any]:
    """A row as a line of a spreadsheet."""
    found = {
        word("office.report.row.day"): day(one.row.day),
        word("office.report.row.label"): one.row.label,
        **{
            word(f"office.report.by.{name}"): part if getattr(one.row, name) else ""
            for name, part in zip(kind.by, one.parts, strict=True)
        },
    }
    if kind.sum:
        found[word(f"office.report.sum.{kind.sum}")] = str(one.row.amount)
    return found
