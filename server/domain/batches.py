"""One import as it is kept: how far it is, what each of its steps made and changed, so that it can be undone."""

import hashlib
from collections.abc import Iterable
from typing import Any, ClassVar, Literal, TypeVar

import msgspec
from msgspec import Struct

from server.domain.lists import ListKind
from server.domain.records import Record
from server.domain.row_problems import RowProblem

R = TypeVar("R", bound=Record)
BatchState = Literal["running", "done", "stopped", "undoing", "undone"]
"""`stopped`: half-way, and its file is no longer here; the same file again does the rest as another batch."""
Subject = Literal["item", "dossier"]


class Made(Struct, frozen=True, omit_defaults=True):
    """A record that a batch made: its kind and id, and the seal of it as it was then.

    `item` is the result to take home that came with a dossier, `item_seal` the seal of that.
    """

    kind: Subject
    id: str
    seal: str
    item: str | None = None
    item_seal: str = ""


class Renewed(Struct, frozen=True, omit_defaults=True):
    """A record that a batch changed: what the changed fields were before and after, as plain values."""

    kind: Subject
    id: str
    before: dict[str, Any]
    after: dict[str, Any]
    item: str | None = None
    item_seal: str = ""


class Kept(Struct, frozen=True, omit_defaults=True):
    """What an undoing could not take back: `why` is left_desk, changed or gone; `fields` those that stay."""

    kind: Subject
    id: str
    name: str
    why: Literal["left_desk", "changed", "gone"]
    fields: tuple[str, ...] = ()


class Batch(Record, frozen=True, kw_only=True):
    """One import that brings something: the file, who and when, how far it is. `id` is its act's id.

    `read` of `total` rows are done, in `parts` steps. `upload` is the file it reads from. `undo` is the id of the act
    that undid it, `back` the steps undone, `undone` and `kept` how many records were taken back and how many stay.
    """

    kind: ClassVar[str] = "batch"
    by: str
    name: str
    at: str
    list: ListKind = "cards"
    upload: str | None = None
    total: int = 0
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    parts: int = 0
    state: BatchState = "running"
    finished_at: str = ""
    back: int = 0
    undo: str = ""
    undone_by: str = ""
    undone_at: str = ""
    undone: int = 0
    kept: int = 0

    @property
    def moving(self) -> bool:
        """Whether it is under way, there or back."""
        return self.state in ("running", "undoing")

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """Those under way, and all."""
        return {"all": ("",), "moving": ("",) if self.moving else ()}


class BatchPart(Record, frozen=True, kw_only=True):
    """One step of a batch, of one transaction: what it made and changed, which rows it refused; later, what stays."""

    kind: ClassVar[str] = "batch_part"
    batch: str
    no: int
    made: tuple[Made, ...] = ()
    renewed: tuple[Renewed, ...] = ()
    refused: tuple[RowProblem, ...] = ()
    kept: tuple[Kept, ...] = ()

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By batch."""
        return {"batch": (self.batch,)}


def part_id(batch: str, no: int) -> str:
    """The id of a batch's part; the first is number 0."""
    return f"{batch}:{no}"


def seal(record: Record) -> str:
    """A short hash of all that a record says: the same seal later means that nobody has touched it."""
    return hashlib.blake2b(msgspec.json.encode(record), digest_size=12).hexdigest()


def renewal(
    kind: Subject, before: Record, after: Record, fields: Iterable[str], item: str | None = None, item_seal: str = ""
) -> Renewed:
    """What changed of a record, as plain values."""
    old, new, names = msgspec.to_builtins(before), msgspec.to_builtins(after), sorted(fields)
    was, now = ({name: plain.get(name) for name in names} for plain in (old, new))
    return Renewed(kind, before.id, was, now, item, item_seal)


def restored(record: R, renewed: Renewed, held: Iterable[str] = ()) -> tuple[R, tuple[str, ...]]:
    """(the record with what a batch changed put back, the fields that stay: `held`, or changed since by somebody)."""
    plain, holding = msgspec.to_builtins(record), set(held)
    stay = tuple(name for name, value in renewed.after.items() if name in holding or plain.get(name) != value)
    for name, value in renewed.before.items():
        if name not in stay:
            plain.pop(name, None) if value is None else plain.update({name: value})
    return msgspec.convert(plain, type(record)), stay
