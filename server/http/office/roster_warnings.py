"""What speaks against somebody on a place of the roster: named beside the name, never in the way of the choice."""

from collections import Counter
from collections.abc import Iterable

from server.actions.availability import availability
from server.actions.presence import Presence
from server.domain.roster_records import Shift
from server.http.office.page import Say
from server.store.port import View


class Warnings:
    """The warnings of one month, whose shifts are given."""

    def __init__(self, view: View, month: str, shifts: Iterable[Shift], say: Say) -> None:
        self._view, self._say = view, say
        self._shifts = [one for one in shifts if one.state != "cancelled"]
        self._duties = Counter(one.person for one in self._shifts if one.person)
        self._presence = Presence(view, f"{month}-01")

    def of(self, shift: Shift, person: str, duty: bool) -> list[str]:
        """What speaks against this person on duty, or as reserve, of a shift; in words, nothing for most."""
        found = [] if person in self._presence.people else [self._say("office.roster.warn.gone")]
        away = self._presence.away(person, shift.day, shift.part)
        if away:
            found.append(self._away(shift, person, away))
        found += self._elsewhere(shift, person, duty)
        return [*found, *self._too_many(shift, person)] if duty else found

    def _away(self, shift: Shift, person: str, away: str) -> str:
        known = availability(self._view, person)
        why = next((one.why for one in known.absences if one.covers(shift.day, shift.part)), "")
        text = self._say(f"office.roster.warn.{away}")
        return f"{text}: {why}" if away == "absent" and why else text

    def _elsewhere(self, shift: Shift, person: str, duty: bool) -> list[str]:
        here = shift.reserve if duty else shift.person
        if here == person or self._presence.busy(person, shift.day, shift.part, shift.id):
            return [self._say("office.roster.warn.double")]
        twice = any(one.day == shift.day and one.part != shift.part and one.person == person for one in self._shifts)
        return [self._say("office.roster.warn.twice")] if duty and twice else []

    def _too_many(self, shift: Shift, person: str) -> list[str]:
        """Over the limit, counting this shift whether it is his already or would be."""
        most = availability(self._view, person).most
        count = self._duties[person] + (shift.person != person)
        over = most is not None and count > most
        return [self._say("office.roster.warn.most", n=count, most=most)] if over else []
