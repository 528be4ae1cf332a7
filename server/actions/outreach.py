"""Outreach sessions: written down, put right, taken back when one was a mistake (R61)."""

from datetime import date
from typing import Any

from msgspec import structs

from server.actions.catalogue import procedure_on
from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.domain.commune import Hamlet
from server.domain.names import tidy
from server.domain.outreach import OutreachHeld, OutreachSession
from server.domain.problems import Refusal
from server.domain.report_period import Period
from server.domain.report_rows import FigureRow
from server.domain.times import chosen_day, local_day, read_day
from server.store.port import Unit, View

MAX_TEXT = 2000
MOST_PEOPLE = 10_000


def session_of(view: View, id_: str) -> OutreachSession:
    """The session. Refuses not_found, for one that was taken back too."""
    found = view.get(OutreachSession, id_)
    if found is None or found.removed_at:
        raise Refusal("not_found")
    return found


def sessions(view: View) -> list[OutreachSession]:
    """All of them, the newest first. There are some dozens a year."""
    return sorted(view.find(OutreachSession, "all", ""), key=lambda one: (one.day, one.made_at), reverse=True)


def sessions_between(view: View, first: date, last: date) -> list[OutreachSession]:
    """Those of a period, both days included, the oldest first."""
    low, high = first.isoformat(), last.isoformat()
    return [one for one in reversed(sessions(view)) if low <= one.day <= high]


def report_rows(view: View, period: Period) -> list[FigureRow]:
    """The sessions of a period as a report lists them; the sum is of the people reached."""
    return [
        FigureRow(
            "outreach_session", one.id, one.day, one.topic, detail=one.place, amount=one.people, hamlet=one.hamlet
        )
        for one in sessions_between(view, period.first, period.last)
    ]


def hold(unit: Unit, act: Act, held: OutreachHeld) -> OutreachSession:
    """Write a session down. The same act again gives the same one. Refuses invalid with the field."""
    if (made := unit.get(OutreachSession, act.event_id)) is not None:
        return made
    session = OutreachSession(id=act.event_id, made_by=act.by.id, made_at=act.at, **_checked(unit, act, held))
    unit.put(session)
    record_change(unit, act, session, "outreach.held")
    return session


def correct(unit: Unit, act: Act, id_: str, held: OutreachHeld) -> OutreachSession:
    """Put a session right. Refuses not_found, and what `hold` refuses."""
    before = session_of(unit, id_)
    after = structs.replace(before, **_checked(unit, act, held))
    if after != before and not done_before(unit, act, after):
        unit.put(after)
        record_change(unit, act, after, "outreach.corrected", before=before)
    return after


def take_back(unit: Unit, act: Act, id_: str, why: str) -> None:
    """It was a mistake: no list and no figure has it any more, its history stays. Refuses not_found, needs_reason."""
    known = unit.get(OutreachSession, id_)
    if known is not None and known.removed_at and done_before(unit, act, known):
        return
    before, why = session_of(unit, id_), tidy(why)[:MAX_TEXT]
    if not why:
        raise Refusal("needs_reason", "why")
    after = structs.replace(before, removed_at=act.at)
    unit.put(after)
    record_change(unit, act, after, "outreach.removed", note=why)


def _checked(view: View, act: Act, held: OutreachHeld) -> dict[str, Any]:
    day = chosen_day(held.day, "day")
    if day > local_day(act.now):
        raise Refusal("invalid", "day", "Buổi này chưa diễn ra; việc sắp tới ghi ở phần tiếp theo.")
    if view.get(Hamlet, held.hamlet) is None:
        raise Refusal("invalid", "hamlet", "Hãy chọn ấp.")
    needed = {
        "place": "Hãy ghi nơi tổ chức.",
        "topic": "Hãy ghi nội dung tuyên truyền.",
        "led_by": "Hãy ghi ai phụ trách.",
    }
    for field, words in needed.items():
        if not tidy(getattr(held, field)):
            raise Refusal("invalid", field, words)
    if not 0 <= held.people <= MOST_PEOPLE:
        raise Refusal("invalid", "people", "Hãy ghi số người dự bằng chữ số.")
    if held.next_day and not read_day(held.next_day):
        raise Refusal("invalid", "next_day", "Hãy chọn một ngày.")
    texts = {name: tidy(getattr(held, name))[:MAX_TEXT] for name in ("place", "topic", "led_by", "notes", "next")}
    known = tuple(code for code in dict.fromkeys(held.procedures) if procedure_on(view, code, day) is not None)
    return {
        "day": day,
        "hamlet": held.hamlet,
        "people": held.people,
        "next_day": read_day(held.next_day),
        "procedures": known,
        **texts,
    }
