"""What the lane and the road to the door save (R22, R23): estimates, stated as such with how they are computed."""

from collections.abc import Iterable
from typing import NamedTuple

from server.domain.calendar import MINUTE, Calendar
from server.domain.dossiers import Dossier
from server.domain.times import day_of, instant

USUAL_TRIPS = 2
"""Without the lane somebody comes twice: to hand in, and for the result."""


class Savings(NamedTuple):
    """Sums over dossiers: `days` working days against the legal time, `trips` that nobody had to make.

    `ahead` are the minutes of office hours between the results and the dates on which the law wanted them. `minutes`
    is the median from receipt to result of what was settled on its day, None without any.
    """

    dossiers: int
    days: int
    trips: int
    ahead: int
    minutes: int | None


def minutes_taken(dossier: Dossier) -> int | None:
    """From receipt to result, in minutes; None as long as there is no result."""
    if dossier.result is None or not dossier.result.at or not dossier.received_at:
        return None
    return max(0, (instant(dossier.result.at) - instant(dossier.received_at)) // MINUTE)


def is_settled_on_its_day(dossier: Dossier) -> bool:
    """Whether the result was there on the day of receipt."""
    return (
        dossier.result is not None
        and bool(dossier.result.at)
        and day_of(dossier.result.at) == day_of(dossier.received_at)
    )


def days_saved(dossier: Dossier) -> int:
    """The legal time in working days, if the result was there on the day of receipt; else none."""
    return dossier.legal_days if is_settled_on_its_day(dossier) else 0


def minutes_ahead(dossier: Dossier, calendar: Calendar) -> int:
    """Minutes of office hours by which the result was there before its date, the first one if it was moved (R22)."""
    due = dossier.apology.old_due if dossier.apology else dossier.due_at
    if dossier.result is None or not dossier.result.at or not due:
        return 0
    return calendar.open_minutes(instant(dossier.result.at), instant(due))


def trips_saved(dossier: Dossier) -> int:
    """Two trips are usual; less those that were made. A result at home saves the second one, too."""
    quick = is_settled_on_its_day(dossier) and dossier.legal_days > 0
    return max(0, USUAL_TRIPS - dossier.visits) if quick or dossier.item else 0


def savings(dossiers: Iterable[Dossier], calendar: Calendar) -> Savings:
    """Of all these."""
    found = list(dossiers)
    taken = sorted(
        minutes for one in found if is_settled_on_its_day(one) and (minutes := minutes_taken(one)) is not None
    )
    return Savings(
        dossiers=len(found),
        days=sum(map(days_saved, found)),
        trips=sum(map(trips_saved, found)),
        ahead=sum(minutes_ahead(one, calendar) for one in found),
        minutes=taken[len(taken) // 2] if taken else None,
    )
