"""The same-day lane: a day's dossiers with running clocks, what did not enter and why, what is saved."""

from dataclasses import dataclass
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar import calendar, service_rule
from server.actions.dossier_results import settle
from server.domain.calendar import MINUTE, Calendar
from server.domain.dossiers import OPEN_STATES, Dossier
from server.domain.problems import Refusal
from server.domain.savings import minutes_taken, savings
from server.domain.service_days import is_service_day, next_service_day
from server.domain.times import instant, read_day, stamp
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.page import Say, Typed, page, say, today, typed
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, redirect
from server.http.security import guarded
from server.store.port import View

HERE = "/office/lane"
SOON = 60
"""Minutes before closing from which a dossier that still waits is marked."""


@dataclass(frozen=True)
class LaneLine:
    """One dossier: `minutes` since its receipt, or until its result; `left` until closing while it is `running`."""

    dossier: Dossier
    hamlet: str
    minutes: int
    running: bool
    left: int = 0


def span_words(minutes: int, word: Say) -> str:
    """`1 giờ 05 phút`."""
    if minutes < 60:
        return word("office.lane.minutes", n=minutes)
    return word("office.lane.hours", hours=minutes // 60, minutes=f"{minutes % 60:02}")


def lines(seen: View, day: str, now: datetime, days: Calendar) -> tuple[list[LaneLine], list[LaneLine]]:
    """(the lane, what else came in) on a day, in the order of receipt; those still open first."""
    names = Names(seen)
    closing = days.closing(date.fromisoformat(day))

    def line(one: Dossier) -> LaneLine:
        taken = minutes_taken(one)
        minutes = taken if taken is not None else max(0, (now - instant(one.received_at)) // MINUTE)
        left = (closing - now) // MINUTE
        return LaneLine(one, names.hamlet(one.applicant.hamlet), minutes, one.state in OPEN_STATES, left)

    everything = [line(one) for one in sorted(seen.find(Dossier, "day", day), key=lambda one: one.received_at)]
    lane = [one for one in everything if one.dossier.lane == "same_day"]
    return sorted(lane, key=lambda one: not one.running), [one for one in everything if one.dossier.lane != "same_day"]


def day_of(request: Request) -> str:
    """The day of the URL, today if it names none."""
    return read_day(request.query_params.get("day", "")) or today(request)


def lane_page(
    request: Request, refusal: Refusal | None = None, data: Typed | None = None, opened: str = ""
) -> Response:
    """The board of a day; with `refusal`, the form of the dossier `opened` is open again with what was typed."""
    day, now, word = day_of(request), request.app.state.clock(), say(request)
    asked = date.fromisoformat(day)
    with view(request) as seen:
        days, rule = calendar(seen), service_rule(seen)
        lane, others = lines(seen, day, now, days)
    return page(
        request,
        "office/lane.html",
        refusal=refusal,
        typed=data or Typed(),
        opened=opened,
        day=day,
        now=stamp(now),
        closing=stamp(days.closing(asked)),
        closes=days.hours.afternoon[1],
        soon=SOON,
        lane=lane,
        others=others,
        service=is_service_day(asked, rule, days),
        following=next_service_day(asked, rule, days).isoformat(),
        saved=savings((line.dossier for line in lane), days),
        waiting=sum(line.running for line in lane),
        span=lambda minutes: span_words(minutes, word),
    )


async def show_lane(request: Request) -> Response:
    """The board of a day."""
    return lane_page(request)


async def do_settle(request: Request) -> Response:
    """There is a result; the board again."""
    data, id_ = await form(request), request.path_params["id"]
    given = typed(data)
    count = given["count"] or "1"
    number = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0
    try:
        await write(
            request, lambda unit: settle(unit, act(request, data), id_, given["title"], given["number"], number)
        )
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return lane_page(request, refusal, given, id_)
    return redirect(request, f"{HERE}?day={day_of(request)}")


async def export_lane(request: Request) -> Response:
    """What came in on a day as XLSX: the lane, then what did not enter it and why."""
    word, day = say(request), day_of(request)
    with view(request) as seen:
        lane, others = lines(seen, day, request.app.state.clock(), calendar(seen))
    rows = [
        {
            word("office.lane.no"): line.dossier.no,
            word("office.dossier.applicant"): line.dossier.applicant.name,
            word("office.hamlet"): line.hamlet,
            word("office.procedure.name"): line.dossier.procedure_name,
            word("office.lane.received"): clock(line.dossier.received_at),
            word("office.lane.settled"): clock(line.dossier.result.at) if line.dossier.result else "",
            word("office.lane.taken"): span_words(line.minutes, word) if line.dossier.lane == "same_day" else "",
            word("office.lane.why_not"): ", ".join(
                word(f"office.lane.reason.{reason}") for reason in line.dossier.lane_reasons
            ),
        }
        for line in (*lane, *others)
    ]
    return spreadsheet(request, f"trong-ngay-{day}", rows)


routes = [
    guarded(HERE, show_lane, "dossiers.read"),
    guarded(f"{HERE}.xlsx", export_lane, "dossiers.read"),
    guarded(f"{HERE}/{{id}}/settle", do_settle, "dossiers.write", ["POST"]),
]
