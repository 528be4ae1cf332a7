"""The list behind the desk's figures: every form that was written in a period, as the report counts it (R17, R73)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.domain.desk_counts import DIMENSIONS
from server.domain.entries import DeskEntry
from server.domain.filled_forms import FilledForm
from server.http.desk import view
from server.http.office.desk_words import DeskWords
from server.http.office.entry_filter import ONLY, EntryFilter, matching, read_entry_filter
from server.http.office.item_list import read_page
from server.http.office.page import Say, page, say, today
from server.http.office.paging import Paged, cut, pages
from server.http.office.period import usual_periods
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day
from server.http.security import guarded

HERE = "/office/desk/entries"
PAGE = 50


@dataclass(frozen=True)
class Row:
    """One entry; `href` leads to the filled form, '' where only the entry was kept."""

    entry: DeskEntry
    procedure: str
    form: str
    scribe: str
    union: str
    hamlet: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[Row]):
    """One page of the list."""

    filter: EntryFilter

    def url(self, path: str = HERE, page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def row(one: DeskEntry, words: DeskWords, href: str = "") -> Row:
    """An entry with the names behind its ids."""
    return Row(
        one,
        one.procedure.name,
        words.of("form", one.form) if one.form else "",
        words.of("scribe", one.scribe),
        words.of("union", one.union) if one.union else "",
        words.of("hamlet", one.hamlet) if one.hamlet else "",
        href,
    )


async def show_entries(request: Request) -> Response:
    """The list that the URL asks for, and what of it is asked for in words."""
    query, now = request.query_params, today(request)
    wanted = read_entry_filter(query, now)
    with view(request) as seen:
        found, words = matching(seen, wanted), DeskWords(request, seen)
        number = min(read_page(query), pages(len(found), PAGE))
        rows = [
            row(one, words, f"/office/desk/{one.id}" if seen.get(FilledForm, one.id) else "")
            for one in cut(found, number, PAGE)
        ]
        asked = [
            (dimension, words.of(dimension, value), wanted.url(HERE, 1, **{dimension: ""}))
            for dimension in DIMENSIONS
            if (value := getattr(wanted, dimension))
        ]
    return page(
        request,
        "office/desk_entries.html",
        listing=Listing(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE),
        asked=asked,
        only=ONLY,
        periods={name: EntryFilter(one).url() for name, one in usual_periods(now).items()},
        counts=EntryFilter(wanted.period).url("/office/desk/counts"),
    )


async def export_entries(request: Request) -> Response:
    """The whole list behind the URL as XLSX."""
    with view(request) as seen:
        found = matching(seen, read_entry_filter(request.query_params, today(request)))
        rows = list(_rows(found, DeskWords(request, seen), say(request)))
    return spreadsheet(request, "viet-ho", rows)


def _rows(found: list[DeskEntry], words: DeskWords, word: Say) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(found, 1):
        shown = row(one, words)
        yield {
            word("office.xlsx.number"): str(number),
            word("office.counts.day"): day(one.day),
            word("office.counts.declarant"): one.declarant,
            word("office.counts.hamlet"): shown.hamlet,
            word("office.counts.procedure"): shown.procedure,
            word("office.counts.form"): shown.form,
            word("office.counts.scribe"): shown.scribe,
            word("office.counts.union"): shown.union,
            word("office.counts.guided"): word("office.yes" if one.guided else "office.no"),
            word("office.counts.dossiers"): word("office.yes" if one.dossier else "office.no"),
            word("office.counts.place"): word(f"office.counts.place.{one.place}"),
        }


routes = [
    guarded(HERE, show_entries, "desk.read"),
    guarded(f"{HERE}.xlsx", export_entries, "desk.read"),
]
