"""What a proposal for a month is made from, and what comes out of it."""

from collections.abc import Mapping
from typing import NamedTuple

from server.domain.availability import Away, Part
from server.domain.roster_records import Reason, Unmet

Time = tuple[str, Part]
"""A part of a day."""


class Slot(NamedTuple):
    """A place at the desk. `turn` is the union whose turn it is; `person`, `reserve` were set by hand and stay."""

    day: str
    part: Part
    seat: int = 1
    turn: str = ""
    person: str | None = None
    reserve: str | None = None

    @property
    def time(self) -> Time:
        """When it is: nobody is at two places then."""
        return (self.day, self.part)


class Member(NamedTuple):
    """Somebody who can be on the roster. `away` are the times at which he cannot come and why, `most` his limit.

    `served` and `stood_by` count what he did before this month, `last` is the day of his last shift, '' for none.
    """

    person: str
    union: str
    away: Mapping[Time, Away] = {}
    most: int | None = None
    served: int = 0
    stood_by: int = 0
    last: str = ""


class RosterRequest(NamedTuple):
    """What is to be filled, in the order of time, by whom; with `once_a_day` nobody sits both parts of a day."""

    slots: tuple[Slot, ...]
    members: tuple[Member, ...]
    once_a_day: bool = False
    reserve: bool = True


class Place(NamedTuple):
    """A slot as it is proposed; None where nobody can."""

    slot: Slot
    person: str | None
    reasons: tuple[Reason, ...]
    reserve: str | None
    reserve_reasons: tuple[Reason, ...]


class Load(NamedTuple):
    """One row of the load table: shifts before this month, in it, and in all; reserves in it; places he could take."""

    person: str
    union: str
    before: int
    month: int
    total: int
    reserve: int
    possible: int


class Proposal(NamedTuple):
    """The answer: a place for every slot in their order, what could not be met, and the load table."""

    places: tuple[Place, ...]
    unmet: tuple[Unmet, ...]
    loads: tuple[Load, ...]
