"""The same-day lane (rút ngắn, R20, R21): who enters it, why not, and until when what is in it should have its result."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from server.domain.calendar import SAME_DAY_UNTIL, Calendar
from server.domain.dossiers import Dossier, Ticked
from server.domain.intake import is_complete
from server.domain.procedures import Procedure
from server.domain.service_days import ServiceRule, is_service_day
from server.domain.times import VIETNAM, instant

LaneReason = Literal["not_service_day", "closed", "too_late", "not_listed", "incomplete", "taken_out"]
LANE_REASONS: tuple[LaneReason, ...] = get_args(LaneReason)
"""`taken_out`: a clerk took it out of the lane, as it needs verification."""


class Lane(NamedTuple):
    """Whether a dossier is settled on the spot; `reasons` against it, in the order in which a clerk would say them."""

    same_day: bool
    reasons: tuple[LaneReason, ...] = ()


def lane(
    procedure: Procedure, received: datetime, ticked: Sequence[Ticked], calendar: Calendar, service: ServiceRule
) -> Lane:
    """The rule: a service day, within hours and before 15:00, a procedure of the list, all that is required ticked.

    What comes after 15:00 may by law wait for the next working day (Luật Hộ tịch 60/2014, Điều 5.3): no promise then.
    """
    local = received.astimezone(VIETNAM)
    day_serves = is_service_day(local.date(), service, calendar)
    late = local.time() >= SAME_DAY_UNTIL
    against: dict[LaneReason, bool] = {
        "not_service_day": not day_serves,
        "closed": day_serves and not late and not calendar.is_open(received),
        "too_late": day_serves and late,
        "not_listed": procedure.same_day == "no",
        "incomplete": not is_complete(tuple(ticked)),
    }
    reasons = tuple(reason for reason, holds in against.items() if holds)
    return Lane(not reasons, reasons)


def until(dossier: Dossier, calendar: Calendar) -> datetime:
    """When the lane wants its result: the end of the day of receipt, however long the law allows."""
    return calendar.closing(instant(dossier.received_at).astimezone(VIETNAM).date())


def on_the_spot(dossier: Dossier) -> bool:
    """Whether a dossier of the lane had its result on the day of its receipt (R22)."""
    if dossier.lane != "same_day" or dossier.result is None or not dossier.result.at:
        return False
    received, there = instant(dossier.received_at), instant(dossier.result.at)
    return received.astimezone(VIETNAM).date() == there.astimezone(VIETNAM).date()
