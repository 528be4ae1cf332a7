"""A form that was filled in for somebody who asked for it, at the desk or at home (R13-R19)."""

from typing import Any, ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.citizens import Party
from server.domain.records import Record
from sync.messages import Relation

FilledState = Literal["waiting", "sent_back", "checked", "dossier", "withdrawn"]
FILLED_STATES: tuple[FilledState, ...] = get_args(FilledState)
OPEN_STATES: tuple[FilledState, ...] = ("waiting", "sent_back", "checked")
"""What the desk has still to do something about."""
DeskPlace = Literal["desk", "home"]
DESK_PLACES: tuple[DeskPlace, ...] = get_args(DeskPlace)
SigningReason = Literal["cannot_write", "refused", "injured", "other", ""]
SIGNING_REASONS: tuple[SigningReason, ...] = get_args(SigningReason)


class Requested(Struct, frozen=True, omit_defaults=True):
    """Who asked that it be written (R13): the subject or somebody related; `consent` to its being taken down."""

    by: Relation | Literal[""] = "subject"
    name: str = ""
    consent: bool = False


class Signing(Struct, frozen=True, omit_defaults=True):
    """How the print is signed: by the declarant, or with a thumb mark before a witness.

    `box` and `strokes` are the witness's signature (sync.md §3), None and '' where none was drawn.
    """

    by: Literal["self", "assisted", ""] = ""
    reason: SigningReason = ""
    mark: str = ""
    witness: str = ""
    box: tuple[float, float] | None = None
    strokes: str = ""


class FilledForm(Record, frozen=True, kw_only=True):
    """One filled form. From a phone `id` is the event's id and `event` its hash; from the office the act's id and ''.

    `version` is the `valid_from` of the form it was filled in with, `values` follow that form's schema or break it: the
    desk sees where. `reason` says why it was sent back or withdrawn, `instead_of` which one that was sent back it
    stands for. `dossier` is the one that it became. `made_at`, `settled_at` and `erased_at` are UTC instants; `day` is
    that of `made_at` in Vietnam. Erased, it has no values and of the declarant only the name.
    """

    kind: ClassVar[str] = "filled_form"
    event: str = ""
    form: str
    title: str
    version: str = ""
    procedure: str = ""
    procedure_name: str = ""
    declarant: Party
    values: dict[str, Any]
    read_back: bool = False
    requested: Requested = Requested()
    signing: Signing = Signing()
    guided: bool = True
    place: DeskPlace = "desk"
    scribe: str
    union: str = ""
    made_at: str
    day: str
    state: FilledState = "waiting"
    reason: str = ""
    instead_of: str = ""
    dossier: str | None = None
    settled_at: str = ""
    erased_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the desk has still to do something about it."""
        return self.state in OPEN_STATES

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, form, scribe, union, day, dossier; what is still to be erased once settled; and all."""
        return {
            "state": (self.state,),
            "form": (self.form,),
            "scribe": (self.scribe,),
            "union": (self.union,),
            "day": (self.day,),
            "dossier": (self.dossier,) if self.dossier else (),
            "kept": ("",) if self.settled_at and not self.erased_at else (),
            "all": ("",),
        }
