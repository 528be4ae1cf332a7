"""The dossier (hồ sơ): what was handed in, when it is due, what became of it. Its history is a list of Changes."""

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.citizens import Party
from server.domain.procedures import Component
from server.domain.records import Record
from server.domain.times import day_of

DossierState = Literal["received", "supplement", "processing", "done", "returned", "rejected", "stopped"]
DOSSIER_STATES: tuple[DossierState, ...] = get_args(DossierState)
OPEN_STATES: tuple[DossierState, ...] = ("received", "supplement", "processing")
"""What is still to be settled; `done` has its result and waits for its owner."""
ChannelIn = Literal["direct", "online", "postal"]
ChannelOut = Literal["desk", "home", "postal"]


class Ticked(Struct, frozen=True, omit_defaults=True):
    """A component of this dossier, and whether it was handed in."""

    component: Component
    there: bool = False
    note: str = ""

    def __str__(self) -> str:
        """In a history: the paper's name, marked when it is not there."""
        return self.component.name if self.there else f"({self.component.name})"


class Supplement(Struct, frozen=True, omit_defaults=True):
    """The one request for what is missing (M02; asked once only, NĐ 61/2018). Its time stops the clock.

    `no` is the number within the year, without the form's sign: the print adds `/PBS`. So it is with the others.
    """

    no: str
    at: str
    by: str
    missing: tuple[str, ...]
    reason: str
    answered_at: str = ""


class Apology(Struct, frozen=True, omit_defaults=True):
    """The apology for a late result with its one new date (M04). `old_due` and `new_due` are UTC instants."""

    no: str
    at: str
    by: str
    reason: str
    old_due: str
    new_due: str


class Refused(Struct, frozen=True, omit_defaults=True):
    """Why a dossier was not accepted (M03), or was stopped (M05: `stopped`)."""

    no: str
    at: str
    by: str
    reason: str


class Result(Struct, frozen=True, omit_defaults=True):
    """What was decided: the paper's title and number, when it was there, and to whom it was given.

    `relation` is the receiver's to the applicant as the protocol names it (sync.md §2), `authorisation` the paper by
    which somebody else received it.
    """

    title: str
    number: str = ""
    count: int = 1
    at: str = ""
    by: str = ""
    returned_at: str = ""
    receiver: str = ""
    relation: str = ""
    receiver_number: str = ""
    authorisation: str = ""


class Dossier(Record, frozen=True, kw_only=True):
    """One dossier. Instants are UTC with milliseconds; `due_at` is computed from the working calendar.

    `no` is our own reference (`TN-261124-007`), which never looks like a state's code; `external_code` the province's
    (domain §2.3). `procedure` is the id of the version in force on the day of receipt, `legal_days` its time then.
    `lane` is what the same-day rule said, with its reasons (R21). `item` is the paper on its way home, if there is one.
    `visits` counts how often somebody had to come to the desk for it (R43). `register_signed` says where and when the
    register was signed at filing, which lets a class D1 leave the house (domain §3.1).
    """

    kind: ClassVar[str] = "dossier"
    no: str
    external_code: str = ""
    procedure: str = ""
    procedure_code: str = ""
    procedure_name: str
    field: str = ""
    applicant: Party
    submitter: Party | None = None
    authorisation: str = ""
    request: str = ""
    components: tuple[Ticked, ...] = ()
    sets: int = 1
    channel_in: ChannelIn = "direct"
    channel_out: ChannelOut = "desk"
    received_at: str = ""
    received_by: str = ""
    legal_days: int = 0
    due_at: str = ""
    lane: Literal["same_day", "normal"] = "normal"
    lane_reasons: tuple[str, ...] = ()
    state: DossierState = "received"
    supplement: Supplement | None = None
    apology: Apology | None = None
    rejection: Refused | None = None
    stop: Refused | None = None
    result: Result | None = None
    visits: int = 1
    batch: str | None = None
    item: str | None = None
    register_signed: str = ""
    note: str = ""
    withdrawn_at: str = ""

    @property
    def day(self) -> str:
        """The day of receipt in Vietnam, '' before it."""
        return day_of(self.received_at)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, own reference, province's code, day, procedure, hamlet, citizen, lane, batch.

        A withdrawn one, whose import was undone, only by its code and reference: no list shows it.
        """
        if self.withdrawn_at:
            return {"withdrawn": (self.external_code,), "no": (self.no,)}
        citizen = self.applicant.citizen
        return {
            "state": (self.state,),
            "no": (self.no,),
            "day": (self.day,) if self.received_at else (),
            "external_code": (self.external_code,) if self.external_code else (),
            "procedure": (self.procedure_code,) if self.procedure_code else (),
            "hamlet": (self.applicant.hamlet or "",),
            "citizen": (citizen,) if citizen else (),
            "lane": (self.lane,),
            "batch": (self.batch,) if self.batch else (),
            "all": ("",),
        }
