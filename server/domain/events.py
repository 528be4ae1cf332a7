"""The ledger's records: an event as it was stored for ever, what later became of it, and what was refused."""

import re
from typing import Any, ClassVar, Literal

from server.domain.records import Record

OFFICE = "office"
"""The `device` of acts in the office."""
Review = Literal["approved", "sent_back"]
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


def is_file_name(name: str) -> bool:
    """Whether a file can be called so: SHA-256 in hex (sync.md §5). What an event names may be anything."""
    return bool(_SHA256.match(name))


class Event(Record, frozen=True, kw_only=True):
    """One row of the ledger, never changed; `id` is its hash, `event` the id that its writer gave it.

    An erased one has no body any more (law on personal data, sync.md §6) and stands in no order of the ledger.
    `at` is the server's clock (UTC, ms), `status` the verdict of first storing, `items` what it touches, `of` the
    event that it undoes or amends, `file` the photo that it names, `unwanted` what of `photo` and `place` it brought
    while the commune had that switched off, `rest` what an erased one still says where only a place had to go,
    `n` is 1, 2, 3… per device.
    """

    kind: ClassVar[str] = "event"
    event: str
    seq: int
    link: str
    at: str
    status: Literal["accepted", "held"]
    code: str | None = None
    text: str | None = None
    body: str
    sig: str
    device: str
    n: int
    what: str
    item: str | None = None
    items: tuple[str, ...] = ()
    of: str | None = None
    file: str | None = None
    unwanted: tuple[str, ...] = ()
    rest: str = ""
    person: str | None = None

    @property
    def words(self) -> str:
        """What it says, signed or what is left of that; '' once all was erased."""
        return self.body or self.rest

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By the writer's id, device and n, item touched, what it undoes, its photo; those of a device that name one;
        what it brought against the commune's wish as long as that lies in it; the ledger, the
        office's chain, restores."""
        return {
            "event": (self.event,),
            "n": (f"{self.device}:{self.n}",),
            "item": self.items,
            "of": (self.of,) if self.of else (),
            "file": (f"{self.device}:{self.file}",) if self.file else (),
            "photos": (self.device,) if self.file and is_file_name(self.file) and self.words else (),
            "unwanted": self.unwanted if self.body else (),
            "ledger": ("",) if self.body else (),
            "restored": ("",) if self.what == "history.restored" else (),
            "office": ("",) if self.device == OFFICE else (),
        }


class Fate(Record, frozen=True, kw_only=True):
    """What became of a phone's event after storing; `id` is the event's hash. It can be rebuilt from the ledger.

    `when` is the corrected time of the act (sync.md §4 rule 10). `amended` is the hash of the amending event
    that now speaks for it.
    """

    kind: ClassVar[str] = "fate"
    event: str
    seq: int
    device: str
    person: str
    what: str
    item: str | None
    status: Literal["accepted", "held"]
    code: str | None = None
    text: str | None = None
    flags: tuple[str, ...] = ()
    when: str
    undone: bool = False
    amended: str | None = None
    review: Review | None = None
    reason: str = ""
    reviewed_by: str | None = None
    reviewed_at: str | None = None

    @property
    def queue(self) -> str:
        """Where it waits or rests: held, undone, pending, sent_back, approved, or '' for what nobody reviews."""
        if self.status == "held":
            return "held"
        if self.what != "confirmation.recorded":
            return ""
        if self.undone:
            return "undone"
        return self.review or "pending"

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By queue, by item, by person, all confirmations, and all visits that met nobody."""
        return {
            "queue": (self.queue,) if self.queue else (),
            "item": (self.item,) if self.item else (),
            "person": (self.person,),
            "confirmation": ("",) if self.what == "confirmation.recorded" else (),
            "attempt": ("",) if self.what == "attempt.failed" else (),
        }


class Refused(Record, frozen=True, kw_only=True):
    """Something that was not authentic, kept apart from the ledger; `carrier` is the device whose token sent it."""

    kind: ClassVar[str] = "refused"
    carrier: str
    at: str
    code: str
    body: str
    sig: str

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By carrier, and all."""
        return {"carrier": (self.carrier,), "all": ("",)}


class Feed(Record, frozen=True, kw_only=True):
    """One document as one audience pulls it: `doc`, or None when it left the audience's sight (rule 8).

    `audience` is `person:ID`, `device:ID` or `all`; the record's rev is the change's rev.
    """

    kind: ClassVar[str] = "feed"
    audience: str
    type: str
    doc_id: str
    doc: dict[str, Any] | None = None

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By audience, for pulling; by document, for publishing."""
        return {"audience": (self.audience,), "doc": (f"{self.type}:{self.doc_id}",)}
