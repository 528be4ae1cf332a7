"""The 107 writing-desk entries and the 84 same-day entries of the demonstration's service days."""

from collections.abc import Iterator, Sequence
from typing import Literal

from server.domain.demo_names import Inventor
from server.domain.demo_plan import DESK_DAYS, SAME_DAY, WRITTEN
from server.domain.entries import DeskEntry, SameDayEntry

_OPENS, _MINUTES = 7 * 60, 9 * 60
"""The desk's day: from 7:00, nine hours long with the break."""


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


def same_day_entries(inventor: Inventor, clerk: str, hamlets: Sequence[str]) -> Iterator[SameDayEntry]:
    """All entries of the lane, each settled within two hours of its acceptance."""
    for day, (_, settled) in DESK_DAYS.items():
        for i in range(settled):
            received = _OPENS + i * (_MINUTES - 120) // settled + inventor.random.randint(0, 9)
            yield SameDayEntry(
                id=f"demo-lane-{day.isoformat()}-{i + 1:02}",
                day=day.isoformat(),
                procedure=inventor.random.choice(SAME_DAY),
                applicant=inventor.name(_sex(i)),
                hamlet=inventor.random.choice(hamlets),
                accepted_by=clerk,
                received=_clock(received),
                settled=_clock(received + inventor.random.randint(15, 110)),
            )


def _sex(i: int) -> Literal["male", "female"]:
    return "male" if i % 2 else "female"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
