"""Shifts set by hand: who sits there, who waits, a place more, a place given up. After publication with a reason."""

from datetime import date
from enum import Enum

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.actions.presence import Presence
from server.actions.roster_changes import put_shift, roster_of, settle_roster, shift_of, still_to_come, tell
from server.domain.availability import PARTS
from server.domain.names import tidy
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.roster_records import Ask, Reason, Roster, Shift, shift_id
from server.domain.times import local_day
from server.store.port import Unit, View

MAX_WHY = 300
BY_HAND = (Reason("by_hand"),)


class Keep(Enum):
    """Leave it as it is."""

    KEEP = "keep"


KEEP = Keep.KEEP


def set_shift(
    unit: Unit,
    act: Act,
    id_: str,
    person: str | Keep | None = KEEP,
    reserve: str | Keep | None = KEEP,
    why: str = "",
    anyway: bool = False,
) -> Shift:
    """Put somebody, or nobody (None), on duty or as the reserve. A proposal leaves what was set by hand.

    Of a published roster it is an amendment. Refuses not_found, shift_past, needs_reason, not_on_roster, shift_double,
    shift_away unless `anyway`, invalid when both are the same person.
    """
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    still_to_come(act, before)
    duty = before.person if isinstance(person, Keep) else person or None
    waits = before.reserve if isinstance(reserve, Keep) else reserve or None
    if duty is not None and duty == waits:
        if isinstance(reserve, Keep):
            waits = None
        else:
            raise Refusal("invalid", "reserve", "Người trực và người dự phòng phải là hai người.")
    reason = _reason(roster_of(unit, before.month), why) if (duty, waits) != (before.person, before.reserve) else ""
    presence = Presence(unit, local_day(act.now))
    if duty != before.person:
        _check(presence, before, duty, anyway, "person")
    if waits != before.reserve:
        _check(presence, before, waits, anyway, "reserve")
    after = _with_duty(before, duty, isinstance(person, Keep))
    after = _with_reserve(after, waits, isinstance(reserve, Keep))
    closed = before.ask if before.ask and before.ask.open and duty != before.person else None
    put = put_shift(unit, act, before, structs.replace(after, ask=None) if closed else after, "shift.set", reason)
    if closed:
        _answered(unit, act, closed, duty)
    if roster_of(unit, before.month).state == "published":
        settle_roster(unit, act)
    return put


def _reason(roster: Roster, why: str) -> str:
    words = tidy(why)[:MAX_WHY]
    if roster.state == "published" and not words:
        raise Refusal("needs_reason", "why")
    return words


def _check(presence: Presence, shift: Shift, person: str | None, anyway: bool, field: str) -> None:
    if person is None:
        return
    if person not in presence.people:
        raise Refusal("not_on_roster", field)
    if presence.busy(person, shift.day, shift.part, shift.id):
        raise Refusal("shift_double", field)
    if presence.away(person, shift.day, shift.part) and not anyway:
        raise Refusal("shift_away", field)


def _with_duty(shift: Shift, person: str | None, kept: bool) -> Shift:
    if kept:
        return shift
    changed = structs.replace(shift, person=person, pinned=person is not None, reasons=BY_HAND if person else ())
    if person == shift.person:
        return changed
    fresh = {"confirmed_at": "", "checked_in_at": "", "checked_in_by": ""}
    return structs.replace(changed, state="planned", **fresh)


def _with_reserve(shift: Shift, reserve: str | None, kept: bool) -> Shift:
    if kept and reserve == shift.reserve:
        return shift
    same = reserve == shift.reserve
    return structs.replace(
        shift,
        reserve=reserve,
        reserve_pinned=reserve is not None,
        reserve_reasons=BY_HAND if reserve else (),
        reserve_confirmed=shift.reserve_confirmed and same,
    )


def _answered(unit: Unit, act: Act, ask: Ask, duty: str | None) -> None:
    """The desk put somebody else there: what was asked is done."""
    person = unit.get(Person, duty) if duty else None
    reason = f"Xã đã xếp {person.name} trực thay." if person else "Xã đã nhận lại ca trực này."
    tell(unit, act, ask.event, "approved", reason)


def unpin(unit: Unit, act: Act, id_: str) -> Shift:
    """Let the next proposal decide again. Refuses not_found."""
    before = shift_of(unit, id_)
    return put_shift(unit, act, before, structs.replace(before, pinned=False, reserve_pinned=False), "shift.unpinned")


def add_shift(unit: Unit, act: Act, day: str, part: str, why: str = "") -> Shift:
    """One place more, on any day: an extra service day, one more person. Refuses invalid, shift_past, needs_reason."""
    try:
        when = date.fromisoformat(day).isoformat()
    except ValueError:
        raise Refusal("invalid", "day", "Hãy chọn một ngày.") from None
    half = next((one for one in PARTS if one == part), None)
    if half is None:
        raise Refusal("invalid", "part", "Hãy chọn buổi.")
    there = [one for one in unit.find(Shift, "day", when) if one.part == half]
    made = next((one for one in there if done_before(unit, act, one)), None)
    if made is not None:
        return made
    if when < local_day(act.now):
        raise Refusal("shift_past", "day")
    roster = roster_of(unit, when[:7])
    reason = _reason(roster, why)
    cancelled = next((one for one in there if one.state == "cancelled"), None)
    seat = max((one.seat for one in there), default=0) + 1
    fresh = Shift(id=shift_id(when, half, seat), day=when, part=half, seat=seat, extra=True)
    shift = structs.replace(cancelled, state="planned", extra=True) if cancelled else fresh
    unit.put(shift)
    record_change(unit, act, structs.replace(shift, reasons=(), amendments=()), "shift.added", reason)
    _mark(unit, roster)
    return shift


def cancel_shift(unit: Unit, act: Act, id_: str, why: str) -> Shift:
    """Give a place up: a service day that falls out. In a draft it is gone at once, after publication it stays seen.

    Refuses not_found, shift_past, needs_reason.
    """
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    still_to_come(act, before)
    roster = roster_of(unit, before.month)
    reason = _reason(roster, why)
    closed = before.ask if before.ask and before.ask.open else None
    fresh = {"person": None, "reserve": None, "ask": None, "pinned": False, "reserve_pinned": False}
    put = put_shift(unit, act, before, structs.replace(before, state="cancelled", **fresh), "shift.cancelled", reason)
    if closed:
        tell(unit, act, closed.event, "approved", "Xã đã bỏ ca trực này.")
    if roster.state == "published":
        settle_roster(unit, act)
    return put


def _mark(unit: Unit, roster: Roster) -> None:
    """A published roster is amended; a month that nobody began is begun."""
    known = unit.get(Roster, roster.id)
    if known is None or (known.state == "published" and not known.amended):
        unit.put(structs.replace(roster, amended=roster.state == "published"))


def empty_places(view: View, month: str, today: str) -> list[Shift]:
    """The places of a month without anybody, from a day on."""
    found = (one for one in view.find(Shift, "month", month) if one.day >= today and one.state != "cancelled")
    return sorted((one for one in found if one.person is None), key=lambda one: (one.day, one.id))
