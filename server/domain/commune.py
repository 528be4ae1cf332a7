"""The commune that this installation serves, and its hamlets."""

from typing import ClassVar

from msgspec import structs

from server.domain.calendar import OfficeHours
from server.domain.names import folded
from server.domain.records import Record
from server.domain.roster_records import RosterRule
from server.domain.service_days import ServiceRule


class Commune(Record, frozen=True, kw_only=True):
    """The one commune of this installation; `id` is the store's commune id, first link of the ledger.

    `zalo` is the number on which the commune answers on Zalo, '' for the hotline's. `photos` and `places` say whether
    deliverers may take a photo or note the place at a door, with the recipient's consent: off unless switched on
    (domain §2.9).
    """

    kind: ClassVar[str] = "commune"
    name: str
    province: str = ""
    office: str = ""
    phone: str = ""
    zalo: str = ""
    photos: bool = False
    places: bool = False
    demo: bool = False
    created_at: str = ""
    hours: OfficeHours = OfficeHours()
    service: ServiceRule = ServiceRule()
    roster: RosterRule = RosterRule()

    def with_hours(self, hours: OfficeHours, service: ServiceRule) -> "Commune":
        """The same commune with other office hours and service days."""
        return structs.replace(self, hours=hours, service=service)


class Hamlet(Record, frozen=True, kw_only=True):
    """A hamlet (ấp). `other_names` are spellings under which lists know it; `remote` is 'vùng sâu' (R61).

    It exists from `valid_from` to `valid_to` (days, inclusive; '' for open); one that was merged leads to its
    `successor`.
    """

    kind: ClassVar[str] = "hamlet"
    name: str
    other_names: tuple[str, ...] = ()
    remote: bool = False
    active: bool = True
    valid_from: str = ""
    valid_to: str = ""
    successor: str | None = None

    def in_force(self, day: str) -> bool:
        """Whether the hamlet exists on a day, `yyyy-mm-dd`."""
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All hamlets at once: there are some dozens."""
        return {"all": ("",)}


_PREFIXES = ("ap ", "khu vuc ", "khom ", "thon ")


def hamlet_key(text: str) -> str:
    """A hamlet's name as compared: folded, without 'ấp' before it, so 'Ấp Mỹ Phú' and 'my phu' agree."""
    key = folded(text).replace(".", " ").strip()
    for prefix in _PREFIXES:
        key = key.removeprefix(prefix)
    return " ".join(key.split())


def find_hamlet(text: str, hamlets: list[Hamlet]) -> Hamlet | None:
    """The hamlet that `text` names, whole or as the first part of an address; None if no one fits."""
    wanted = hamlet_key(text)
    by_key = {hamlet_key(name): hamlet for hamlet in hamlets for name in (hamlet.name, *hamlet.other_names)}
    if wanted in by_key:
        return by_key[wanted]
    parts = [hamlet_key(part) for part in text.split(",")]
    return next((by_key[part] for part in parts if part in by_key), None)
