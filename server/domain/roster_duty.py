"""Who sits where, as a flow: people → their days → times → places. What does not get through has its reason there."""

from server.domain.flow import Flow
from server.domain.roster_records import Unmet
from server.domain.roster_request import Member, RosterRequest, Slot, Time


class Duty:
    """The places of a request filled, all that can be."""

    def __init__(self, request: RosterRequest) -> None:
        self.request = request
        self.flow = Flow()
        self.open = [slot for slot in request.slots if slot.person is None]
        seats = len(self.open)
        order = sorted(range(len(request.members)), key=lambda place: (request.members[place].last, place))
        self.rank = {request.members[place].person: rank for rank, place in enumerate(order)}
        self.twice = len(self.rank) * seats * seats + 1
        self.turn = self.twice * (seats + 1)
        self.fair = self.turn * (seats + 1)
        self.source, self.sink = self.flow.node(), self.flow.node()
        self.times: dict[Time, int] = {}
        for slot in self.open:
            self.times.setdefault(slot.time, self.flow.node())
        self.takes: dict[tuple[str, Time], int] = {}
        self.people: dict[str, int] = {}
        self.days: dict[int, str] = {}
        for member in request.members:
            self._add(member)
        for time, node in self.times.items():
            self.flow.edge(node, self.sink, sum(slot.time == time for slot in self.open))
        self.flow.run(self.source, self.sink)

    def _add(self, member: Member) -> None:
        """One person: each shift more costs more than the one before, so that loads come out even."""
        pinned = [slot for slot in self.request.slots if slot.person == member.person]
        busy = {slot.time for slot in self.request.slots if member.person in (slot.person, slot.reserve)}
        free = [time for time in self.times if time not in member.away and time not in busy]
        most = len(free) if member.most is None else min(len(free), max(0, member.most - len(pinned)))
        self.people[member.person] = person = self.flow.node()
        if member.most == 0:
            return
        for more in range(most):
            self.flow.edge(self.source, person, 1, (2 * (member.served + len(pinned) + more) + 1) * self.fair)
        for day in dict.fromkeys(day for day, _ in free):
            sits = sum(slot.day == day for slot in pinned)
            if self.request.once_a_day and sits:
                continue
            node = self.flow.node()
            self.days[node] = member.person
            times = [time for time in free if time[0] == day]
            for already in range(sits, sits + (1 if self.request.once_a_day else len(times))):
                self.flow.edge(person, node, 1, self.twice if already else 0)
            for time in times:
                self.takes[member.person, time] = self.flow.edge(node, self.times[time], 1, self._price(member, time))

    def _price(self, member: Member, time: Time) -> int:
        """Of those who are equal: first the union's turn, then who waited longest, and that one to the early places."""
        turns = {slot.turn for slot in self.open if slot.time == time}
        early = len(self.open) - next(place for place, slot in enumerate(self.open) if slot.time == time)
        return (0 if member.union in turns else self.turn) + self.rank[member.person] * early

    def seated(self) -> dict[Slot, str]:
        """Who sits at which slot, those set by hand among them; at one time, first whose union has the turn there."""
        found = {slot: slot.person for slot in self.request.slots if slot.person}
        unions = {member.person: member.union for member in self.request.members}
        for time in self.times:
            people = [person for (person, at), edge in self.takes.items() if at == time and self.flow.used(edge)]
            slots = [slot for slot in self.open if slot.time == time]
            for slot in list(slots):
                if (own := next((one for one in people if unions[one] == slot.turn), None)) is not None:
                    found[slot] = own
                    people.remove(own)
                    slots.remove(slot)
            found.update(zip(slots, people, strict=False))
        return found

    def unmet(self) -> list[Unmet]:
        """The places that stay empty, each with the smallest reason."""
        return [
            self._reason(time, missing)
            for time in self.times
            if (missing := sum(slot.time == time for slot in self.open) - self._filled(time))
        ]

    def _filled(self, time: Time) -> int:
        return sum(self.flow.used(edge) for (_, at), edge in self.takes.items() if at == time)

    def _reason(self, time: Time, missing: int) -> Unmet:
        """What holds up one unit more at a time: with any of the places `together` left out, it would get through."""
        members = self.request.members
        could = [one.person for one in members if time not in one.away and one.most != 0]
        if not could:
            away = tuple((one.person, one.away.get(time, "off")) for one in members)
            return Unmet(*time, "nobody", missing, away=away)
        back = self.flow.reaching(self.times[time])
        people = tuple(one.person for one in members if self.people[one.person] in back)
        days = tuple(dict.fromkeys(self.days[node] for node in self.days if node in back))
        together = tuple(at for at, node in self.times.items() if node in back)
        if people:
            return Unmet(*time, "at_most", missing, people=people, together=together)
        if days:
            return Unmet(*time, "once_a_day", missing, people=days, together=together)
        blocked = [one for one in could if (one, time) not in self.takes]
        if self.request.once_a_day and (sitting := self._on_that_day(time, blocked)):
            return Unmet(*time, "once_a_day", missing, people=sitting, together=together)
        return Unmet(*time, "too_few", missing, people=tuple(could))

    def _on_that_day(self, time: Time, people: list[str]) -> tuple[str, ...]:
        """Of these, who was set by hand to the other part of that day."""
        pinned = {slot.person for slot in self.request.slots if slot.day == time[0] and slot.time != time}
        return tuple(one for one in people if one in pinned)
