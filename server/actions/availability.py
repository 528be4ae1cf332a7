"""Who can be on the roster, and when: reading it, and saying it (R51)."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.actions.unions import unions
from server.domain.availability import PARTS, Absence, Availability, HalfDay, Part
from server.domain.names import sort_key, tidy
from server.domain.people import Person
from server.domain.problems import Refusal
from server.store.port import Unit, View

MOST = 62
"""Two parts of every day of a month."""
MAX_WORDS = 200


def availability(view: View, person: str) -> Availability:
    """What is known of a person; one of whom nothing is known can always come."""
    return view.get(Availability, person) or Availability(id=person)


def cadres(view: View, day: str) -> list[Person]:
    """Those who can be on the roster on a day: at work, sent by a union that takes part; by union, then by name."""
    order = {one.id: place for place, one in enumerate(unions(view, day))}
    found = [one for one in view.find(Person, "all", "") if one.active and one.union in order]
    return sorted(found, key=lambda one: (order[one.union or ""], sort_key(one.name), one.id))


def set_availability(
    unit: Unit, act: Act, person: str, *, never: Sequence[HalfDay], most: int | None, since: str = "", note: str = ""
) -> Availability:
    """Say in which parts of the week somebody cannot, and how often at most. Refuses not_found, invalid."""
    before = _known(unit, person)
    if most is not None and not 0 <= most <= MOST:
        raise Refusal("invalid", "most", "Ghi số ca nhiều nhất trong tháng, hoặc để trống.")
    if any(not 0 <= one.weekday <= 6 or one.part not in PARTS for one in never):
        raise Refusal("invalid", "never", "Hãy chọn buổi trong tuần.")
    after = structs.replace(
        before,
        never=tuple(sorted(set(never))),
        most=most,
        since=_day(since, "since") if since else "",
        note=tidy(note)[:MAX_WORDS],
    )
    return _done(unit, act, before, after, "availability.set")


def add_absence(
    unit: Unit, act: Act, person: str, first: str, last: str, part: Part | str = "", why: str = ""
) -> Availability:
    """Away from a day to a day. Refuses not_found, invalid."""
    before = _known(unit, person)
    begins, ends = _day(first, "first"), _day(last or first, "last")
    if ends < begins:
        raise Refusal("invalid", "last", "Ngày cuối phải sau ngày đầu.")
    half: Part | Literal[""] = next((one for one in PARTS if one == part), "")
    absence = Absence(begins, ends, half, tidy(why)[:MAX_WORDS])
    kept = {*before.absences, absence}
    after = structs.replace(before, absences=tuple(sorted(kept, key=lambda one: (one.first, one.last, one.part))))
    return _done(unit, act, before, after, "availability.absent")


def end_absence(unit: Unit, act: Act, person: str, absence: Absence) -> Availability:
    """Take an absence back; one that is not there is gone already."""
    before = _known(unit, person)
    after = structs.replace(before, absences=tuple(one for one in before.absences if one != absence))
    return _done(unit, act, before, after, "availability.back")


def _known(view: View, person: str) -> Availability:
    if view.get(Person, person) is None:
        raise Refusal("not_found")
    return availability(view, person)


def _done(unit: Unit, act: Act, before: Availability, after: Availability, what: str) -> Availability:
    if after != before and not done_before(unit, act, after):
        unit.put(after)
        record_change(unit, act, after, what, before=before)
    return after


def _day(text: str, field: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refusal("invalid", field, "Hãy chọn một ngày.") from None
