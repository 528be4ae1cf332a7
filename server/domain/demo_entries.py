"""The 107 writing-desk entries and the 84 same-day dossiers of the demonstration's service days."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from server.domain.citizens import Party
from server.domain.demo_names import Inventor
from server.domain.demo_plan import DESK_DAYS, SAME_DAY, WRITTEN
from server.domain.entries import DeskEntry, ProcedureName
from server.domain.times import VIETNAM

_MORNING, _UNTIL_15 = 270, 360
"""Minutes of office hours from 7:00 until the break at 11:30, and until 15:00."""


def desk_entries(inventor: Inventor, scribes: Sequence[tuple[str, str]], hamlets: Sequence[str]) -> Iterator[DeskEntry]:
    """All entries of the desk. `scribes` are (person, union) in the order in which they take the Fridays."""
    for turn, (day, (written, _)) in enumerate(DESK_DAYS.items()):
        scribe, union = scribes[turn % len(scribes)]
        for i in range(written):
            yield DeskEntry(
                id=f"demo-desk-{day.isoformat()}-{i + 1:02}",
                day=day.isoformat(),
                procedure=inventor.random.choice(WRITTEN),
                declarant=inventor.name(_sex(i)),
                hamlet=inventor.random.choice(hamlets),
                scribe=scribe,
                union=union,
                guided=True,
            )


class PlannedSameDay(NamedTuple):
    """One dossier of the lane: when it came and when its result was there."""

    received: datetime
    settled: datetime
    procedure: ProcedureName
    applicant: Party


def same_day_plan(inventor: Inventor, hamlets: Sequence[str]) -> Iterator[PlannedSameDay]:
    """All dossiers of the lane, received within hours and before 15:00, each settled within two hours of the desk."""
    for day, (_, settled) in DESK_DAYS.items():
        for i in range(settled):
            received = i * (_UNTIL_15 - 10) // settled + inventor.random.randint(0, 9)
            procedure = inventor.random.choice(SAME_DAY)
            name = inventor.name(_sex(i))
            applicant = Party(name, birth=f"{1948 + i * 7 % 50}", sex=_sex(i), hamlet=inventor.random.choice(hamlets))
            done = received + inventor.random.randint(15, 110)
            yield PlannedSameDay(_desk_time(day, received), _desk_time(day, done), procedure, applicant)


def _desk_time(day: date, minutes: int) -> datetime:
    """So many minutes of office hours after opening."""
    opens = time(7) if minutes < _MORNING else time(13, 30)
    return datetime.combine(day, opens, VIETNAM) + timedelta(
        minutes=minutes if minutes < _MORNING else minutes - _MORNING
    )


def _sex(i: int) -> Literal["male", "female"]:
    return "male" if i % 2 else "female"
