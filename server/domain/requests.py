"""A request for service at home (R13, R30, R33): who asks for whom, for what, and why at home."""

from typing import ClassVar, Literal, get_args

from server.domain.citizens import Category, Mobility, Party
from server.domain.records import Record

Wanted = Literal["health_card", "result", "writing", "other"]
RequestState = Literal["open", "accepted", "declined", "served"]
REQUEST_STATES: tuple[RequestState, ...] = get_args(RequestState)


class HomeRequest(Record, frozen=True, kw_only=True):
    """One request. From a phone `id` is the event's id and `event` its hash; from the office the act's id and ''.

    `channel` is a deliverer's round or the public post; `made_at` and `decided_at` are UTC instants.
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
    channel: Literal["round", "postal"] = "round"
    source: Literal["office", "phone", "hotline"] = "office"
    event: str = ""
    made_by: str
    made_at: str
    state: RequestState = "open"
    reason: str = ""
    decided_by: str | None = None
    decided_at: str | None = None
    items: tuple[str, ...] = ()

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, hamlet, citizen, who made it, and all."""
        citizen = self.person.citizen
        return {
            "state": (self.state,),
            "hamlet": (self.person.hamlet or "",),
            "citizen": (citizen,) if citizen else (),
            "made_by": (self.made_by,),
            "all": ("",),
        }
