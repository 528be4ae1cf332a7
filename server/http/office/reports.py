"""The reports: which there are, newest first, and beginning one for a week, a month, … or any days (R65)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.reports import draft
from server.domain.names import folded
from server.domain.problems import Refusal
from server.domain.report_period import Period, period
from server.domain.reports import Report
from server.domain.times import chosen_day
from server.http.desk import act, form, view, write
from server.http.office.asked import MAX_QUERY, words_of
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today, typed
from server.http.office.paging import Paged, cut, pages
from server.http.office.period import MOST_DAYS
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day as shown_day
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View

HERE = "/office/reports"
PAGE = 50
STATES = ("draft", "published")


@dataclass(frozen=True)
class Filter:
    """What a URL asks for: words of title and number, a state, '' for all."""

    q: str = ""
    state: str = ""

    def url(self, path: str = HERE, page: int = 1) -> str:
        """The address of this filter, or of one page of it."""
        query = {"q": self.q, "state": self.state, "page": str(page) if page > 1 else ""}
        given = {name: value for name, value in query.items() if value}
        return f"{path}?{urlencode(given)}" if given else path


class ReportRow(NamedTuple):
    """One report in its newest version; who made it, its period in words."""

    report: Report
    period: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[ReportRow]):
    """One page of the reports."""

    filter: Filter

    def url(self, path: str = HERE, page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def read_filter(query: Mapping[str, str]) -> Filter:
    """The filter of a query; what is not understood is as if it were not there."""
    state = query.get("state", "")
    return Filter(" ".join(query.get("q", "").split())[:MAX_QUERY], state if state in STATES else "")


def matching(request: Request, seen: View, wanted: Filter) -> list[ReportRow]:
    """The newest version of every report that the filter lets through, the latest period first."""
    newest: dict[str, Report] = {}
    for one in seen.find(Report, "all", ""):
        first = one.first or one.id
        if first not in newest or newest[first].version < one.version:
            newest[first] = one
    names, word, looked = Names(seen), say(request), words_of(wanted.q)
    rows = [
        ReportRow(one, one.period.title(word), names.person(one.made_by))
        for one in newest.values()
        if not wanted.state or one.state == wanted.state
    ]
    found = [row for row in rows if all(one in _searched(row) for one in looked)]
    return sorted(found, key=lambda row: (row.report.period.last, row.report.made_at), reverse=True)


def _searched(row: ReportRow) -> str:
    return " " + folded(f"{row.report.title} {row.report.number} {row.period} {row.by}")


async def show_reports(request: Request) -> Response:
    """The reports."""
    wanted = read_filter(request.query_params)
    with view(request) as seen:
        found = matching(request, seen, wanted)
    number = min(read_page(request.query_params), pages(len(found), PAGE))
    listing = Listing(filter=wanted, rows=cut(found, number, PAGE), page=number, total=len(found), size=PAGE)
    return page(request, "office/reports.html", listing=listing, states=STATES)


async def export_reports(request: Request) -> Response:
    """The reports as XLSX, with the same filter."""
    word = say(request)
    with view(request) as seen:
        found = matching(request, seen, read_filter(request.query_params))
    rows = [
        {
            word("office.reports.period"): row.period,
            word("office.reports.name"): row.report.title,
            word("office.reports.number"): f"{row.report.number}/{row.report.symbol}" if row.report.number else "",
            word("office.reports.state"): word(f"office.reports.state.{row.report.state}"),
            word("office.reports.version"): str(row.report.version),
            word("office.reports.by"): row.by,
            word("office.reports.published"): shown_day(row.report.published_at),
        }
        for row in found
    ]
    return spreadsheet(request, "bao-cao", rows)


def usual_reports(day: str) -> dict[str, Period]:
    """The periods that a report is usually asked for, by the word that names them: the running ones and those over."""
    now = date.fromisoformat(day)
    monday, month = now - timedelta(days=now.weekday()), now.replace(day=1)
    found = {"week": period(monday, monday + timedelta(days=6)), "month": _months(month, 1)}
    found["quarter"] = _months(month.replace(month=(now.month - 1) // 3 * 3 + 1), 3)
    found["half_year"] = _months(month.replace(month=1 if now.month < 7 else 7), 6)
    found["year"] = _months(month.replace(month=1), 12)
    return found | {f"last_{name}": one.before() for name, one in found.items()}


def _months(first: date, count: int) -> Period:
    """So many whole months from a first on."""
    following = first.year * 12 + first.month - 1 + count
    return period(first, date(following // 12, following % 12 + 1, 1) - timedelta(days=1))


def new_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The form of a new report; with `refusal`, what was typed is still there."""
    word, usual = say(request), usual_reports(today(request))
    choices = [(name, one, one.title(word)) for name, one in usual.items()]
    shown = data or Typed(which="last_month")
    return page(request, "office/report_new.html", refusal=refusal, typed=shown, choices=choices)


async def show_new(request: Request) -> Response:
    """The form of a new report."""
    return new_page(request)


async def do_new(request: Request) -> Response:
    """Begin one. The same form again is the same report."""
    data = await form(request)
    given = typed(data)
    try:
        wanted = _wanted(given, today(request))
        made = await write(request, lambda unit: draft(unit, act(request, data), wanted, given["title"]))
    except Refusal as refusal:
        return new_page(request, refusal, given)
    return redirect(request, f"{HERE}/{made.id}")


def _wanted(given: Typed, day: str) -> Period:
    """The period that the form asks for. Refuses invalid with the field."""
    usual = usual_reports(day)
    if given["which"] in usual:
        return usual[given["which"]]
    if given["which"] != "range":
        raise Refusal("invalid", "which", "Hãy chọn kỳ báo cáo.")
    first, last = (date.fromisoformat(chosen_day(given[name], name)) for name in ("from", "to"))
    if last < first:
        raise Refusal("invalid", "to", "Ngày cuối phải sau ngày đầu.")
    if (last - first).days >= MOST_DAYS:
        raise Refusal("invalid", "to", "Kỳ báo cáo dài nhất là mười năm.")
    return period(first, last)


routes = [
    guarded(HERE, show_reports, "reports.read"),
    guarded(f"{HERE}.xlsx", export_reports, "reports.read"),
    guarded(f"{HERE}/new", show_new, "reports.draft"),
    guarded(f"{HERE}/new", do_new, "reports.draft", ["POST"]),
]
