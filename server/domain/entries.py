"""What the writing desk and the same-day lane did, one record a time: counted and listed by the report (R17, R22)."""

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


class SameDayEntry(Record, frozen=True, kw_only=True):
    """One dossier accepted and settled on the same service day (R21). Times are `hh:mm` of that day, local.

    `legal_days` is the time that the law allows, in working days; 0 for 'within the day'.
    """

    kind: ClassVar[str] = "same_day_entry"
    day: str
    procedure: ProcedureName
    applicant: str
    hamlet: str | None = None
    accepted_by: str
    received: str
    settled: str
    legal_days: int = 0

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By day, and all."""
        return {"day": (self.day,), "all": ("",)}
