"""The protocol's messages as types (sync.md §1-§4): what a phone sends and what it is answered."""

from typing import Any, Literal

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from sync.form_filled import FormFilledData
from sync.home_request import RequestData
from sync.shift_answered import AnsweredData

APP = "tan-nha"
"""The marker that every answer carries; an answer without it means that nothing happened."""
PROTOCOL = 1
MAX_BODY = 16 * 1024
"""Bytes of one event's body."""
MAX_EVENTS = 100
"""Events of one turn."""
MAX_REQUEST = 1024 * 1024
"""Bytes of one request after inflating."""
MAX_FILE = 300 * 1024
"""Bytes of one file (§5)."""
MAX_STROKES = 2048
"""Bytes of a signature's strokes (§3)."""
UNDO_MS = 10 * 60 * 1000
"""How long a wrong tap can be undone."""

Status = Literal["accepted", "held", "refused"]
Relation = Literal["subject", "spouse", "child", "parent", "sibling", "relative", "authorized", "guardian", "other"]
Reason = Literal["absent", "moved", "wrong_address", "refused", "deceased", "other"]


class PublicKeyMessage(Struct, frozen=True):
    """A P-256 public key as JWK."""

    kty: str
    crv: str
    x: str
    y: str


class Enrol(Struct, frozen=True):
    """`POST /sync/enrol`."""

    code: str
    public_key: PublicKeyMessage
    proof: str
    label: str = ""
    app: str = ""


class Sent(Struct, frozen=True):
    """One event on the wire: the signed text and its signature."""

    body: str
    sig: str


class Have(Struct, frozen=True):
    """The range of n that the phone still keeps."""

    first: int
    last: int


class Turn(Struct, frozen=True):
    """`POST /sync`: what the phone says in one turn."""

    protocol: int
    rid: str = ""
    app: str = ""
    epoch: str | None = None
    cursor: str | None = None
    clock: str | None = None
    have: Have | None = None
    events: list[Sent] = []
    limit: int = 200


class Receipt(Struct, frozen=True, omit_defaults=False):
    """What became of one event; written only after all of it is durable."""

    id: str | None
    hash: str
    status: Status
    seq: int | None
    at: str
    code: str | None = None
    text: str | None = None


class Change(Struct, frozen=True, omit_defaults=True):
    """One document that the phone should know, or that it should forget."""

    type: str
    id: str
    rev: int
    doc: dict[str, Any] | None = None
    gone: bool = False


class Answer(Struct, frozen=True):
    """The answer to a turn. `files` names what this phone's events name and the commune lacks, if anything (§5)."""

    rid: str
    epoch: str
    now: str
    receipts: list[Receipt]
    tip: int
    need: list[tuple[int, int]]
    keep: int
    reset: bool
    changes: list[Change]
    cursor: str | None
    more: bool
    orders: list[str]
    files: list[str] | UnsetType = UNSET
    app: str = APP
    protocol: int = PROTOCOL


class Shown(Struct, frozen=True):
    """What the screen showed the signer."""

    name: str
    what: str
    rev: int


class Body(Struct, frozen=True):
    """The head of an event's body; `data` is decoded by kind."""

    id: str
    device: str
    n: int
    prev: str
    at: str
    kind: str
    v: int
    data: Raw
    offset: float | None = None
    item: str | None = None
    shown: Shown | None = None


class HandoverData(Struct, frozen=True):
    """`handover.accepted`, `handover.returned`: what of a round changed hands, and what was not there."""

    round: str
    items: list[str]
    missing: list[str] = []


class Recipient(Struct, frozen=True):
    """Who received."""

    name: str
    relation: Relation


class Signature(Struct, frozen=True, tag_field="by", tag="signature"):
    """A signature drawn on the phone; `strokes` is base64url (§3)."""

    box: tuple[float, float]
    strokes: str


class Witness(Struct, frozen=True):
    """Who saw a thumb mark or a refusal, and signed."""

    name: str
    box: tuple[float, float]
    strokes: str


class Assisted(Struct, frozen=True, tag_field="by", tag="assisted"):
    """Proof of who cannot or will not sign."""

    reason: Literal["cannot_write", "refused", "injured", "other"]
    mark: Literal["thumb_on_slip", "none"]
    witness: Witness


Proof = Signature | Assisted


class Place(Struct, frozen=True):
    """Where, with consent only."""

    lat: float
    lon: float
    acc: float


class ConfirmationData(Struct, frozen=True):
    """`confirmation.recorded`: to whom, with what proof. `agreed`: to which of `photo`, `place` the recipient did."""

    to: Recipient
    proof: Proof
    count: int = 1
    answers: tuple[int | None, int | None, int | None] = (None, None, None)
    note: str = ""
    place: Place | None = None
    photo: str | None = None
    agreed: tuple[str, ...] = ()


class AttemptData(Struct, frozen=True):
    """`attempt.failed`."""

    reason: Reason
    next: str | None = None
    note: str = ""


class UndoneData(Struct, frozen=True):
    """`confirmation.undone`."""

    of: str
    why: str = ""


class AmendedData(ConfirmationData, frozen=True, kw_only=True):
    """`confirmation.amended`: the whole new data, the proof unchanged."""

    of: str


FieldData = (
    HandoverData
    | ConfirmationData
    | AttemptData
    | UndoneData
    | AmendedData
    | RequestData
    | FormFilledData
    | AnsweredData
)

KINDS: dict[str, type[Struct]] = {
    "handover.accepted": HandoverData,
    "handover.returned": HandoverData,
    "confirmation.recorded": ConfirmationData,
    "attempt.failed": AttemptData,
    "confirmation.undone": UndoneData,
    "confirmation.amended": AmendedData,
    "request.made": RequestData,
    "form.filled": FormFilledData,
    "shift.answered": AnsweredData,
}
"""The kinds that a phone may write and this version acts on, with the type of `data`; all are `v` 1."""
VERSION = 1
_READERS = {kind: msgspec.json.Decoder(type_).decode for kind, type_ in KINDS.items()}


def read_data(kind: str, data: Raw) -> Any:
    """The `data` of a field event by its kind. Raises KeyError for another kind, msgspec.ValidationError for what this
    version does not understand."""
    return _READERS[kind](data)


OFFICE_KINDS = (
    "items.imported",
    "round.packed",
    "round.reassigned",
    "handover.given",
    "handover.taken_back",
    "item.posted",
    "post.delivered",
    "post.returned",
    "paper.confirmed",
    "review.approved",
    "review.sent_back",
    "event.released",
    "device.enrolled",
    "device.revoked",
    "event.erased",
    "history.restored",
)
"""Acts in the office, events of the same ledger with `device` office."""

decode_turn = msgspec.json.Decoder(Turn).decode
decode_enrol = msgspec.json.Decoder(Enrol).decode
encode = msgspec.json.Encoder().encode
