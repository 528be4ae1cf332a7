"""Who sits, waits or is away at any time: asked before somebody is put at a place, and for what phones may offer."""

from datetime import date

from server.actions.availability import availability, cadres
from server.domain.availability import Availability, Away, Part
from server.domain.people import Person
from server.domain.roster_records import Shift
from server.store.port import View


class Presence:
    """Within one view; what was read once is remembered, so make a new one after a change."""

    def __init__(self, view: View, day: str) -> None:
        """`day` decides who belongs to the roster."""
        self._view = view
        self.people: dict[str, Person] = {one.id: one for one in cadres(view, day)}
        self._days: dict[str, list[Shift]] = {}
        self._known: dict[str, Availability] = {}

    def at(self, day: str, part: Part) -> list[Shift]:
        """The places at a time, those given up left out, by seat."""
        if day not in self._days:
            found = [shift for shift in self._view.find(Shift, "day", day) if shift.state != "cancelled"]
            self._days[day] = sorted(found, key=lambda shift: shift.id)
        return [shift for shift in self._days[day] if shift.part == part]

    def away(self, person: str, day: str, part: Part) -> Away | None:
        """Why somebody cannot come then."""
        return self._availability(person).away(day, date.fromisoformat(day).weekday(), part)

    def busy(self, person: str, day: str, part: Part, beside: str = "") -> str:
        """`duty` or `reserve` at another place at that time than `beside` (a shift's id), '' for neither."""
        others = [shift for shift in self.at(day, part) if shift.id != beside]
        if any(shift.person == person for shift in others):
            return "duty"
        return "reserve" if any(shift.reserve == person for shift in others) else ""

    def free(self, person: str, shift: Shift) -> bool:
        """Whether somebody of the roster could take that place; being its reserve is no hindrance."""
        return (
            person in self.people
            and self._availability(person).most != 0
            and self.away(person, shift.day, shift.part) is None
            and not self.busy(person, shift.day, shift.part, shift.id)
        )

    def _availability(self, person: str) -> Availability:
        if person not in self._known:
            self._known[person] = availability(self._view, person)
        return self._known[person]
