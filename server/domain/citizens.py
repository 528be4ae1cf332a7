"""A citizen or an organisation as dossiers, requests and items name them; no identity is ever a name alone."""

from typing import ClassVar, Literal

from msgspec import Struct, structs

from server.domain.dates import shown_date
from server.domain.records import Record

Sex = Literal["male", "female", ""]
Category = Literal[
    "merit_person", "social_protection", "poor", "near_poor", "disabled", "elderly", "child", "other", ""
]
"""Why somebody may be entitled to service at home (R30)."""
Mobility = Literal["none", "hard", "cannot", ""]
"""Whether walking is no difficulty, hard, or not possible (R30)."""


class Party(Struct, frozen=True, omit_defaults=True):
    """Somebody as a paper names them on its day. `birth` is as precise as known: `yyyy`, `yyyy-mm`, `yyyy-mm-dd` or ''.

    `number` is the personal identification number, or an organisation's; `phone_owner` says whose telephone it is when
    it is not their own (domain §4.3). `citizen` is the id of the record that this was taken from.
    """

    name: str
    organisation: bool = False
    birth: str = ""
    sex: Sex = ""
    number: str = ""
    address: str = ""
    hamlet: str | None = None
    phone: str = ""
    phone_owner: str = ""
    email: str = ""
    citizen: str | None = None

    def __str__(self) -> str:
        """In a history: the name, and what tells namesakes apart."""
        return ", ".join(filter(None, (self.name, shown_date(self.birth), self.number, self.phone, self.address)))


def renewed(known: Party, said: Party) -> Party:
    """A party with what was said last; what was left empty this time is kept from before."""
    fresh = {name: value for name, value in structs.asdict(said).items() if value not in ("", None)}
    return structs.replace(known, **{**fresh, "organisation": said.organisation, "citizen": None})


class Citizen(Record, frozen=True, kw_only=True):
    """Somebody the desk knows: what a new dossier is filled from, and who is entitled to service at home (R30)."""

    kind: ClassVar[str] = "citizen"
    party: Party
    nickname: str = ""
    way: str = ""
    category: Category = ""
    mobility: Mobility = ""
    created_at: str = ""

    @property
    def searched(self) -> str:
        """What a search looks in, as it is written."""
        party = self.party
        return f"{party.name} {self.nickname} {party.number} {party.phone} {party.birth[:4]}"

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By number, by phone, by hamlet, and all."""
        party = self.party
        return {
            "number": (party.number,) if party.number else (),
            "phone": (party.phone,) if party.phone else (),
            "hamlet": (party.hamlet or "",),
            "all": ("",),
        }
