"""Taking back a step of the grid: the page remembers what each place held before and after, the server checks it."""

import msgspec
from msgspec import Struct

from server.actions.desk import Act
from server.actions.roster import shifts_of
from server.actions.roster_shifts import KEEP, set_shift, unpin
from server.domain.problems import Refusal
from server.domain.roster_records import Shift
from server.store.port import Unit

WHY = "Hoàn tác"
"""What an amendment says that takes back another."""
MOST = 200
"""So many places of a month one step may have changed."""


class Changed(Struct, frozen=True, forbid_unknown_fields=True):
    """One place that a step changed: people by id, '' for nobody; `pinned`: the one before was set by hand."""

    shift: str
    role: str
    before: str
    after: str
    pinned: bool = False


def undo_steps(unit: Unit, act: Act, month: str, text: str) -> None:
    """Put back what the places held, where nobody has changed them since; `text` is JSON, a list of Changed.

    Refuses invalid for what is no such list, conflict when nothing is left to put back.
    """
    try:
        steps = msgspec.json.decode(text, type=list[Changed])
    except (msgspec.DecodeError, UnicodeError):
        raise Refusal("invalid") from None
    wanted: dict[tuple[str, str], Changed] = {(one.shift, one.role): one for one in steps[:MOST]}
    done = [_put_back(unit, act, shift, wanted) for shift in shifts_of(unit, month)]
    if not any(done):
        raise Refusal("conflict")


def _put_back(unit: Unit, act: Act, shift: Shift, wanted: dict[tuple[str, str], Changed]) -> bool:
    duty, reserve = wanted.get((shift.id, "duty")), wanted.get((shift.id, "reserve"))
    person = duty.before or None if duty and duty.after == (shift.person or "") else KEEP
    other = reserve.before or None if reserve and reserve.after == (shift.reserve or "") else KEEP
    if person is KEEP and other is KEEP:
        return False
    set_shift(unit, act, shift.id, person=person, reserve=other, why=WHY, anyway=True)
    if not any(one and one.pinned for one in (duty, reserve)):
        unpin(unit, act._replace(event_id=f"{act.event_id}-unpinned"), shift.id)
    return True
