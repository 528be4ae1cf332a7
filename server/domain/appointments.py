"""An appointment at the writing desk (R50): who comes on which day, in which part of it, and what became of it.

The model works on its service days only; whoever asks on another day is given a place on the next one.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.calendar import Calendar
from server.domain.citizens import Party
from server.domain.problems import Refusal
from server.domain.records import Record

Part = Literal["morning", "afternoon"]
PARTS: tuple[Part, ...] = get_args(Part)
Help = Literal["writing", "guidance"]
HELPS: tuple[Help, ...] = get_args(Help)
"""What is wanted: a form written for them, or guidance where and how to hand a dossier in (R12, R16)."""
AppointmentState = Literal["booked", "came", "missed", "cancelled"]
APPOINTMENT_STATES: tuple[AppointmentState, ...] = get_args(AppointmentState)
TAKES_A_PLACE: frozenset[AppointmentState] = frozenset({"booked", "came"})
MOST_AHEAD = 92
"""Nobody is given a day further off than a quarter: whoever waits so long is better visited at home."""
MOST_PLACES = 99


class Booking(Struct, frozen=True, kw_only=True):
    """What is taken down before it becomes an appointment.

    `procedure` is a national code or '', `request` the request for service at home that it answers, or None.
    """

    person: Party
    day: str
    part: Part = "morning"
    help: Help = "writing"
    procedure: str = ""
    note: str = ""
    request: str | None = None


class Appointment(Record, frozen=True, kw_only=True):
    """One appointment; `id` is the act's id. The first fields are those of a Booking.

    `extra`: taken although the part was full. `reason` says why it was cancelled. `made_at` and `came_at` are UTC
    instants. `erased_at`: the person's data are gone, what is counted stays.
    """

    kind: ClassVar[str] = "appointment"
    person: Party
    day: str
    part: Part
    help: Help = "writing"
    procedure: str = ""
    procedure_name: str = ""
    note: str = ""
    request: str | None = None
    extra: bool = False
    state: AppointmentState = "booked"
    reason: str = ""
    made_by: str
    made_at: str
    came_at: str = ""
    erased_at: str = ""

    @property
    def booking(self) -> Booking:
        """What was taken down."""
        return Booking(**{name: getattr(self, name) for name in Booking.__struct_fields__})

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By day, by state, by the request that it answers, what still names somebody, and all."""
        return {
            "day": (self.day,),
            "state": (self.state,),
            "request": (self.request,) if self.request else (),
            "named": ("",) if not self.erased_at else (),
            "all": ("",),
        }


class DeskCapacity(Record, frozen=True, kw_only=True):
    """How many appointments each part of a day takes; one record, its id is 'desk'. 0 closes a part.

    The seed's desk wrote 107 forms on six or seven Fridays: some 15 to 18 a day (domain §1.9), so 9 a part.
    """

    kind: ClassVar[str] = "desk_capacity"
    id: str = "desk"
    morning: int = 9
    afternoon: int = 9

    def of(self, part: Part) -> int:
        """Places of that part."""
        return self.morning if part == "morning" else self.afternoon


def taken(there: Iterable[Appointment], part: Part) -> int:
    """How many places of a part are taken by the appointments of one day."""
    return sum(one.part == part and one.state in TAKES_A_PLACE for one in there)


def open_parts(day: date, calendar: Calendar) -> tuple[Part, ...]:
    """The parts of a day in which the office is open: both of a working day, the morning of a Saturday on duty."""
    if calendar.is_working(day):
        return PARTS
    saturday = day.weekday() == 5 and calendar.off(day) == "weekend" and calendar.hours.saturday_morning
    return ("morning",) if saturday else ()


def checked_slot(day: str, part: str, today: date, calendar: Calendar) -> tuple[str, Part]:
    """The day `yyyy-mm-dd` and part as they are kept. Refuses invalid with `day` or `part`."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Refusal("invalid", "day", "Hãy chọn một ngày.") from None
    if wanted < today:
        raise Refusal("invalid", "day", "Ngày này đã qua.")
    if (wanted - today).days > MOST_AHEAD:
        raise Refusal("invalid", "day", "Ngày xa quá: hẹn trong vòng ba tháng.")
    known = next((one for one in PARTS if one == part), None)
    if known is None:
        raise Refusal("invalid", "part", "Hãy chọn buổi sáng hay buổi chiều.")
    parts = open_parts(wanted, calendar)
    if not parts:
        raise Refusal("invalid", "day", "Ngày này cơ quan nghỉ.")
    if known not in parts:
        raise Refusal("invalid", "part", "Buổi này cơ quan nghỉ.")
    return wanted.isoformat(), known
