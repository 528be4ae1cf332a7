"""The rosters of September and October 2020 (TB 996 and TB 1039, domain §1.9): each Friday one union, as it wrote."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from server.domain.availability import PARTS
from server.domain.demo_plan import DESK_DAYS, LAST_DAY
from server.domain.records import Record
from server.domain.roster_records import Reason, Roster, Shift, Version, shift_id
from server.domain.times import VIETNAM, stamp
from server.domain.unions import SEEDED

NOTICES = {"2020-09": ("996/TB-UBND", date(2020, 8, 26)), "2020-10": ("1039/TB-UBND", date(2020, 10, 1))}
"""Month → the number and the day of its notice."""
FRIDAYS = {
    "2020-09": tuple(date(2020, 9, day) for day in (4, 11, 18, 25)),
    "2020-10": tuple(date(2020, 10, day) for day in (2, 9, 16, 23, 30)),
}


def past_rosters(scribes: Sequence[str], reserves: Sequence[str], by: str) -> Iterator[Record]:
    """Both months with their shifts. `scribes` and `reserves` are people by union, in the order in which they take
    the Fridays from 28/8 on; `by` published them. Whoever wrote sat there all day; a reserve is of the next union.
    """
    turn = sum(day < FRIDAYS["2020-09"][0] for day in DESK_DAYS)
    for month, (number, day) in NOTICES.items():
        at = stamp(datetime.combine(day, time(8), VIETNAM))
        yield Roster(id=month, versions=(Version(1, number, day.isoformat(), at, by),), proposed_at=at)
        for friday in FRIDAYS[month]:
            yield from _friday(friday, turn, scribes, reserves)
            turn += 1


def _friday(friday: date, turn: int, scribes: Sequence[str], reserves: Sequence[str]) -> Iterator[Shift]:
    place = turn % len(scribes)
    union, over = SEEDED[place].id, friday <= LAST_DAY
    for part, opens in zip(PARTS, (time(7), time(13, 30)), strict=True):
        came = stamp(datetime.combine(friday, opens, VIETNAM) - timedelta(minutes=4 + turn % 3))
        yield Shift(
            id=shift_id(friday.isoformat(), part),
            day=friday.isoformat(),
            part=part,
            union=union,
            turn=union,
            person=scribes[place],
            reserve=reserves[(place + 1) % len(reserves)],
            state="done" if over else "confirmed",
            reasons=(Reason("turn"),),
            reserve_reasons=(Reason("fewest"),),
            checked_in_at=came if over else "",
            checked_in_by=scribes[place] if over else "",
        )
