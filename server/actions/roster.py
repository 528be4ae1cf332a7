"""The roster of a month: what is there, proposing it by the rule, and how the load lies (R14, R51)."""

from datetime import date, timedelta
from typing import NamedTuple

from msgspec import structs

from server.actions.calendar import calendar, service_rule
from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.actions.presence import Presence
from server.actions.roster_changes import put_shift, roster_of, settle_roster, shift_of
from server.actions.roster_feeds import roster_rule
from server.actions.roster_memory import last_turn, members, month_before, past_shifts
from server.actions.setup import commune
from server.actions.unions import unions
from server.domain.availability import PARTS, Away
from server.domain.problems import Refusal
from server.domain.roster import load_table, propose
from server.domain.roster_records import Roster, RosterRule, Shift, shift_id
from server.domain.roster_request import Load, Place, RosterRequest, Slot
from server.domain.rotation import slots_of
from server.domain.service_days import service_days
from server.domain.times import local_day
from server.store.port import Unit, View


class Candidate(NamedTuple):
    """Somebody for a place: why he cannot come then ('' if he can), what else he does then, and his load."""

    person: str
    union: str
    away: Away | str
    busy: str
    load: Load


def shifts_of(view: View, month: str) -> list[Shift]:
    """A month's shifts by day, part and seat, those given up among them."""
    return sorted(view.find(Shift, "month", month), key=lambda one: (one.day, PARTS.index(one.part), one.seat))


def days_of(view: View, month: str) -> list[date]:
    """The service days of a month by the rule and the calendar. Refuses invalid for what is no month."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Refusal("invalid", "month", "Hãy chọn một tháng.") from None
    last = date.fromisoformat(f"{month_before(month, -1)}-01") - timedelta(days=1)
    return service_days(first, last, service_rule(view), calendar(view))


def propose_month(unit: Unit, act: Act, month: str) -> Roster:
    """Fill a month. A draft anew, but for what was set by hand and what is over; of a published one only what is empty
    and still to come. What cannot be filled is in `unmet`. The same act again changes nothing. Refuses invalid.
    """
    roster = roster_of(unit, month)
    if done_before(unit, act, roster):
        return roster
    slots = _slots(unit, roster, local_day(act.now))
    rule = roster_rule(unit)
    people = tuple(members(unit, month, dict.fromkeys(slot.time for slot in slots)))
    proposal = propose(RosterRequest(slots, people, rule.once_a_day, rule.reserve))
    unions_of = {one.person: one.union for one in people}
    for place in proposal.places:
        _take(unit, act, roster, place, unions_of)
    if roster.state == "draft":
        wanted = {shift_id(slot.day, slot.part, slot.seat) for slot in slots}
        for shift in shifts_of(unit, month):
            if shift.id not in wanted:
                unit.remove(Shift, shift.id)
    found = structs.replace(roster_of(unit, month), unmet=proposal.unmet, proposed_at=act.at)
    unit.put(found)
    record_change(unit, act, found, "roster.proposed")
    if found.state == "published":
        settle_roster(unit, act)
    return found


def _slots(view: View, roster: Roster, today: str) -> tuple[Slot, ...]:
    """The places to fill, with who stays: of a published roster they are its shifts, of a draft those of the rule."""
    known = {one.id: one for one in shifts_of(view, roster.id) if one.state != "cancelled"}
    if roster.state == "published":
        return tuple(_held(one, True) for one in known.values() if one.day >= today)
    with_people = {one.union for one in members(view, roster.id, ())}
    turns = [one.id for one in unions(view, f"{roster.id}-01") if one.id in with_people]
    found = slots_of(days_of(view, roster.id), roster_rule(view), turns, last_turn(past_shifts(view, roster.id)))
    ids = {shift_id(slot.day, slot.part, slot.seat) for slot in found}
    slots = [_with_hands(slot, known.get(shift_id(slot.day, slot.part, slot.seat)), today) for slot in found]
    slots += [_held(one, one.day < today) for one in known.values() if one.id not in ids and _stays(one, today)]
    return tuple(sorted(slots, key=lambda slot: (slot.day, PARTS.index(slot.part), slot.seat)))


def _stays(shift: Shift, today: str) -> bool:
    return shift.extra or shift.pinned or shift.reserve_pinned or shift.day < today


def _with_hands(slot: Slot, shift: Shift | None, today: str) -> Slot:
    if shift is None:
        return slot
    held = _held(shift, shift.day < today)
    return slot._replace(person=held.person, reserve=held.reserve)


def _held(shift: Shift, whole: bool) -> Slot:
    """A shift as a slot: with whoever was set by hand, or with everybody as it is."""
    person = shift.person if whole or shift.pinned else None
    reserve = shift.reserve if whole or shift.reserve_pinned else None
    return Slot(shift.day, shift.part, shift.seat, shift.turn, person, reserve)


def _take(unit: Unit, act: Act, roster: Roster, place: Place, unions_of: dict[str, str]) -> None:
    """Put one place of a proposal. What was held stays as it is, reasons too."""
    slot = place.slot
    id_ = shift_id(slot.day, slot.part, slot.seat)
    before = unit.get(Shift, id_) or Shift(id=id_, day=slot.day, part=slot.part, seat=slot.seat)
    after = structs.replace(before, turn=slot.turn, union=before.union or slot.turn)
    if slot.person is None:
        union = unions_of.get(place.person or "", slot.turn)
        after = structs.replace(after, person=place.person, union=union, reasons=place.reasons)
    if slot.reserve is None:
        after = structs.replace(after, reserve=place.reserve, reserve_reasons=place.reserve_reasons)
    if roster.state == "published":
        put_shift(unit, act, before, after, "shift.set")
    elif after != before or unit.get(Shift, id_) is None:
        unit.put(after)


def loads(view: View, month: str) -> list[Load]:
    """Who has how much in a month as it stands, memory included, in the order of unions and names."""
    return list(_table(view, month).values())


def _table(view: View, month: str) -> dict[str, Load]:
    shifts = [one for one in shifts_of(view, month) if one.state != "cancelled"]
    slots = {one.id: Slot(one.day, one.part, one.seat, one.turn) for one in shifts}
    duty = {slots[one.id]: one.person for one in shifts if one.person and one.state != "absent"}
    reserves = {slots[one.id]: one.reserve for one in shifts if one.reserve}
    people = tuple(members(view, month, dict.fromkeys(slot.time for slot in slots.values())))
    return {load.person: load for load in load_table(tuple(slots.values()), people, duty, reserves)}


def candidates(view: View, shift: str) -> list[Candidate]:
    """Everybody of the roster for one place, those who can come first, the lightest load first."""
    one = shift_of(view, shift)
    presence, table = Presence(view, f"{one.month}-01"), _table(view, one.month)
    found = [
        Candidate(
            person,
            load.union,
            presence.away(person, one.day, one.part) or "",
            presence.busy(person, one.day, one.part, one.id),
            load,
        )
        for person, load in table.items()
    ]
    return sorted(found, key=lambda one: (bool(one.away or one.busy), one.load.total))


def change_rule(unit: Unit, act: Act, rule: RosterRule) -> RosterRule:
    """Another rule for proposals from now on. Refuses invalid."""
    here = commune(unit)
    if here is None:
        raise Refusal("not_found")
    if not rule.parts or not 1 <= rule.seats <= 9 or not rule.place.strip():
        raise Refusal("invalid", "rule", "Chọn ít nhất một buổi, từ 1 đến 9 người mỗi buổi, và ghi nơi trực.")
    changed = structs.replace(here, roster=rule)
    if changed != here:
        unit.put(changed)
        record_change(unit, act, changed, "roster.rule", before=here)
    return rule
