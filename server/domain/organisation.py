"""Administrative units over time (domain §4.7): a code may be used again, so a unit is known by its own id."""

from collections.abc import Iterable
from typing import ClassVar, Literal, NamedTuple, get_args

from server.domain.records import Record

Level = Literal["province", "district", "commune"]
LEVELS: tuple[Level, ...] = get_args(Level)
TWO_LEVELS_SINCE = "2025-07-01"
"""From this day there is no district level (NQ 1668/NQ-UBTVQH15 and the like)."""

_KINDS = ("xã ", "phường ", "thị trấn ", "đặc khu ")


class AdministrativeUnit(Record, frozen=True, kw_only=True):
    """A province, district or commune from `valid_from` to `valid_to` (days, inclusive; '' for open).

    `code` is the statistical office's, not unique over time. `successor` is the id of the unit that it went into;
    `desk` what a commune's one-stop desk is called; `document` what made it. A `neighbour` only went into the same
    successor: this office was never its, and no paper is issued in its name.
    """

    kind: ClassVar[str] = "unit"
    code: str = ""
    name: str
    level: Level
    parent: str | None = None
    desk: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str | None = None
    document: str = ""
    neighbour: bool = False

    def in_force(self, day: str) -> bool:
        """Whether the unit exists on a day, `yyyy-mm-dd`."""
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By level, and all."""
        return {"level": (self.level,), "all": ("",)}


class Agency(NamedTuple):
    """Who issues a paper on a day, as its head has it: the body above, the commune's committee, its desk, the place."""

    parent: str
    name: str
    desk: str
    place: str


def on_day(units: Iterable[AdministrativeUnit], day: str) -> AdministrativeUnit | None:
    """The unit in force on a day that is no neighbour, the newest if several are."""
    own = (one for one in units if one.in_force(day) and not one.neighbour)
    return max(own, key=lambda one: one.valid_from, default=None)


def committee(name: str) -> str:
    """The people's committee of a unit, in capitals."""
    return f"ỦY BAN NHÂN DÂN {name}".upper()


def place_name(name: str) -> str:
    """A commune's name without what kind it is, as places and dates are written: 'Hòa Mỹ' of 'xã Hòa Mỹ'."""
    kind = next((kind for kind in _KINDS if name.lower().startswith(kind)), "")
    return name[len(kind) :] or name
