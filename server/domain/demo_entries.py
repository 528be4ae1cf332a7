"""The 107 writing-desk entries and the 84 same-day dossiers of the demonstration's service days."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Literal

from server.domain.calendar import NATIONAL
from server.domain.citizens import Party
from server.domain.demo_names import Inventor
from server.domain.demo_plan import DESK_DAYS, SAME_DAY, WRITTEN
from server.domain.dossiers import Dossier, Result, Ticked
from server.domain.entries import DeskEntry
from server.domain.procedures import Procedure, on_day
from server.domain.times import VIETNAM, stamp

_MINUTES = 9 * 60
"""How long the desk's day is, from 7:00 on, with the break."""


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


def same_day_dossiers(
    inventor: Inventor, clerk: str, hamlets: Sequence[str], catalogue: Sequence[Procedure]
) -> Iterator[Dossier]:
    """All dossiers of the lane, each settled within two hours of its receipt and given to its owner at once."""
    for day, (_, settled) in DESK_DAYS.items():
        opens = datetime.combine(day, time(7), VIETNAM)
        for i in range(settled):
            received = opens + timedelta(minutes=i * (_MINUTES - 120) // settled + inventor.random.randint(0, 9))
            procedure = inventor.random.choice(SAME_DAY)
            version = on_day((one for one in catalogue if one.code == procedure.code), day.isoformat())
            applicant = Party(name=inventor.name(_sex(i)), hamlet=inventor.random.choice(hamlets))
            done = stamp(received + timedelta(minutes=inventor.random.randint(15, 110)))
            yield Dossier(
                id=f"demo-lane-{day.isoformat()}-{i + 1:02}",
                no=f"TN-{day:%y%m%d}-{i + 1:03}",
                procedure_code=procedure.code,
                procedure_name=procedure.name,
                procedure=version.id if version else "",
                field=version.field if version else "",
                components=tuple(Ticked(one, there=one.required) for one in version.components) if version else (),
                applicant=applicant,
                received_at=stamp(received),
                received_by=clerk,
                due_at=stamp(NATIONAL.due(received, 0).at),
                lane="same_day",
                state="returned",
                result=Result(
                    title=procedure.name,
                    at=done,
                    by=clerk,
                    returned_at=done,
                    receiver=applicant.name,
                    relation="subject",
                ),
            )


def _sex(i: int) -> Literal["male", "female"]:
    return "male" if i % 2 else "female"
