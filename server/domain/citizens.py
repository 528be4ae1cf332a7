"""A citizen or an organisation as dossiers, requests and items name them; no identity is ever a name alone."""

from typing import ClassVar, Literal

from msgspec import Struct

from server.domain.names import folded
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
    def search(self) -> str:
        """What a search looks in, folded; each word with a blank before it."""
        party = self.party
        return " " + folded(f"{party.name} {self.nickname} {party.number} {party.phone} {party.birth[:4]}")

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By number, by phone, by hamlet, and all."""
        party = self.party
        return {
            "number": (party.number,) if party.number else (),
            "phone": (party.phone,) if party.phone else (),
            "hamlet": (party.hamlet or "",),
            "all": ("",),
        }
