"""What the months before say of everybody: shifts so far, and whose turn it was last (R51)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from server.actions.availability import availability, cadres
from server.domain.availability import Availability, Away
from server.domain.people import Person
from server.domain.roster_records import Shift
from server.domain.roster_request import Member, Time
from server.domain.times import instant, local_day
from server.store.port import View

MONTHS = 12
"""So far back the rotation remembers."""


def month_before(month: str, count: int = 1) -> str:
    """The month so many before a month, both `yyyy-mm`; with a negative count, after it."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 - count
    return f"{number // 12:04}-{number % 12 + 1:02}"


def past_shifts(view: View, month: str) -> list[Shift]:
    """The shifts of the months that are remembered, in the order of time; those given up left out."""
    months = [month_before(month, back) for back in range(MONTHS, 0, -1)]
    found = (shift for one in months for shift in view.find(Shift, "month", one) if shift.state != "cancelled")
    return sorted(found, key=lambda shift: (shift.day, shift.part == "afternoon", shift.seat))


def last_turn(past: Iterable[Shift]) -> str:
    """The union that had the turn last, '' for none."""
    return next((shift.turn for shift in reversed(list(past)) if shift.turn), "")


def members(view: View, month: str, times: Iterable[Time]) -> list[Member]:
    """Those who can be on a month's roster, with what they did before it and when in it they cannot.

    Who came only while it is remembered begins with the lightest load of those who were there before: nobody has to
    make up for months in which he was not here.
    """
    past = past_shifts(view, month)
    served = Counter(shift.person for shift in past if shift.person and shift.state != "absent")
    stood_by = Counter(shift.reserve for shift in past if shift.reserve)
    last = {shift.person: shift.day for shift in past if shift.person}
    people = cadres(view, f"{month}-01")
    known = {one.id: availability(view, one.id) for one in people}
    begins = f"{month_before(month, MONTHS)}-01"
    new = {one.id for one in people if _since(one, known[one.id]) > begins}
    old = [one.id for one in people if one.id not in new]
    lightest = min((served[one] for one in old), default=0), min((stood_by[one] for one in old), default=0)
    wanted = list(times)
    return [
        Member(
            person=one.id,
            union=one.union or "",
            away=_away(known[one.id], wanted),
            most=known[one.id].most,
            served=max(served[one.id], lightest[0]) if one.id in new else served[one.id],
            stood_by=max(stood_by[one.id], lightest[1]) if one.id in new else stood_by[one.id],
            last=last.get(one.id, ""),
        )
        for one in people
    ]


def _since(person: Person, known: Availability) -> str:
    return max(known.since, local_day(instant(person.created_at)) if person.created_at else "")


def _away(known: Availability, times: list[Time]) -> dict[Time, Away]:
    found = ((time, known.away(time[0], date.fromisoformat(time[0]).weekday(), time[1])) for time in times)
    return {time: why for time, why in found if why is not None}
