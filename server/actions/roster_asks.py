"""What the person on duty may ask of others: to swap, or for a substitute; and their answers (R51).

Each is done by the person on the phone, or by the office for that person. The first who agrees has the shift.
"""

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import done_before
from server.actions.presence import Presence
from server.actions.roster_changes import put_shift, roster_of, settle_roster, shift_of, still_to_come, tell, why_void
from server.domain.names import tidy
from server.domain.problems import Refusal
from server.domain.roster_records import Ask, Reason, ReasonCode, Shift
from server.domain.times import local_day
from server.store.port import Unit

MAX_NOTE = 200
OPEN_STATES = ("planned", "confirmed")


def ask_swap(unit: Unit, act: Act, id_: str, with_shift: str, note: str = "", event: str = "") -> Shift:
    """Ask whoever has another shift to take this one for it. Refuses what `ask_substitute` does, shift_double."""
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    other = shift_of(unit, with_shift)
    by = _own(unit, act, before)
    if other.person is None or other.id == before.id or roster_of(unit, other.month).state != "published":
        raise Refusal("shift_changed")
    if other.person == by:
        raise Refusal("invalid", "with", "Hãy chọn ca của người khác.")
    return _ask(unit, act, before, Ask("swap", by, act.at, other.person, other.id, tidy(note)[:MAX_NOTE], event))


def ask_substitute(unit: Unit, act: Act, id_: str, to: str | None = None, note: str = "", event: str = "") -> Shift:
    """Ask somebody, or whoever can (None) and the desk, to take this shift over. A new ask takes the old one's place.

    Refuses not_found, shift_past, shift_changed (nobody has it, not published), shift_away (who is asked cannot).
    """
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    by = _own(unit, act, before)
    if to == by:
        raise Refusal("invalid", "to", "Hãy chọn người khác.")
    return _ask(unit, act, before, Ask("substitute", by, act.at, to or None, None, tidy(note)[:MAX_NOTE], event))


def _own(unit: Unit, act: Act, shift: Shift) -> str:
    """Whose shift it is, and that it can still be asked for."""
    still_to_come(act, shift)
    if shift.person is None or shift.state not in OPEN_STATES or roster_of(unit, shift.month).state != "published":
        raise Refusal("shift_changed")
    return shift.person


def _ask(unit: Unit, act: Act, before: Shift, ask: Ask) -> Shift:
    asked = structs.replace(before, ask=ask)
    if void := why_void(unit, Presence(unit, local_day(act.now)), asked, local_day(act.now)):
        raise Refusal("shift_away", "to", void)
    if before.ask and before.ask.open:
        tell(unit, act, before.ask.event, "sent_back", "Đã thay bằng lời nhờ khác.")
    put = put_shift(unit, act, before, asked, "shift.asked", ask.note)
    settle_roster(unit, act)
    return put


def agree(unit: Unit, act: Act, id_: str, person: str) -> Shift:
    """Somebody who was asked takes the shift, of a swap for his own. The first has it.

    Refuses not_found, no_ask, and shift_changed with what happened meanwhile, in words.
    """
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    ask, presence = _open_ask(before), Presence(unit, local_day(act.now))
    if ask.to not in (None, person) or person == before.person:
        raise Refusal("no_ask", None, "Lời nhờ này không gửi đến người này.")
    void = why_void(unit, presence, before, local_day(act.now))
    if void or not presence.free(person, before):
        raise Refusal("shift_changed", None, void or "Người này đã bận vào buổi này.")
    if ask.kind == "swap":
        other = shift_of(unit, ask.with_shift or "")
        put_shift(unit, act, other, _given(act, other, ask.by, "swap"), "shift.swapped", ask.note)
    put = put_shift(unit, act, before, _given(act, before, person, _code(ask)), _what(ask), ask.note)
    tell(unit, act, ask.event, "approved", f"{presence.people[person].name} đã nhận.")
    settle_roster(unit, act)
    return put


def _given(act: Act, shift: Shift, person: str, code: ReasonCode) -> Shift:
    """The shift in other hands; who waited for it does so no more if he now sits there."""
    waits = None if shift.reserve == person else shift.reserve
    return structs.replace(
        shift,
        person=person,
        reserve=waits,
        reserve_reasons=shift.reserve_reasons if waits else (),
        reserve_confirmed=shift.reserve_confirmed and waits is not None,
        reasons=(Reason(code),),
        pinned=True,
        state="confirmed",
        confirmed_at=act.at,
        ask=None,
    )


def _code(ask: Ask) -> ReasonCode:
    return "swap" if ask.kind == "swap" else "substitute"


def _what(ask: Ask) -> str:
    return "shift.swapped" if ask.kind == "swap" else "shift.substituted"


def refuse(unit: Unit, act: Act, id_: str, person: str | None, note: str = "") -> Shift:
    """Somebody who was asked says no; None is the desk, and closes it. Of an open round the others may still agree.

    Refuses not_found, no_ask.
    """
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    ask, presence = _open_ask(before), Presence(unit, local_day(act.now))
    if person is not None and ask.to not in (None, person):
        raise Refusal("no_ask", None, "Lời nhờ này không gửi đến người này.")
    refused = ask.refused if person is None else tuple(dict.fromkeys((*ask.refused, person)))
    left = [one for one in presence.people if one not in (*refused, before.person) and presence.free(one, before)]
    open_ = person is not None and ask.to is None and bool(left)
    after = structs.replace(before, ask=structs.replace(ask, refused=refused, open=open_))
    put = put_shift(unit, act, before, after, "shift.refused", tidy(note)[:MAX_NOTE])
    if not open_:
        who = presence.people[person].name if person in presence.people else "Xã"
        words = f"{who} không nhận được" if ask.to or person is None else "Không ai nhận được"
        tell(unit, act, ask.event, "sent_back", f"{words}: {tidy(note)}." if note.strip() else f"{words}.")
    settle_roster(unit, act)
    return put


def withdraw(unit: Unit, act: Act, id_: str) -> Shift:
    """Whoever asked asks no more. Refuses not_found, no_ask."""
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    ask = _open_ask(before)
    put = put_shift(unit, act, before, structs.replace(before, ask=None), "shift.withdrawn")
    tell(unit, act, ask.event, "approved", "Đã rút lời nhờ.")
    settle_roster(unit, act)
    return put


def _open_ask(shift: Shift) -> Ask:
    if shift.ask is None or not shift.ask.open:
        raise Refusal("no_ask")
    return shift.ask
