"""What a dossier is promised: when its result is due, and whether it goes into the same-day lane."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from server.actions.calendar import calendar, service_rule
from server.domain.calendar import Due
from server.domain.dossiers import Dossier, Ticked
from server.domain.lane import LaneReason, lane
from server.domain.procedures import Procedure
from server.domain.times import instant, stamp
from server.store.port import View


class Terms(NamedTuple):
    """`reasons` are codes that say why the dossier is not settled on the spot (R21); empty when it is."""

    due: Due
    same_day: bool
    reasons: tuple[LaneReason, ...]


def terms(view: View, procedure: Procedure, received: datetime, components: Sequence[Ticked]) -> Terms:
    """What a dossier received then with these papers is promised."""
    days = calendar(view)
    entered = lane(procedure, received, components, days, service_rule(view))
    return Terms(days.due(received, procedure.legal_days), entered.same_day, entered.reasons)


def moved_on(view: View, dossier: Dossier, now: datetime) -> str:
    """The due date after a supplement: later by the working days of the pause (domain §2.6); '' if none was known."""
    if not dossier.due_at or dossier.supplement is None:
        return dossier.due_at
    days = calendar(view)
    moved = days.after_pause(instant(dossier.due_at), instant(dossier.supplement.at), now)
    return stamp(max(moved, days.due(now, 0).at) if dossier.legal_days == 0 else moved)


def closing(view: View, day: str) -> str:
    """The instant at which the office closes on a working day, `yyyy-mm-dd`. Raises ValueError for any other day."""
    days, chosen = calendar(view), date.fromisoformat(day)
    if not days.is_working(chosen):
        raise ValueError(day)
    return stamp(days.closing(chosen))
