"""The same-day lane: today's dossiers with a running clock, what did not enter and why, what is saved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar import calendar, service_rule
from server.domain.dossiers import OPEN_STATES, Dossier
from server.domain.savings import Savings, minutes_taken, savings
from server.domain.service_days import is_service_day, next_service_day
from server.domain.times import instant
from server.http.desk import view
from server.http.office.names import Names
from server.http.office.page import Say, page, say, today
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock
from server.http.security import guarded
from server.store.port import View


@dataclass(frozen=True)
class LaneLine:
    """One dossier of the lane: `minutes` since its receipt, or until its result; `running` while it is open."""

    dossier: Dossier
    hamlet: str
    minutes: int
    running: bool


def span_words(minutes: int, word: Say) -> str:
    """`1 giờ 05 phút`."""
    if minutes < 60:
        return word("office.lane.minutes", n=minutes)
    return word("office.lane.hours", hours=minutes // 60, minutes=f"{minutes % 60:02}")


def lines(seen: View, day: str, now: datetime) -> tuple[list[LaneLine], list[LaneLine]]:
    """(the lane, what else came in) on a day, in the order of receipt; those still open first."""
    names = Names(seen)
    found = sorted(seen.find(Dossier, "day", day), key=lambda one: one.received_at)

    def line(one: Dossier) -> LaneLine:
        running = one.state in OPEN_STATES
        taken = minutes_taken(one)
        since = (now - instant(one.received_at)) // timedelta(minutes=1)
        return LaneLine(one, names.hamlet(one.applicant.hamlet), taken if taken is not None else max(0, since), running)

    everything = [line(one) for one in found]
    lane = [one for one in everything if one.dossier.lane == "same_day"]
    return sorted(lane, key=lambda one: not one.running), [one for one in everything if one.dossier.lane != "same_day"]


def day_of(request: Request) -> str:
    """The day of the URL, today if it names none."""
    text = request.query_params.get("day", "")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return today(request)


async def show_lane(request: Request) -> Response:
    """The board of a day."""
    day, now = day_of(request), request.app.state.clock()
    with view(request) as seen:
        lane, others = lines(seen, day, now)
        days, rule = calendar(seen), service_rule(seen)
        asked = date.fromisoformat(day)
        service = is_service_day(asked, rule, days)
        following = next_service_day(asked, rule, days)
    word = say(request)
    saved: Savings = savings(line.dossier for line in lane)
    return page(
        request,
        "office/lane.html",
        day=day,
        lane=lane,
        others=others,
        service=service,
        following=following.isoformat(),
        saved=saved,
        waiting=sum(line.running for line in lane),
        span=lambda minutes: span_words(minutes, word),
    )


async def export_lane(request: Request) -> Response:
    """The lane of a day as XLSX."""
    word, day = say(request), day_of(request)
    with view(request) as seen:
        lane, _ = lines(seen, day, request.app.state.clock())
    rows = [
        {
            word("office.lane.no"): line.dossier.no,
            word("office.dossier.applicant"): line.dossier.applicant.name,
            word("office.hamlet"): line.hamlet,
            word("office.procedure.name"): line.dossier.procedure_name,
            word("office.lane.received"): clock(line.dossier.received_at),
            word("office.lane.settled"): clock(line.dossier.result.at) if line.dossier.result else "",
            word("office.lane.taken"): span_words(line.minutes, word),
        }
        for line in lane
    ]
    return spreadsheet(request, f"trong-ngay-{day}", rows)


routes = [
    guarded("/office/lane", show_lane, "dossiers.read"),
    guarded("/office/lane.xlsx", export_lane, "dossiers.read"),
]
