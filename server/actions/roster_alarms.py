"""What is wrong with the roster now, and whom to call (R51): empty places, nobody there, nobody who answers."""

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from server.actions.presence import Presence
from server.actions.roster import days_of
from server.actions.roster_changes import roster_of
from server.actions.roster_feeds import hours_of, roster_rule
from server.actions.roster_memory import month_before
from server.domain.roster_records import Roster, Shift
from server.domain.times import VIETNAM, local_day
from server.store.port import View

AlarmCode = Literal["absent", "not_here", "empty", "away", "asked", "unconfirmed", "no_reserve", "no_roster", "amended"]
GRACE = timedelta(minutes=15)
"""So long after its beginning nobody asks whether anybody came."""
PUBLISHED_BEFORE = timedelta(days=7)
"""So long before a month its roster is missed: it goes out around the last day of the month before (R14)."""


class Alarm(NamedTuple):
    """One thing to see to; `day` is the day it is about, `call` the reserve to call, `since` an instant or ''.

    `absent` and `not_here` on the day, `empty` place, `away`: whoever has it cannot come then, or left, and did not say
    that he will, `asked` without an answer, `unconfirmed` the day before, `no_reserve`; without a shift `no_roster`
    (`day` the first service day of that month) and `amended` (not published anew since then).
    """

    code: AlarmCode
    shift: Shift | None
    day: str
    call: str | None = None
    since: str = ""


def alarms(view: View, now: datetime) -> list[Alarm]:
    """Of published rosters, the nearest day first; drafts are unfinished and alarm nobody."""
    today = local_day(now)
    presence = Presence(view, today)
    found: list[Alarm] = []
    for roster in view.find(Roster, "state", "published"):
        if roster.id >= today[:7]:
            shifts = [one for one in view.find(Shift, "month", roster.id) if one.day >= today]
            found += [alarm for shift in shifts if (alarm := _alarm(view, presence, shift, now)) is not None]
            if roster.amended:
                found.append(Alarm("amended", None, f"{roster.id}-01"))
    found += _missing(view, now)
    return sorted(found, key=lambda one: (one.day, one.shift.id if one.shift else ""))


def _alarm(view: View, presence: Presence, shift: Shift, now: datetime) -> Alarm | None:
    """The first thing that is wrong with a shift of today or later."""
    today = local_day(now)
    if shift.state in ("cancelled", "done"):
        return None
    if shift.state == "absent":
        return Alarm("absent", shift, shift.day, shift.reserve)
    if shift.person is None:
        return Alarm("empty", shift, shift.day, shift.reserve)
    begins = datetime.fromisoformat(f"{shift.day}T{hours_of(view, shift.part)[0]}").replace(tzinfo=VIETNAM)
    if now >= begins + GRACE:
        return Alarm("not_here", shift, shift.day, shift.reserve)
    gone = shift.person not in presence.people
    if gone or (shift.state == "planned" and presence.away(shift.person, shift.day, shift.part)):
        return Alarm("away", shift, shift.day, shift.reserve)
    if shift.ask is not None and shift.ask.open:
        return Alarm("asked", shift, shift.day, shift.reserve, shift.ask.at)
    if shift.state == "planned" and date.fromisoformat(shift.day) <= date.fromisoformat(today) + timedelta(days=1):
        return Alarm("unconfirmed", shift, shift.day, shift.reserve)
    if shift.reserve is None and roster_rule(view).reserve:
        return Alarm("no_reserve", shift, shift.day)
    return None


def _missing(view: View, now: datetime) -> list[Alarm]:
    """This month's roster or, towards its end, the next one's, that is not published; a month without a service day
    needs none. A commune that never published one does not work by rosters yet.
    """
    if not view.count(Roster, "state", "published"):
        return []
    today = local_day(now)
    soon = local_day(now + PUBLISHED_BEFORE)[:7]
    found = []
    for month in dict.fromkeys((today[:7], min(soon, month_before(today[:7], -1)))):
        days = [day.isoformat() for day in days_of(view, month) if day.isoformat() >= today]
        if days and roster_of(view, month).state == "draft":
            found.append(Alarm("no_roster", None, days[0]))
    return found
