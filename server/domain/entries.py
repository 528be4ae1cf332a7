"""What the writing desk did, one record a time: counted and listed by the report (R17)."""

from typing import ClassVar, Literal

from msgspec import Struct

from server.domain.records import Record


class ProcedureName(Struct, frozen=True):
    """A procedure by its national code, with its name on the day."""

    code: str
    name: str


class DeskEntry(Record, frozen=True, kw_only=True):
    """One form written for somebody who asked for it, and whether the dossier was guided on to its desk (R13-R17).

    `day` is the day of writing, `scribe` the person who wrote, `read_back` that the text was read to the declarant
    (R18), `form` the form's code, `place` the desk or the home, `dossier` the dossier that it became. One that was
    withdrawn, or replaced after it was sent back, counts no more: no list shows it.
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
    form: str = ""
    place: Literal["desk", "home"] = "desk"
    dossier: str | None = None
    withdrawn_at: str = ""

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By day, and all; a withdrawn one as such only."""
        if self.withdrawn_at:
            return {"withdrawn": ("",)}
        return {"day": (self.day,), "all": ("",)}
