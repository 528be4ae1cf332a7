"""Going out to the hamlets (R61): a session of outreach, where, about what, how many people it reached, what next."""

from typing import ClassVar

from msgspec import Struct

from server.domain.records import Record


class OutreachHeld(Struct, frozen=True, kw_only=True):
    """What is written down of a session; `people` is how many it reached, `procedures` codes of leaflets handed out.

    `next` is what was agreed to come next, `next_day` by when (a day or '').
    """

    day: str
    hamlet: str
    place: str = ""
    topic: str = ""
    people: int = 0
    led_by: str = ""
    notes: str = ""
    next: str = ""
    next_day: str = ""
    procedures: tuple[str, ...] = ()


class OutreachSession(Record, frozen=True, kw_only=True):
    """One session; `id` is the act's id, the fields are those of OutreachHeld. `removed_at`: it was a mistake."""

    kind: ClassVar[str] = "outreach"
    day: str
    hamlet: str
    place: str
    topic: str
    people: int = 0
    led_by: str
    notes: str = ""
    next: str = ""
    next_day: str = ""
    procedures: tuple[str, ...] = ()
    made_by: str
    made_at: str
    removed_at: str = ""

    @property
    def held(self) -> OutreachHeld:
        """What was written down."""
        return OutreachHeld(**{name: getattr(self, name) for name in OutreachHeld.__struct_fields__})

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By hamlet, and all; what was a mistake under no index of those."""
        if self.removed_at:
            return {"removed": ("",)}
        return {"hamlet": (self.hamlet,), "all": ("",)}
