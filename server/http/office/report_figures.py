"""A report's figures: all of them with the period before, and behind each its list, whose length is the figure."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.report_figures import is_part, listed
from server.actions.report_said import figures_said
from server.actions.satisfaction import satisfaction
from server.domain.problems import Refusal
from server.domain.reform_index import SOURCE
from server.domain.report_codes import STREAMS, Dimension, FigureKind, kind_of
from server.domain.report_figures import Figure, Figures
from server.domain.report_rows import FigureRow
from server.domain.reports import Report
from server.http.desk import view
from server.http.office.item_list import read_page
from server.http.office.page import page, say
from server.http.office.paging import Paged, cut, pages
from server.http.office.report_base import AT, asked_report, file_name, said
from server.http.office.report_index import index_groups
from server.http.office.report_rows import RowWords, Shown, spreadsheet_row
from server.http.office.spreadsheet import spreadsheet
from server.http.security import guarded
from server.store.port import View

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[Shown]):
    """One page of the list behind a figure, or behind its `part` (`hamlet:ID`, '' for all)."""

    at: str
    part: str

    def url(self, path: str = "", page: int = 1, part: str | None = None) -> str:
        """This list's address, another page of it, its spreadsheet, or another part."""
        query = {"part": self.part if part is None else part, "page": str(page) if page > 1 else ""}
        given = {name: value for name, value in query.items() if value}
        return f"{self.at}{path}?{urlencode(given)}" if given else f"{self.at}{path}"


@dataclass(frozen=True)
class PartChoice:
    """A value of a dimension, how many rows have it, and the address of their list."""

    name: str
    count: int
    href: str
    here: bool


def _asked(request: Request, seen: View) -> tuple[Report, FigureKind, Figures, tuple[FigureRow, ...]]:
    """The list that the URL asks for. Refuses not_found for no report, no figure, no dimension."""
    kind, part = kind_of(request.path_params["code"]), request.query_params.get("part", "")[:200]
    if kind is None or not is_part(part):
        raise Refusal("not_found")
    report = asked_report(request, seen)
    figures = figures_said(seen, report, request.app.state.clock())
    return report, kind, figures, listed(figures, kind.code, part)


def choices(figure: Figure, dimension: Dimension, words: RowWords, listing: Listing) -> list[PartChoice]:
    """The values of one dimension of a figure."""
    return [
        PartChoice(
            words.part(dimension, one.value),
            one.count,
            listing.url(part=f"{dimension}:{one.value}"),
            listing.part == f"{dimension}:{one.value}",
        )
        for one in figure.parts(dimension)
    ]


async def show_figure(request: Request) -> Response:
    """The list behind a figure."""
    with view(request) as seen:
        report, kind, figures, rows = _asked(request, seen)
        number = min(read_page(request.query_params), pages(len(rows), PAGE))
        words, part = RowWords(request, seen), request.query_params.get("part", "")[:200]
        at = f"/office/reports/{report.id}/figures/{kind.code}"
        columns = tuple(one for one in kind.by if any(getattr(row, one) for row in rows))
        shown = [words.shown(kind._replace(by=columns), row) for row in cut(rows, number, PAGE)]
        listing = Listing(at=at, part=part, rows=shown, page=number, total=len(rows), size=PAGE)
        parted = {one: choices(figures[kind.code], one, words, listing) for one in kind.by}
        dimension, _, value = part.partition(":")
        asked = words.part(next(one for one in kind.by if one == dimension), value) if dimension in kind.by else value
    return page(
        request,
        "office/report_figure.html",
        report=report,
        kind=kind,
        columns=columns,
        listing=listing,
        parted=parted,
        asked=asked,
        dimension=dimension,
        amount=sum(row.amount for row in rows),
    )


async def export_figure(request: Request) -> Response:
    """The same list as XLSX."""
    with view(request) as seen:
        report, kind, _, rows = _asked(request, seen)
        words, word = RowWords(request, seen), say(request)
        lines = [spreadsheet_row(kind, words.shown(kind, row), word) for row in rows]
    return spreadsheet(request, f"{file_name(report)}-{kind.code.replace('_', '-')}", lines)


async def show_figures(request: Request) -> Response:
    """All figures of a report."""
    with view(request) as seen:
        found = said(request, seen)
        asked = satisfaction(seen, found.report.period).total
    streams = {name: [one for one in found.figures.all if one.kind.stream == name] for name in STREAMS}
    return page(
        request,
        "office/report_figures.html",
        report=found.report,
        streams=streams,
        figures=found.figures,
        earlier=found.before,
        before=found.report.period.before(),
        groups=index_groups(found.figures, asked),
        source=SOURCE,
    )


routes = [
    guarded(f"{AT}/figures", show_figures, "reports.read"),
    guarded(f"{AT}/figures/{{code}}.xlsx", export_figure, "reports.read"),
    guarded(f"{AT}/figures/{{code}}", show_figure, "reports.read"),
]
