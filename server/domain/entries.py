"""What the writing desk did, one record a time: counted and listed by the report (R17)."""

from typing import ClassVar

from msgspec import Struct

from server.domain.records import Record


class ProcedureName(Struct, frozen=True):
    """A procedure by its national code, with its name on the day."""

    code: str
    name: str


class DeskEntry(Record, frozen=True, kw_only=True):
    """One form written for somebody who asked for it, and whether the dossier was guided on to its desk (R13-R17).

    `day` is a service day, `scribe` the person who wrote, `read_back` that the text was read to the declarant (R18).
    """

    kind: ClassVar[str] = "desk_entry"
    day: str
    procedure: ProcedureName
    declarant: str
    hamlet: str | None = None
    scribe: str
    union: str = ""
    read_back: bool = True
    guided: bool = True

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By day, and all."""
        return {"day": (self.day,), "all": ("",)}
