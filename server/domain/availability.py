"""When somebody can sit at the writing desk (R51): the week, absences, and how often in a month at most."""

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.records import Record

Part = Literal["morning", "afternoon"]
PARTS: tuple[Part, ...] = get_args(Part)
Away = Literal["weekly", "absent"]
"""Why somebody cannot: never at that time of the week, or away on that day."""


class HalfDay(Struct, frozen=True, order=True):
    """A part of a weekday; 0 is Monday."""

    weekday: int
    part: Part


class Absence(Struct, frozen=True):
    """Away from `first` to `last` (days, both included), all day or in one `part` of each ('' for all day)."""

    first: str
    last: str
    part: Part | Literal[""] = ""
    why: str = ""

    def covers(self, day: str, part: Part) -> bool:
        """Whether it takes away that part of that day."""
        return self.first <= day <= self.last and self.part in ("", part)


class Availability(Record, frozen=True, kw_only=True):
    """What is known of one person; `id` is the person's. Who has none can always come.

    `never` are the parts of the week in which this person cannot; `most` shifts in a month (None: no limit, 0: not on
    the roster at present); `since` is the day from which the person is on the roster, if that is later than the person
    came.
    """

    kind: ClassVar[str] = "availability"
    never: tuple[HalfDay, ...] = ()
    absences: tuple[Absence, ...] = ()
    most: int | None = None
    since: str = ""
    note: str = ""

    def away(self, day: str, weekday: int, part: Part) -> Away | None:
        """Why this person cannot come then; None if he can."""
        if any(absence.covers(day, part) for absence in self.absences):
            return "absent"
        return "weekly" if HalfDay(weekday, part) in self.never else None

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All at once: there are some dozens."""
        return {"all": ("",)}
