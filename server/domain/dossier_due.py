"""How a dossier stands with its date: ahead, soon, today, overdue; and once it is settled, whether it was on time."""

from datetime import date, datetime
from typing import Literal, get_args

from server.domain.dossiers import OPEN_STATES, Dossier
from server.domain.times import VIETNAM, instant

Standing = Literal["overdue", "today", "soon", "ahead", "paused", "early", "on_time", "late", "none"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)


def standing(dossier: Dossier, now: datetime, soon: date) -> Standing:
    """How an open dossier stands at `now`; `soon` is the last day that counts as soon, usually the next working day.

    While a supplement is waited for the clock stands still. A settled one was early, on time, or late (R45).
    """
    if not dossier.due_at:
        return "none"
    due = instant(dossier.due_at)
    if dossier.state not in OPEN_STATES:
        return _kept(dossier, due)
    if dossier.state == "supplement":
        return "paused"
    if now > due:
        return "overdue"
    day = due.astimezone(VIETNAM).date()
    if day <= now.astimezone(VIETNAM).date():
        return "today"
    return "soon" if day <= soon else "ahead"


def _kept(dossier: Dossier, due: datetime) -> Standing:
    if dossier.result is None or not dossier.result.at:
        return "none"
    at = instant(dossier.result.at)
    if at > due:
        return "late"
    return "early" if at.astimezone(VIETNAM).date() < due.astimezone(VIETNAM).date() else "on_time"


def days_past(dossier: Dossier, now: datetime) -> int:
    """How many calendar days a dossier is past its date; 0 on the day itself and before it."""
    if not dossier.due_at:
        return 0
    due = instant(dossier.due_at).astimezone(VIETNAM).date()
    return max(0, (now.astimezone(VIETNAM).date() - due).days)
