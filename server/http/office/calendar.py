"""The working calendar: a year by month, what is special about a day and who says so, hours and service days."""

import calendar as months
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar import calendar, change_hours, enter_day, service_rule, take_back_day
from server.actions.setup import commune
from server.domain.calendar import DAY_KINDS, Calendar, CalendarDay, OfficeHours
from server.domain.changes import Change
from server.domain.problems import Refusal
from server.domain.service_days import ServiceRule, is_service_day
from server.http.desk import act, form, view, write
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.page import Typed, page, today, typed
from server.http.render import redirect
from server.http.security import guarded
from server.http.session import locale
from server.store.port import View

FIRST_YEAR, LAST_YEAR = 2010, 2060
HISTORY = 30
"""So many of the last acts on the calendar are shown."""
ON_HOLIDAY = ("skip", "before", "after")


@dataclass(frozen=True)
class Cell:
    """One day of a month: why nobody works, whether the commune said so, whether the model is carried out."""

    day: date
    off: str
    entered: bool
    service: bool
    title: str


def cells(year: int, seen: View, found: Calendar, rule: ServiceRule, language: str) -> list[list[list[Cell | None]]]:
    """Twelve months of weeks, holidays named in a language; None where a week reaches into another month."""
    entered = {day.id: day for day in seen.find(CalendarDay, "year", str(year))}

    def cell(day: date) -> Cell:
        own = entered.get(day.isoformat())
        said = (found.name(day, language), *((own.source, own.note) if own else ()))
        title = " · ".join(part for part in said if part)
        return Cell(day, found.off(day) or "", own is not None, is_service_day(day, rule, found), title)

    weeks = months.Calendar()
    return [
        [[cell(day) if day.month == month else None for day in week] for week in weeks.monthdatescalendar(year, month)]
        for month in range(1, 13)
    ]


def year_of(request: Request) -> int:
    """The year of the URL; this one if it names none."""
    text = request.query_params.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else int(today(request)[:4])
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def calendar_page(
    request: Request,
    refusal: Refusal | None = None,
    data: Typed | None = None,
    wanted: tuple[OfficeHours, ServiceRule] | None = None,
) -> Response:
    """The year; with `refusal`, what was typed is still there: a day in `data`, hours and service days in `wanted`."""
    year = year_of(request)
    with view(request) as seen:
        found, rule, here = calendar(seen), service_rule(seen), commune(seen)
        months_ = cells(year, seen, found, rule, locale(request))
        entered = sorted(seen.find(CalendarDay, "year", str(year)), key=lambda one: one.id)
        acts = newest(seen, Change, "all", "", lambda some: sum(map(_is_ours, some)) >= HISTORY)
        history = change_lines([one for one in acts if _is_ours(one)][:HISTORY], Names(seen))
    return page(
        request,
        "office/calendar.html",
        refusal=refusal,
        typed=data or Typed(),
        year=year,
        months=months_,
        entered=entered,
        kinds=DAY_KINDS,
        hours=wanted[0] if wanted else here.hours if here else OfficeHours(),
        rule=wanted[1] if wanted else rule,
        on_holiday=ON_HOLIDAY,
        history=history,
    )


def _is_ours(change: Change) -> bool:
    return change.what.startswith("calendar.")


async def show_calendar(request: Request) -> Response:
    """A year at a glance."""
    return calendar_page(request, data=Typed(day=request.query_params.get("day", "")))


async def do_enter(request: Request) -> Response:
    """Say what is special about a day, or with `back` that nothing is."""
    data = await form(request)
    given = typed(data)
    try:
        if given["back"]:
            await write(request, lambda unit: take_back_day(unit, act(request, data), given["back"]))
        else:
            await write(
                request,
                lambda unit: enter_day(
                    unit, act(request, data), given["day"], given["what"], given["source"], given["note"]
                ),
            )
    except Refusal as refusal:
        return calendar_page(request, refusal, given)
    year = (given["back"] or given["day"])[:4]
    return redirect(request, f"/office/calendar?year={year}")


async def do_hours(request: Request) -> Response:
    """Other office hours, other service days."""
    data = await form(request)
    given = typed(data)
    weekdays = tuple(sorted(int(one) for one in data.getlist("weekdays") if isinstance(one, str) and one in "0123456"))
    rule = ServiceRule(weekdays, given["on_holiday"] if given["on_holiday"] in ON_HOLIDAY else "skip")  # type: ignore[arg-type]
    hours = OfficeHours(
        (given["morning_from"], given["morning_to"]),
        (given["afternoon_from"], given["afternoon_to"]),
        bool(given["saturday_morning"]),
    )
    try:
        await write(request, lambda unit: change_hours(unit, act(request, data), hours, rule))
    except Refusal as refusal:
        return calendar_page(request, refusal, wanted=(hours, rule))
    return redirect(request, "/office/calendar")


routes = [
    guarded("/office/calendar", show_calendar, "catalogue.read"),
    guarded("/office/calendar", do_enter, "calendar.write", ["POST"]),
    guarded("/office/calendar/hours", do_hours, "calendar.write", ["POST"]),
]
