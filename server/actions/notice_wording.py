"""The wording of the roster's notices: kept by the month from which it holds, with its history (R71, R72)."""

from collections.abc import Sequence

from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.domain.names import tidy
from server.domain.notice_wording import NoticeWording
from server.domain.official_documents import CAPACITIES
from server.domain.problems import Refusal
from server.store.port import Unit, View

MAX_LINE, MAX_LINES = 600, 20


def wording_of(view: View, month: str) -> NoticeWording:
    """The wording of a month: the newest that was set for it or for one before; else the usual one."""
    known = (one for one in view.find(NoticeWording, "all", "") if one.id <= month)
    return max(known, key=lambda one: one.id, default=NoticeWording(id=month))


def set_wording(
    unit: Unit,
    act: Act,
    month: str,
    *,
    bases: Sequence[str],
    recipients: Sequence[str],
    capacity: str,
    position: str,
    signer: str,
) -> NoticeWording:
    """The wording from a month on. Refuses invalid with the field."""
    before = wording_of(unit, month)
    chosen = next((one for one in CAPACITIES if one == capacity), None)
    if chosen is None:
        raise Refusal("invalid", "capacity", "Hãy chọn cách ký.")
    if chosen in ("", "TL.", "TUQ.") and not tidy(position):
        raise Refusal("invalid", "position", "Ghi chức vụ của người ký.")
    after = NoticeWording(
        id=month,
        bases=_lines("bases", bases),
        recipients=_lines("recipients", recipients),
        capacity=chosen,
        position=tidy(position)[:100],
        signer=tidy(signer)[:100],
    )
    if not done_before(unit, act, after):
        unit.put(after)
        record_change(unit, act, after, "notice.wording", before=before)
    return after


def _lines(field: str, typed: Sequence[str]) -> tuple[str, ...]:
    lines = tuple(line for one in typed if (line := tidy(one)))
    if len(lines) > MAX_LINES or any(len(line) > MAX_LINE for line in lines):
        raise Refusal("invalid", field, f"Nhiều nhất {MAX_LINES} dòng, mỗi dòng {MAX_LINE} chữ cái.")
    return lines
