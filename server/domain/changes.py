"""The history of what is not custody: who changed which document, when, what and why (sync.md §2)."""

from typing import ClassVar

from msgspec import Struct

from server.domain.records import Record


class Difference(Struct, frozen=True):
    """One field that changed, as text; empty for nothing."""

    field: str
    before: str = ""
    after: str = ""


class Change(Record, frozen=True, kw_only=True):
    """One act on one document; `id` is the act's id, so the same act again writes nothing twice.

    `subject` is `kind:id` of the document, `what` the act as `noun.verb` (`dossier.received`), `note` its reason in the
    words of whoever acted. `at` is UTC with milliseconds.
    """

    kind: ClassVar[str] = "change"
    subject: str
    what: str
    by: str
    at: str
    note: str = ""
    differences: tuple[Difference, ...] = ()

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By document, by act, and all."""
        return {"subject": (self.subject,), "what": (self.what,), "all": ("",)}


def subject_of(record: Record) -> str:
    """How a history names a document."""
    return f"{record.kind}:{record.id}"
