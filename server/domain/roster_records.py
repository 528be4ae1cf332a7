"""The roster of the writing desk as it is kept (R14, R51): a month, its shifts, and what was asked and changed."""

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.availability import Part
from server.domain.records import Record

ShiftState = Literal["planned", "confirmed", "done", "absent", "cancelled"]
SHIFT_STATES: tuple[ShiftState, ...] = get_args(ShiftState)
AskKind = Literal["swap", "substitute"]
AmendedRole = Literal["duty", "reserve", "shift"]
ReasonCode = Literal["by_hand", "only_one", "fewest", "turn", "longest", "balance", "swap", "substitute", "called"]
"""Why this person: set by hand, nobody else could, fewest shifts so far, the union's turn, longest since the last one,
so that the month comes out even; or by a swap, as a substitute, as the reserve who was called."""
REASON_CODES: tuple[ReasonCode, ...] = get_args(ReasonCode)


class RosterRule(Struct, frozen=True, omit_defaults=True):
    """How the commune fills its roster. `parts` of a service day, `seats` people on each, a `reserve` for each or not.

    `rotation`: the next union has its turn on the next service day, in the next part, or in the next month. With
    `once_a_day` nobody sits both parts of a day.
    """

    parts: tuple[Part, ...] = ("morning", "afternoon")
    seats: int = 1
    reserve: bool = True
    rotation: Literal["day", "part", "month"] = "day"
    once_a_day: bool = False
    place: str = "Bàn viết hộ"


class Reason(Struct, frozen=True):
    """Why this person; `count` shifts so far with `fewest`, `day` of the last one with `longest` ('' for none yet)."""

    code: ReasonCode
    count: int = 0
    day: str = ""


class Unmet(Struct, frozen=True):
    """A place that nobody can take, and the smallest reason for it.

    `nobody`: everybody is away then (`away`: person → why). `too_few`: fewer people can come then than places are to be
    filled. `at_most`: at the places `together` only `people` can sit, who may not take as many shifts in this month.
    `once_a_day`: those who could sit on the other part of that day. `reserve`: there is nobody left for a reserve.
    """

    day: str
    part: Part
    code: Literal["nobody", "too_few", "at_most", "once_a_day", "reserve"]
    missing: int = 1
    people: tuple[str, ...] = ()
    together: tuple[tuple[str, Part], ...] = ()
    away: tuple[tuple[str, str], ...] = ()


class Version(Struct, frozen=True):
    """One publication: the number of its notice (`1039/TB-UBND`), the notice's day, when, by whom, what is new."""

    version: int
    number: str
    day: str
    at: str
    by: str
    note: str = ""


class Roster(Record, frozen=True, kw_only=True):
    """A month, `id` is `yyyy-mm`. A draft has no version yet. `amended`: changed since its last publication."""

    kind: ClassVar[str] = "roster"
    versions: tuple[Version, ...] = ()
    amended: bool = False
    unmet: tuple[Unmet, ...] = ()
    proposed_at: str = ""

    @property
    def state(self) -> Literal["draft", "published"]:
        """Whether anybody outside the office knows it."""
        return "published" if self.versions else "draft"

    @property
    def version(self) -> int:
        """1 for the first publication, 0 before it."""
        return self.versions[-1].version if self.versions else 0

    @property
    def number(self) -> str:
        """The number of the last notice, '' before it."""
        return self.versions[-1].number if self.versions else ""

    @property
    def published_at(self) -> str:
        """When it was last published, '' before it."""
        return self.versions[-1].at if self.versions else ""

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, and all."""
        return {"state": (self.state,), "all": ("",)}


class Ask(Struct, frozen=True):
    """What the person on duty asks: to swap for the shift `with_shift`, or for a substitute.

    `event` is the hash of the phone's event ('' when asked in the office), `by` who asks, `to` whom (None: whoever can,
    and the desk), `refused` those who said no. A closed one stays until the next, so that the phone can show it.
    """

    kind: AskKind
    by: str
    at: str
    to: str | None = None
    with_shift: str | None = None
    note: str = ""
    event: str = ""
    open: bool = True
    refused: tuple[str, ...] = ()


class Amendment(Struct, frozen=True):
    """A change after publication, as the notice shows it: `before` and `after` are people, None for nobody.

    `version` is that of the roster which it changed; `role` says which of the two places, or that the whole shift was
    given up.
    """

    at: str
    by: str
    version: int
    role: AmendedRole
    before: str | None
    after: str | None
    why: str


class Shift(Record, frozen=True, kw_only=True):
    """One place at the desk in one part of a day. `id` is `yyyy-mm-dd-part-seat` and stays over every change.

    `union` is that of who sits there, `turn` the one whose turn it is (ids). `pinned`, `reserve_pinned`: set by hand, a
    proposal leaves it; `extra`: on a day or in a place that the rule does not have. `missed` are people who were to
    come and did not. `checked_in_by` is whose phone or log-in said that the person is there. Instants are UTC.
    """

    kind: ClassVar[str] = "shift"
    day: str
    part: Part
    seat: int = 1
    union: str = ""
    turn: str = ""
    person: str | None = None
    reserve: str | None = None
    state: ShiftState = "planned"
    pinned: bool = False
    reserve_pinned: bool = False
    extra: bool = False
    reasons: tuple[Reason, ...] = ()
    reserve_reasons: tuple[Reason, ...] = ()
    reserve_confirmed: bool = False
    ask: Ask | None = None
    confirmed_at: str = ""
    checked_in_at: str = ""
    checked_in_by: str = ""
    missed: tuple[str, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def month(self) -> str:
        """The roster's id."""
        return self.day[:7]

    @property
    def time(self) -> tuple[str, Part]:
        """When it is: nobody sits or waits at two places then."""
        return (self.day, self.part)

    @property
    def shown_state(self) -> str:
        """As screens name it: the state, or `asked` while a wish of whoever has it is open."""
        return "asked" if self.ask and self.ask.open and self.state in ("planned", "confirmed") else self.state

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By month, day, person on duty, reserve, and those with an open ask."""
        return {
            "month": (self.month,),
            "day": (self.day,),
            "person": (self.person,) if self.person else (),
            "reserve": (self.reserve,) if self.reserve else (),
            "asked": ("",) if self.ask and self.ask.open else (),
        }


def shift_id(day: str, part: Part, seat: int = 1) -> str:
    """The id of a place."""
    return f"{day}-{part}-{seat}"
