"""A procedure of the catalogue (thủ tục hành chính): effective-dated data, one record a version (domain §3.2)."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from msgspec import Struct

from server.domain.items import Class
from server.domain.records import Record

SameDay = Literal["yes", "partly", "no"]
Confidence = Literal["H", "M", "L"]
Copy = Literal["original", "copy", "certified", "shown"]
"""A component is handed in as an original, a plain copy, a certified copy, or only shown."""


class Component(Struct, frozen=True, omit_defaults=True):
    """One paper of a dossier (thành phần hồ sơ); one that is not `required` is named with its `when`."""

    name: str
    copy: Copy = "original"
    count: int = 1
    required: bool = True
    when: str = ""


class Procedure(Record, frozen=True, kw_only=True):
    """One version of a procedure, in force from `valid_from` to `valid_to` (days, inclusive; '' for open).

    `id` is `code@valid_from`. `legal_days` counts working days, 0 is 'within the day'; `legal_text` is what the law
    says in words. `condition` says in words when a class D1 may leave the house; `authorisation` that somebody else
    may receive the result only with a written authorisation. `confidence` is how sure the catalogue is. `about` (what
    it is for), `who` (who may ask for it) and `result` (what one gets, in how long) are the handbook's plain words.
    """

    kind: ClassVar[str] = "procedure"
    code: str
    name: str
    field: str
    about: str = ""
    who: str = ""
    result: str = ""
    legal_days: int = 0
    legal_text: str = ""
    components: tuple[Component, ...] = ()
    fee: str = ""
    same_day: SameDay = "no"
    same_day_note: str = ""
    delivery_class: Class = "D0"
    condition: str = ""
    authorisation: bool = False
    confidence: Confidence = "M"
    source: str = ""
    valid_from: str = ""
    valid_to: str = ""

    def in_force(self, day: str) -> bool:
        """Whether this version holds on a day, `yyyy-mm-dd`."""
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By code, by field, and all."""
        return {"code": (self.code,), "field": (self.field,), "all": ("",)}


def on_day(versions: Iterable[Procedure], day: str) -> Procedure | None:
    """The version in force on a day; None if there is none."""
    return max((one for one in versions if one.in_force(day)), key=lambda one: one.valid_from, default=None)
