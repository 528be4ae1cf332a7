"""A change of a shift: kept with its history, seen in the notice once that was published, and known on the phones."""

from msgspec import structs

from server.actions.desk import Act
from server.actions.feeds import publish_fate
from server.actions.history import record_change
from server.actions.presence import Presence
from server.actions.roster_feeds import publish_shifts
from server.domain.events import Fate, Review
from server.domain.people import Person
from server.domain.problems import PROBLEMS, Refusal
from server.domain.roster_records import AmendedRole, Amendment, Roster, Shift
from server.domain.times import local_day
from server.store.port import Unit, View


def roster_of(view: View, month: str) -> Roster:
    """A month's roster; one that nobody began is an empty draft."""
    return view.get(Roster, month) or Roster(id=month)


def shift_of(view: View, id_: str) -> Shift:
    """The shift. Refuses not_found."""
    found = view.get(Shift, id_)
    if found is None:
        raise Refusal("not_found")
    return found


def still_to_come(act: Act, shift: Shift) -> None:
    """Refuses shift_past for a day that is over, and for a place that was given up."""
    if shift.day < local_day(act.now) or shift.state == "cancelled":
        raise Refusal("shift_past")


def put_shift(unit: Unit, act: Act, before: Shift, after: Shift, what: str, why: str = "") -> Shift:
    """Put a changed shift with its history. After publication a change of who it is becomes an amendment."""
    roster = roster_of(unit, after.month)
    if roster.state == "published" and (new := _amendments(act, roster, before, after, why)):
        after = structs.replace(after, amendments=(*after.amendments, *new))
        if not roster.amended:
            unit.put(structs.replace(roster, amended=True))
    if after.person != before.person:
        person = unit.get(Person, after.person) if after.person else None
        after = structs.replace(after, union=(person.union or "") if person else after.turn)
    if after != before:
        unit.put(after)
        record_change(unit, act, _plain(after), what, why, before=_plain(before))
    return after


def _amendments(act: Act, roster: Roster, before: Shift, after: Shift, why: str) -> list[Amendment]:
    def amended(role: AmendedRole, old: str | None, new: str | None) -> Amendment:
        return Amendment(act.at, act.by.id, roster.version, role, old, new, why)

    if after.state == "cancelled" and before.state != "cancelled":
        return [amended("shift", before.person, None)]
    duty = [amended("duty", before.person, after.person)] if before.person != after.person else []
    return [*duty, *([amended("reserve", before.reserve, after.reserve)] if before.reserve != after.reserve else [])]


def _plain(shift: Shift) -> Shift:
    """As its history has it: what is told by the act itself is no difference."""
    return structs.replace(shift, reasons=(), reserve_reasons=(), amendments=(), ask=None)


def tell(unit: Unit, act: Act, event: str, review: Review | None, reason: str = "") -> None:
    """What became of a phone's answer, by the hash of its event; '' was said in the office, and nobody waits."""
    fate = unit.get(Fate, event) if event else None
    if fate is not None:
        told = structs.replace(fate, review=review, reason=reason, reviewed_by=act.by.id, reviewed_at=act.at)
        unit.put(told)
        publish_fate(unit, told)


def settle_roster(unit: Unit, act: Act) -> None:
    """After a change: asks that it made void are closed, and every phone concerned knows."""
    presence = Presence(unit, local_day(act.now))
    for shift in unit.find(Shift, "asked", ""):
        void = why_void(unit, presence, shift, local_day(act.now))
        if void and shift.ask:
            unit.put(structs.replace(shift, ask=structs.replace(shift.ask, open=False)))
            tell(unit, act, shift.ask.event, "sent_back", void)
    publish_shifts(unit, act.now)


def why_void(view: View, presence: Presence, shift: Shift, today: str) -> str:
    """Why an ask can come to nothing any more, '' while it can."""
    ask = shift.ask
    if ask is None or not ask.open:
        return PROBLEMS["no_ask"].text
    if shift.person != ask.by or shift.state not in ("planned", "confirmed"):
        return PROBLEMS["shift_changed"].text
    if shift.day < today:
        return PROBLEMS["shift_past"].text
    if ask.to and not presence.free(ask.to, shift):
        return "Người được nhờ đã bận vào buổi này."
    if ask.kind == "swap":
        other = view.get(Shift, ask.with_shift or "")
        if other is None or other.person != ask.to or other.state not in ("planned", "confirmed"):
            return "Ca muốn đổi đã đổi người."
        if other.day < today or not presence.free(ask.by, other):
            return "Không còn đổi sang ca kia được."
    return ""
