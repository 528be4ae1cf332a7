"""A report's charts: the three models by hamlet, by union and by week, the period before beside them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.domain.report_codes import Code, Dimension
from server.domain.report_figures import Figures
from server.domain.report_period import Period
from server.domain.report_rows import FigureRow
from server.http.desk import view
from server.http.office.charts import Chart, Row, chart
from server.http.office.page import Say, page, say
from server.http.office.report_base import AT, said
from server.http.office.report_rows import RowWords
from server.http.security import guarded

CHARTED: tuple[tuple[Code, ...], ...] = (("written",), ("same_day",), ("cards_home", "cases_home"))
"""The three models; the third counts cards and cases."""
MOST_WEEKS = 20
"""A longer period is drawn by months."""


@dataclass(frozen=True)
class Model:
    """The charts of one model, named by its first figure."""

    code: Code
    charts: tuple[Chart, ...]


def rows_in(figures: Figures, codes: Iterable[Code]) -> list[FigureRow]:
    """The rows of some figures together."""
    return [row for code in codes for row in figures[code].rows]


def by_part(now: list[FigureRow], before: list[FigureRow], dimension: Dimension) -> list[tuple[str, int, int]]:
    """(value, now, before) of every value of either period: the most first, what says nothing last."""
    counts = [Counter(getattr(row, dimension) for row in rows) for rows in (now, before)]
    values = sorted({*counts[0], *counts[1]}, key=lambda one: (not one, -counts[0][one], -counts[1][one], one))
    return [(value, counts[0][value], counts[1][value]) for value in values]


def steps(period: Period) -> list[date]:
    """The first days of the weeks that a period touches, of the months where these would be too many."""
    monday = period.first - timedelta(days=period.first.weekday())
    weeks = [monday + timedelta(days=7 * place) for place in range((period.last - monday).days // 7 + 1)]
    if len(weeks) <= MOST_WEEKS:
        return weeks
    return sorted({(period.first + timedelta(days=place)).replace(day=1) for place in range(period.days)})


def by_time(rows: list[FigureRow], period: Period) -> list[int]:
    """How many rows fall into each step of a period; what has no day any more falls into none."""
    starts = steps(period)
    found = [0] * len(starts)
    for row in rows:
        if row.day:
            day = date.fromisoformat(row.day)
            found[max(place for place, start in enumerate(starts) if place == 0 or start <= day)] += 1
    return found


async def show_charts(request: Request) -> Response:
    """The charts of a report."""
    word = say(request)
    with view(request) as seen:
        found, words = said(request, seen), RowWords(request, seen)
        models = [_model(found.report.id, codes, found.figures, found.before, words, word) for codes in CHARTED]
    return page(
        request, "office/report_charts.html", report=found.report, models=models, before=found.report.period.before()
    )


def _model(id_: str, codes: tuple[Code, ...], now: Figures, before: Figures, words: RowWords, word: Say) -> Model:
    these, those = rows_in(now, codes), rows_in(before, codes)
    dimensions: tuple[Dimension, ...] = ("hamlet", "union") if codes[0] != "same_day" else ("hamlet", "procedure")
    charts = [_by(id_, codes, one, by_part(these, those, one), words, word) for one in dimensions]
    return Model(codes[0], (*charts, _time(now.period, these, those, word)))


def _by(
    id_: str,
    codes: tuple[Code, ...],
    dimension: Dimension,
    parts: list[tuple[str, int, int]],
    words: RowWords,
    word: Say,
) -> Chart:
    at = f"/office/reports/{id_}/figures/{codes[0]}"
    rows = [
        Row(
            words.part(dimension, value),
            number,
            before,
            f"{at}?{urlencode({'part': f'{dimension}:{value}'})}" if len(codes) == 1 else "",
        )
        for value, number, before in parts
    ]
    return chart(word(f"office.report.chart.{dimension}"), word(f"office.report.by.{dimension}"), rows)


def _time(period: Period, these: list[FigureRow], those: list[FigureRow], word: Say) -> Chart:
    """By week or month; the n-th of the period before stands beside the n-th."""
    starts, earlier = steps(period), by_time(those, period.before())
    weekly = len(starts) < 2 or (starts[1] - starts[0]).days == 7
    name = "week" if weekly else "month"
    rows = [
        Row(
            f"{max(start, period.first):%d/%m}–{min(start + timedelta(days=6), period.last):%d/%m}"
            if weekly
            else f"{start:%m/%Y}",
            number,
            earlier[place] if place < len(earlier) else 0,
        )
        for place, (start, number) in enumerate(zip(starts, by_time(these, period), strict=True))
    ]
    return chart(word(f"office.report.chart.{name}"), word(f"office.report.by.{name}"), rows)


routes = [guarded(f"{AT}/charts", show_charts, "reports.read")]
