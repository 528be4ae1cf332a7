"""The unions in rotation ("luân phiên", R10): whose turn it is at each place of a month."""

from collections.abc import Iterable, Sequence
from datetime import date

from server.domain.roster_records import RosterRule
from server.domain.roster_request import Slot


def slots_of(days: Iterable[date], rule: RosterRule, unions: Sequence[str], last: str = "") -> list[Slot]:
    """The places of these service days, in the order of time; the turn begins after the union that had it `last`."""
    first = unions.index(last) + 1 if last in unions else 0
    found: list[Slot] = []
    for nth, day in enumerate(sorted(days)):
        for part in rule.parts:
            times = len(found) // rule.seats
            step = {"day": nth * rule.seats, "part": times * rule.seats, "month": 0}[rule.rotation]
            for seat in range(1, rule.seats + 1):
                turn = unions[(first + step + seat - 1) % len(unions)] if unions else ""
                found.append(Slot(day.isoformat(), part, seat, turn))
    return found
