"""The same-day lane (rút ngắn): which dossiers enter it, and why the others do not (R20, R21)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from server.domain.calendar import SAME_DAY_UNTIL, Calendar
from server.domain.dossiers import Ticked
from server.domain.intake import is_complete
from server.domain.procedures import Procedure
from server.domain.service_days import ServiceRule, is_service_day
from server.domain.times import VIETNAM

LaneReason = Literal["not_service_day", "closed", "too_late", "not_listed", "incomplete"]
LANE_REASONS: tuple[LaneReason, ...] = get_args(LaneReason)


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
