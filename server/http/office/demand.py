"""Demand at the desk by weekday: the table, the bars beside it, and what it says about service days in one sentence."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar import calendar, service_rule
from server.actions.desk_figures import contacts_between
from server.domain.demand import SOURCES, Verdict, WeekdayDemand, by_weekday, verdict
from server.domain.service_days import ServiceRule
from server.http.desk import view
from server.http.office.page import Say, page, say, today
from server.http.office.period import Period, read_period, usual_periods
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day
from server.http.security import guarded
from server.http.session import locale

HERE = "/office/desk/demand"
USUAL_DAYS = timedelta(days=89)
BAR = 320
"""The longest bar, in units of the picture."""
ROW = 34


@dataclass(frozen=True)
class Bar:
    """One bar of the picture, from its left end; `service` for a weekday of the model."""

    weekday: int
    y: int
    width: float
    number: str
    service: bool


@dataclass(frozen=True)
class Shown:
    """Everything that a period says."""

    period: Period
    weekdays: tuple[WeekdayDemand, ...]
    verdict: Verdict
    rule: ServiceRule


def read(request: Request) -> Shown:
    """The period of the URL, the last ninety days without one."""
    last = usual_periods(today(request))["month"].last
    period = read_period(request.query_params, Period(last - USUAL_DAYS, last))
    with view(request) as seen:
        rule = service_rule(seen)
        contacts = contacts_between(seen, period.first, period.last)
        weekdays = by_weekday(contacts, period.first, period.last, rule, calendar(seen))
    return Shown(period, weekdays, verdict(weekdays), rule)


def decimal(language: str, number: float) -> str:
    """`3,2` with the comma of Vietnam."""
    text = f"{number:.1f}"
    return text if language == "en" else text.replace(".", ",")


def bars(shown: Shown, language: str) -> list[Bar]:
    """The bars of the weekdays on which the office works."""
    rows = [one for one in shown.weekdays if one.days]
    most = max((one.average for one in rows), default=0) or 1
    return [
        Bar(
            one.weekday,
            place * ROW,
            round(one.average / most * BAR, 1),
            decimal(language, one.average),
            one.weekday in shown.rule.weekdays,
        )
        for place, one in enumerate(rows)
    ]


def sentence(shown: Shown, word: Say) -> str:
    """What the period says about service days."""
    found = shown.verdict
    names = ", ".join(word(f"office.weekday.{weekday}") for weekday in sorted(shown.rule.weekdays))
    said: dict[str, Any] = {
        "from": day(shown.period.first),
        "to": day(shown.period.last),
        "total": found.total,
        "served": found.served,
        "share": percent(found.served, found.total),
        "days": names,
    }
    if not found.total:
        return word("office.demand.says.none", **said)
    if not found.enough:
        return word("office.demand.says.few", **said)
    if found.next is None:
        key = "all" if found.served == found.total else "rest"
        return word(f"office.demand.says.{key}", **said)
    most = shown.weekdays[found.next]
    said |= {"next": word(f"office.weekday.{found.next}"), "n": most.unserved}
    key = "more" if found.next in shown.rule.weekdays else "next"
    return word(f"office.demand.says.{key}", **said, then=percent(found.with_next, found.total))


def percent(part: int, whole: int) -> int:
    """A share in hundredths, rounded; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


async def show_demand(request: Request) -> Response:
    """The table, the bars, the sentence."""
    shown, language = read(request), locale(request)
    drawn = bars(shown, language)
    return page(
        request,
        "office/demand.html",
        shown=shown,
        bars=drawn,
        height=len(drawn) * ROW,
        sources=SOURCES,
        sentence=sentence(shown, say(request)),
        decimal=lambda number: decimal(language, number),
        periods={name: f"{HERE}?{urlencode(one.query)}" for name, one in usual_periods(today(request)).items()},
        export=f"{HERE}.xlsx?{urlencode(shown.period.query)}",
        entries=f"/office/desk/entries?{urlencode(shown.period.query)}",
    )


async def export_demand(request: Request) -> Response:
    """The table as XLSX."""
    shown, word, language = read(request), say(request), locale(request)
    rows = [
        {
            word("office.demand.weekday"): word(f"office.weekday.{one.weekday}"),
            word("office.demand.days"): str(one.days),
            **{word(f"office.demand.{source}"): str(one.counts[source]) for source in SOURCES},
            word("office.demand.total"): str(one.total),
            word("office.demand.served"): str(one.served),
            word("office.demand.average"): decimal(language, one.average),
        }
        for one in shown.weekdays
    ]
    return spreadsheet(request, "nhu-cau", rows)


routes = [
    guarded(HERE, show_demand, "desk.read"),
    guarded(f"{HERE}.xlsx", export_demand, "desk.read"),
]
