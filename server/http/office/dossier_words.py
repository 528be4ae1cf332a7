"""A dossier in words: its date, how it stands, and what each field is called."""

from dataclasses import dataclass
from datetime import date, datetime

from server.domain.calendar import Calendar, Due
from server.domain.dossier_due import Standing, days_past, standing
from server.domain.dossiers import Dossier
from server.domain.times import VIETNAM, instant
from server.http.office.page import Say
from server.http.render import day

MOODS: dict[Standing, str] = {
    "overdue": "bad",
    "today": "wait",
    "soon": "wait",
    "paused": "info",
    "late": "bad",
    "early": "ok",
    "on_time": "ok",
}
"""The colour of a standing; the others say nothing unusual and have none."""


@dataclass(frozen=True)
class Badge:
    """How a dossier stands with its date: words, and the colour of their tag ('' for none)."""

    standing: Standing
    words: str
    mood: str


def badge(dossier: Dossier, now: datetime, soon: date, say: Say) -> Badge:
    """The badge of a dossier; '' in words where there is nothing to say."""
    found = standing(dossier, now, soon)
    past = days_past(dossier, now)
    key = "overdue_today" if found == "overdue" and not past else found
    words = "" if found in ("ahead", "none") else say(f"office.dossier.due.{key}", n=past)
    return Badge(found, words, MOODS.get(found, ""))


def appointment(at: str | datetime, say: Say) -> str:
    """`17:00 thứ Tư 25/11/2026`."""
    local = (instant(at) if isinstance(at, str) else at).astimezone(VIETNAM)
    return say(
        "office.dossier.appointment",
        time=local.strftime("%H:%M"),
        weekday=say(f"office.weekday.{local.weekday()}"),
        day=local.strftime("%d/%m/%Y"),
    )


def explain(due: Due, say: Say) -> str:
    """Why a due date is what it is: `3 ngày làm việc, nghỉ: CN 22/11`."""
    if due.days == 0:
        return say("office.dossier.due.next_day" if due.late_receipt else "office.dossier.due.within_day")
    if not due.skipped:
        return say("office.dossier.due.days", n=due.days)
    off = ", ".join(f"{say(f'office.weekday.short.{one.day.weekday()}')} {one.day:%d/%m}" for one in due.skipped)
    return say("office.dossier.due.days_off", n=due.days, off=off)


def why_due(dossier: Dossier, calendar: Calendar, say: Say) -> str:
    """Why a dossier is due when it is: the legal time counted from its receipt, and what moved it since."""
    if not dossier.received_at:
        return ""
    words = [explain(calendar.due(instant(dossier.received_at), dossier.legal_days), say)]
    if dossier.supplement and dossier.supplement.answered_at:
        words.append(say("office.dossier.due.paused_since"))
    if dossier.apology:
        words.append(say("office.dossier.due.put_off", day=day(dossier.apology.old_due)))
    return "; ".join(words)
