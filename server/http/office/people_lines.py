"""A person as the office lists him: role, phones, what he carries, what of his waits."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from server.domain.events import Fate
from server.domain.names import sort_key
from server.domain.people import DELIVERERS, Device, Invitation, Person
from server.domain.rounds import Round
from server.domain.times import stamp
from server.http.office.names import Names
from server.http.office.phone_lines import PhoneLine, phone_line
from server.http.office.round_lines import still_out
from server.store.port import View


@dataclass(frozen=True)
class PersonLine:
    """`devices` are the phones not revoked; `carries` items in his bag; `waits` his confirmations not reviewed."""

    person: Person
    hamlet: str
    union: str
    devices: list[PhoneLine]
    seen_at: str
    invited: bool
    carries: int
    waits: int

    @property
    def may_carry(self) -> bool:
        """Whether his role may carry a bag, and so a phone."""
        return self.person.active and self.person.role in DELIVERERS


def person_line(view: View, person: Person, names: Names, now: datetime, waits: int) -> PersonLine:
    """One person."""
    devices = [
        phone_line(device, now, names) for device in view.find(Device, "person", person.id) if not device.revoked_at
    ]
    invitations = view.find(Invitation, "person", person.id)
    return PersonLine(
        person=person,
        hamlet=names.hamlet(person.hamlet),
        union=names.union(person.union),
        devices=devices,
        seen_at=max((line.device.seen_at for line in devices), default=""),
        invited=any(one.device is None and one.expires_at > stamp(now) for one in invitations),
        carries=sum(len(still_out(view, round_)) for round_ in view.find(Round, "open", person.id)),
        waits=waits,
    )


def people_lines(view: View, now: datetime) -> list[PersonLine]:
    """Everybody, by name; who no longer works here comes last."""
    names = Names(view)
    waits = Counter(fate.person for fate in view.find(Fate, "queue", "pending"))
    lines = [person_line(view, one, names, now, waits[one.id]) for one in view.find(Person, "all", "")]
    return sorted(lines, key=lambda line: (not line.person.active, sort_key(line.person.name)))
