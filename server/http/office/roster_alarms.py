"""The roster's alarms in words, for the board and for the desk's day: what is wrong, when, and whom to call."""

from datetime import datetime
from typing import NamedTuple

from server.actions.roster_alarms import alarms
from server.domain.people import Person
from server.http.office.names import Names
from server.http.office.page import Say
from server.http.office.roster_words import day_words, month_words, time_words
from server.store.port import View

GRAVE = {"empty", "not_here", "absent"}
"""Nobody sits at the desk, or nobody will: these come first, and in red."""

ON_THE_DAY = {"absent", "not_here", "asked", "unconfirmed"}
"""What is seen to on the screen of the desk's day; the others on the month's."""


class AlarmLine(NamedTuple):
    """One alarm; `call` is the person to ring up, '' where nobody can be, `phone` the number."""

    code: str
    words: str
    href: str
    grave: bool
    call: str
    phone: str


def alarm_lines(view: View, now: datetime, names: Names, say: Say) -> list[AlarmLine]:
    """What needs somebody's hand, the grave ones first."""
    lines = []
    for alarm in alarms(view, now):
        shift = alarm.shift
        when = time_words(shift, say) if shift else day_words(alarm.day, say) if alarm.day else ""
        who = names.person(shift.person) if shift else ""
        # Who has not confirmed is asked himself; in all else the reserve is rung up.
        call = shift.person if shift and alarm.code == "unconfirmed" else alarm.call
        known = view.get(Person, call) if call else None
        href = f"/office/roster/{shift.month}#{shift.id}-duty" if shift else f"/office/roster/{alarm.day[:7]}"
        href = "/office/roster/today" if alarm.code in ON_THE_DAY else href
        month = month_words(alarm.day[:7], say) if alarm.day else ""
        words = say(f"office.roster.alarm.{alarm.code}", when=when, who=who, month=month)
        lines.append(
            AlarmLine(
                alarm.code,
                words,
                href,
                alarm.code in GRAVE,
                known.name if known else "",
                known.phone if known else "",
            )
        )
    return sorted(lines, key=lambda line: not line.grave)
