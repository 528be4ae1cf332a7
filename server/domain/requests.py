"""A request for service at home (R13, R30, R33): who asks for whom, for what, and why at home."""

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.citizens import Category, Mobility, Party
from server.domain.eligibility import Channel, Eligibility, eligible
from server.domain.records import Record

Wanted = Literal["health_card", "result", "writing", "other"]
WANTED: tuple[Wanted, ...] = get_args(Wanted)
CATEGORIES: tuple[Category, ...] = get_args(Category)
MOBILITIES: tuple[Mobility, ...] = get_args(Mobility)
RequestState = Literal["open", "accepted", "declined", "served"]
REQUEST_STATES: tuple[RequestState, ...] = get_args(RequestState)
UNSERVED: tuple[RequestState, ...] = ("open", "accepted")
"""Whoever asked still waits."""
Source = Literal["office", "phone", "hotline"]
SOURCES: tuple[Source, ...] = get_args(Source)


class Wish(Struct, frozen=True, kw_only=True):
    """What is asked for, before it becomes a request: what the office types and what a phone's event says.

    `way` finds the house; `relation` is that of `asked_by` to the person, as the protocol names it, or ''.
    `consent`: it was asked and given that this is written down (Luật 91/2025, domain §2.9).
    """

    person: Party
    nickname: str = ""
    way: str = ""
    wanted: Wanted = "other"
    title: str = ""
    dossier_code: str = ""
    category: Category = ""
    mobility: Mobility = ""
    note: str = ""
    asked_by: str = ""
    relation: str = ""
    consent: bool = False
    channel: Channel = "round"
    source: Source = "office"


class HomeRequest(Record, frozen=True, kw_only=True):
    """One request. From a phone `id` is the event's id and `event` its hash; from the office the act's id and ''.

    The first fields are those of a Wish. `channel` is a deliverer's round or the public post. `granted` says in words
    why it was accepted against the rule of R30. `items` are the papers that go home for it, `dossier` the one whose
    result it waits for. `made_at`, `decided_at` and `served_at` are UTC instants.
    """

    kind: ClassVar[str] = "request"
    person: Party
    nickname: str = ""
    way: str = ""
    wanted: Wanted
    title: str = ""
    dossier_code: str = ""
    category: Category = ""
    mobility: Mobility = ""
    note: str = ""
    asked_by: str = ""
    relation: str = ""
    consent: bool = False
    channel: Channel = "round"
    source: Source = "office"
    event: str = ""
    made_by: str
    made_at: str
    state: RequestState = "open"
    reason: str = ""
    granted: str = ""
    decided_by: str | None = None
    decided_at: str | None = None
    served_at: str | None = None
    dossier: str | None = None
    items: tuple[str, ...] = ()

    @property
    def wish(self) -> Wish:
        """What was asked for."""
        return Wish(**{name: getattr(self, name) for name in Wish.__struct_fields__})

    @property
    def eligibility(self) -> Eligibility:
        """What the rule says of it (R30)."""
        return eligible(self.category, self.mobility, self.consent, self.channel)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, hamlet, citizen, who made it, the dossier that it waits for, and all."""
        citizen = self.person.citizen
        return {
            "state": (self.state,),
            "hamlet": (self.person.hamlet or "",),
            "citizen": (citizen,) if citizen else (),
            "made_by": (self.made_by,),
            "dossier": (self.dossier,) if self.dossier else (),
            "all": ("",),
        }
