"""The day of a shift: confirmed before it, checked in at the desk, absent, and the reserve called (R15, R51)."""

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import done_before
from server.actions.roster_changes import put_shift, roster_of, settle_roster, shift_of, still_to_come, tell
from server.domain.names import tidy
from server.domain.problems import Refusal
from server.domain.roster_records import Reason, Shift
from server.domain.times import local_day
from server.store.port import Unit

MAX_WHY = 300


def confirm(unit: Unit, act: Act, id_: str) -> Shift:
    """Whoever has the shift will come; what he asked before is asked no more. Refuses shift_past, shift_changed."""
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    still_to_come(act, before)
    if before.person is None or before.state not in ("planned", "confirmed"):
        raise Refusal("shift_changed")
    if before.ask and before.ask.open:
        tell(unit, act, before.ask.event, "approved", "Đã rút lời nhờ.")
    after = structs.replace(before, state="confirmed", confirmed_at=before.confirmed_at or act.at, ask=None)
    return _put(unit, act, before, after, "shift.confirmed")


def confirm_reserve(unit: Unit, act: Act, id_: str) -> Shift:
    """The reserve is ready. Refuses shift_past, shift_changed without a reserve."""
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    still_to_come(act, before)
    if before.reserve is None:
        raise Refusal("shift_changed")
    return _put(unit, act, before, structs.replace(before, reserve_confirmed=True), "shift.reserve_confirmed")


def drop_reserve(unit: Unit, act: Act, id_: str, why: str = "") -> Shift:
    """The reserve cannot: the place is empty, and the desk finds another. Refuses shift_past, shift_changed."""
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    still_to_come(act, before)
    if before.reserve is None:
        raise Refusal("shift_changed")
    after = structs.replace(before, reserve=None, reserve_confirmed=False, reserve_pinned=False, reserve_reasons=())
    return _put(unit, act, before, after, "shift.reserve_declined", why)


def check_in(unit: Unit, act: Act, id_: str, at: str = "") -> Shift:
    """The person is at the desk, since an instant or now. Refuses not_found, shift_changed: nobody has it, not yet."""
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    if before.person is None or before.state not in ("planned", "confirmed", "done") or before.day > local_day(act.now):
        raise Refusal("shift_changed")
    if before.state == "done":
        return before
    if before.ask and before.ask.open:
        tell(unit, act, before.ask.event, "sent_back", "Đã có mặt tại bàn.")
    after = structs.replace(before, state="done", checked_in_at=at or act.at, checked_in_by=act.by.id, ask=None)
    return _put(unit, act, before, after, "shift.checked_in")


def undo_check_in(unit: Unit, act: Act, id_: str) -> Shift:
    """That was a wrong tap. Refuses not_found; one who is not there stays so."""
    before = shift_of(unit, id_)
    if done_before(unit, act, before) or before.state != "done":
        return before
    state = "confirmed" if before.confirmed_at else "planned"
    after = structs.replace(before, state=state, checked_in_at="", checked_in_by="")
    return _put(unit, act, before, after, "shift.undone")


def mark_absent(unit: Unit, act: Act, id_: str, why: str) -> Shift:
    """The person did not come. Refuses not_found, needs_reason, shift_changed: nobody has it, not its day yet."""
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    if not tidy(why):
        raise Refusal("needs_reason", "why")
    if before.person is None or before.state not in ("planned", "confirmed", "done") or before.day > local_day(act.now):
        raise Refusal("shift_changed")
    if before.ask and before.ask.open:
        tell(unit, act, before.ask.event, "sent_back", "Xã đã ghi vắng mặt.")
    missed = tuple(dict.fromkeys((*before.missed, before.person)))
    after = structs.replace(before, state="absent", missed=missed, checked_in_at="", checked_in_by="", ask=None)
    return _put(unit, act, before, after, "shift.absent", tidy(why)[:MAX_WHY])


def undo_absent(unit: Unit, act: Act, id_: str) -> Shift:
    """The person was there after all. Refuses not_found."""
    before = shift_of(unit, id_)
    if done_before(unit, act, before) or before.state != "absent":
        return before
    missed = tuple(one for one in before.missed if one != before.person)
    state = "confirmed" if before.confirmed_at else "planned"
    return _put(unit, act, before, structs.replace(before, state=state, missed=missed), "shift.undone")


def call_reserve(unit: Unit, act: Act, id_: str, why: str = "") -> Shift:
    """The reserve sits there instead: of one who is absent, who said that he cannot, or of nobody.

    Refuses not_found, shift_past, shift_changed without a reserve or once somebody sits there.
    """
    before = shift_of(unit, id_)
    if done_before(unit, act, before):
        return before
    still_to_come(act, before)
    if before.reserve is None or before.state == "done":
        raise Refusal("shift_changed")
    if before.ask and before.ask.open:
        tell(unit, act, before.ask.event, "approved", "Xã đã gọi người dự phòng.")
    after = structs.replace(
        before,
        person=before.reserve,
        reserve=None,
        reserve_pinned=False,
        reserve_confirmed=False,
        reserve_reasons=(),
        reasons=(Reason("called"),),
        pinned=True,
        state="confirmed" if before.reserve_confirmed else "planned",
        confirmed_at=act.at if before.reserve_confirmed else "",
        ask=None,
    )
    return _put(unit, act, before, after, "shift.called", tidy(why)[:MAX_WHY] or "Gọi người dự phòng")


def _put(unit: Unit, act: Act, before: Shift, after: Shift, what: str, why: str = "") -> Shift:
    put = put_shift(unit, act, before, after, what, why)
    if roster_of(unit, before.month).state == "published":
        settle_roster(unit, act)
    return put
