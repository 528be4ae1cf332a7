"""A commune with cadres of four unions, and its roster of December 2026 (Fridays 4, 11, 18, 25), for tests."""

from datetime import UTC, datetime

from server.actions import people
from server.actions.roster import propose_month, shifts_of
from server.actions.roster_changes import shift_of
from server.actions.roster_publication import publish_roster
from server.domain.people import Person
from server.domain.roster_records import Shift
from server.domain.times import VIETNAM
from server.domain.unions import SEEDED
from tests.communes import Here

NOW = datetime(2026, 11, 30, 2, tzinfo=UTC)
"""A Monday, 9:00 in Vietnam."""
MONTH = "2026-12"
NAMES = ("An", "Bình", "Cúc", "Dũng")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of day of December in Vietnam."""
    return datetime(2026, 12, day, hour, minute, tzinfo=VIETNAM).astimezone(UTC)


def be(here: Here, now: datetime) -> None:
    """Set the commune's clock."""
    here.clock = lambda: now


def hire(here: Here, each: int = 1) -> list[Person]:
    """So many cadres of each union; by name of the test's people too."""
    be(here, datetime(2025, 1, 2, tzinfo=UTC))
    found = []
    for union, name in zip(SEEDED, NAMES, strict=True):
        for number in range(1, each + 1):
            whole = f"Danh Thử {name} {number}" if each > 1 else f"Danh Thử {name}"
            made = here.do(
                lambda unit, whole=whole, union=union: people.add_person(  # type: ignore[misc]
                    unit, here.act(), name=whole, role="volunteer", union=union.id
                )
            )
            here.people[name if each == 1 else f"{name}{number}"] = made
            found.append(made)
    be(here, NOW)
    return found


def published(here: Here, each: int = 1) -> list[Shift]:
    """December's roster, proposed and published as TB 1102."""
    hire(here, each)
    here.do(lambda unit: propose_month(unit, here.act("clerk"), MONTH))
    here.do(lambda unit: publish_roster(unit, here.act("clerk"), MONTH, "1102", "2026-11-30"))
    return shifts(here)


def shifts(here: Here, month: str = MONTH) -> list[Shift]:
    """A month's shifts."""
    with here.store.read() as view:
        return shifts_of(view, month)


def shift(here: Here, id_: str) -> Shift:
    """One shift as it is now."""
    with here.store.read() as view:
        return shift_of(view, id_)


def name(here: Here, person: str | None) -> str:
    """The last word of a person's name, '' for nobody."""
    with here.store.read() as view:
        found = view.get(Person, person) if person else None
    return found.name.removeprefix("Danh Thử ") if found else ""
