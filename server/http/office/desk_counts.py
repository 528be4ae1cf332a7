"""The desk's figures over a period (R17), by form, procedure, scribe, union, hamlet; each opens the list it counts."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.domain.desk_counts import DIMENSIONS, Count, Dimension, count, count_by
from server.domain.entries import DeskEntry
from server.http.desk import view
from server.http.office.desk_words import DeskWords
from server.http.office.entry_filter import ONLY, EntryFilter, matching, read_entry_filter
from server.http.office.page import page, say, today
from server.http.office.period import Period, usual_periods
from server.http.office.spreadsheet import spreadsheet
from server.http.security import guarded
from server.store.port import View

HERE = "/office/desk/counts"
FIGURES = ("written", *ONLY)


@dataclass(frozen=True)
class Figure:
    """One number, and the list whose length it is."""

    number: int
    href: str


@dataclass(frozen=True)
class Line:
    """One value of a dimension with its figures, in the order of FIGURES."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Table:
    """The figures by one dimension."""

    dimension: Dimension
    lines: tuple[Line, ...]


def figures(made: Count, wanted: EntryFilter) -> tuple[Figure, ...]:
    """The figures of a count, each with the list that `wanted` and the figure ask for."""
    numbers = (made.written, made.guided, made.dossiers, made.home)
    return tuple(
        Figure(number, wanted.url(only="" if name == "written" else name))
        for name, number in zip(FIGURES, numbers, strict=True)
    )


def tables(entries: list[DeskEntry], period: Period, words: DeskWords) -> list[Table]:
    """All tables of a period."""
    found = []
    for dimension in DIMENSIONS:
        lines = [
            Line(words.of(dimension, one.value), figures(one, _asked(period, dimension, one.value)))
            for one in count_by(entries, dimension)
        ]
        found.append(Table(dimension, tuple(lines)))
    return found


def _asked(period: Period, dimension: Dimension, value: str) -> EntryFilter:
    return EntryFilter(period, **{dimension: value})


def _read(request: Request, seen: View) -> tuple[Period, list[DeskEntry], list[Table]]:
    period = read_entry_filter(request.query_params, today(request)).period
    entries = matching(seen, EntryFilter(period))
    return period, entries, tables(entries, period, DeskWords(request, seen))


async def show_counts(request: Request) -> Response:
    """The figures of the URL's period, this year's without one."""
    with view(request) as seen:
        period, entries, made = _read(request, seen)
        first = min((one.day for one in seen.find(DeskEntry, "all", "")), default="")
    periods = {name: EntryFilter(one).url(HERE) for name, one in usual_periods(today(request)).items()}
    if first:
        periods["all"] = f"{HERE}?from={first}"
    return page(
        request,
        "office/desk_counts.html",
        period=period,
        sums=figures(count("", entries), EntryFilter(period)),
        names=FIGURES,
        tables=made,
        periods=periods,
        export=EntryFilter(period).url(f"{HERE}.xlsx"),
    )


async def export_counts(request: Request) -> Response:
    """All tables under one another as XLSX."""
    word = say(request)
    with view(request) as seen:
        period, entries, made = _read(request, seen)
    sums = figures(count("", entries), EntryFilter(period))
    rows: list[dict[str, Any]] = [
        {
            word("office.counts.by"): word(f"office.counts.by.{table.dimension}"),
            word("office.counts.value"): line.name,
            **{word(f"office.counts.{name}"): str(one.number) for name, one in zip(FIGURES, line.figures, strict=True)},
        }
        for table in made
        for line in table.lines
    ]
    rows.append(
        {
            word("office.counts.by"): word("office.counts.sum"),
            **{word(f"office.counts.{name}"): str(one.number) for name, one in zip(FIGURES, sums, strict=True)},
        }
    )
    return spreadsheet(request, "so-lieu-viet-ho", rows)


routes = [
    guarded(HERE, show_counts, "desk.read"),
    guarded(f"{HERE}.xlsx", export_counts, "desk.read"),
]
