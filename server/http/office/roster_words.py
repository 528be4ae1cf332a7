"""The roster in words: days, parts of days, why this person, what could not be filled."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from server.domain.problems import Refusal
from server.domain.roster_records import Reason, Shift, Unmet
from server.http.office.names import Names
from server.http.office.page import Say
from server.http.render import day as shown_day

FIRST_MONTH, LAST_MONTH = "2010-01", "2060-12"
SOON = timedelta(days=1)
"""A shift that nobody has confirmed stands out so long before its day."""


class State(NamedTuple):
    """A shift's state in words, and its colour where it is unusual."""

    words: str
    tag: str


def state_words(shift: Shift, today: str, say: Say) -> State:
    """The state on a day: what nobody confirmed is unusual from the day before, and over without a check-in later."""
    state, tag = shift.shown_state, ""
    if state in ("planned", "confirmed") and shift.day < today:
        state = "unknown"
    elif state == "planned" and date.fromisoformat(shift.day) <= date.fromisoformat(today) + SOON:
        tag = "wait"
    tag = {"asked": "info", "absent": "bad"}.get(state, tag)
    return State(say(f"office.roster.is.{state}"), tag)


def month_of(text: str) -> str:
    """The month of a URL, `yyyy-mm`. Refuses not_found."""
    try:
        date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Refusal("not_found") from None
    if not FIRST_MONTH <= text <= LAST_MONTH:
        raise Refusal("not_found")
    return text


def step_month(month: str, step: int) -> str:
    """The month so many months later."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + step
    return f"{count // 12:04}-{count % 12 + 1:02}"


def month_words(month: str, say: Say) -> str:
    """`tháng 12/2026`."""
    return say("office.roster.month", month=int(month[5:]), year=month[:4])


def day_words(day: str, say: Say) -> str:
    """`thứ Sáu 04/12`."""
    return f"{say(f'office.weekday.{date.fromisoformat(day).weekday()}')} {shown_day(day)[:5]}"


def time_words(shift: Shift, say: Say) -> str:
    """`sáng thứ Sáu 04/12`."""
    return say("office.roster.time", part=say(f"office.roster.part.{shift.part}"), day=day_words(shift.day, say))


def reason_words(reasons: Iterable[Reason], turn: str, names: Names, say: Say) -> list[str]:
    """Why this person; `turn` is the union whose turn it is."""
    return [_reason(reason, turn, names, say) for reason in reasons]


def _reason(reason: Reason, turn: str, names: Names, say: Say) -> str:
    if reason.code == "longest":
        key = "office.roster.why.longest" if reason.day else "office.roster.why.never_yet"
        return say(key, day=shown_day(reason.day))
    return say(f"office.roster.why.{reason.code}", n=reason.count, union=names.union(turn))


def unmet_words(unmet: Unmet, names: Names, say: Say) -> str:
    """What could not be filled, and the smallest reason for it."""
    people = ", ".join(names.person(one) for one in unmet.people)
    together = ", ".join(
        say("office.roster.time", part=say(f"office.roster.part.{part}"), day=day_words(day, say))
        for day, part in unmet.together
    )
    when = say("office.roster.time", part=say(f"office.roster.part.{unmet.part}"), day=day_words(unmet.day, say))
    away = ", ".join(
        say("office.roster.away_of", name=names.person(one), why=say(f"office.roster.away.{why}"))
        for one, why in unmet.away
    )
    said = say(f"office.roster.unmet.{unmet.code}", n=unmet.missing, people=people, together=together, away=away)
    return say("office.roster.unmet", when=when, why=said)
