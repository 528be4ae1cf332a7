"""The judge: why an authentic event may not act yet, and what each code of a receipt says (sync.md §4 rule 1)."""

from typing import Any

import msgspec

from server.domain.events import Event
from server.domain.people import Device
from server.store.port import Unit
from sync.messages import KINDS, VERSION, AmendedData, Body, UndoneData

TEXTS = {
    "unknown_kind": "Xã chưa hiểu loại việc này, xã giữ lại để xem.",
    "newer_version": "Máy mới hơn chương trình của xã, xã giữ lại để xem.",
    "not_understood": "Nội dung chưa hiểu được, xã giữ lại để xem.",
    "id_reused": "Trùng mã với một việc khác, xã giữ lại để xem.",
    "n_reused": "Máy này đã ghi một việc khác cùng số, xã giữ lại để xem.",
    "chain_broken": "Chuỗi việc của máy bị đứt, xã giữ lại để xem.",
    "revoked": "Máy này đã bị thu hồi, xã giữ lại để xem.",
    "not_yours": "Việc này sửa xác nhận của máy khác, xã giữ lại để xem.",
    "unreadable": "Không đọc được.",
    "bad_signature": "Chữ ký của máy không khớp.",
    "unknown_device": "Xã không nhận ra máy đã ký.",
    "full": "Xã không giữ thêm được thứ hỏng từ máy này.",
}
"""What a code of a receipt says to a person."""


def objection(unit: Unit, device: Device, hash_: str, body: Body, data: Any) -> str | None:
    """Why an authentic event may not act yet, or None. `data` is what it says, None if it is not understood."""
    if device.revoked_at is not None:
        return "revoked"
    if unit.count(Event, "event", body.id):
        return "id_reused"
    if unit.count(Event, "n", f"{body.device}:{body.n}"):
        return "n_reused"
    if _breaks_chain(unit, hash_, body):
        return "chain_broken"
    if body.kind not in KINDS:
        return "unknown_kind"
    if body.v > VERSION:
        return "newer_version"
    if data is None or body.v < VERSION or (body.item is None and body.kind in _ABOUT_AN_ITEM):
        return "not_understood"
    if isinstance(data, UndoneData | AmendedData):
        return _not_yours(unit, body, data.of)
    return None


_ABOUT_AN_ITEM = ("confirmation.recorded", "attempt.failed")


def _breaks_chain(unit: Unit, hash_: str, body: Body) -> bool:
    if body.n == 1 and body.prev:
        return True
    before = unit.find(Event, "n", f"{body.device}:{body.n - 1}") if body.n > 1 else []
    after = [row for row in unit.find(Event, "n", f"{body.device}:{body.n + 1}") if row.body]
    follows = any(msgspec.json.decode(row.body, type=Body).prev == hash_ for row in after)
    return bool(before and all(row.id != body.prev for row in before)) or bool(after and not follows)


def _not_yours(unit: Unit, body: Body, of: str) -> str | None:
    target = next(iter(unit.find(Event, "event", of)), None)
    return "not_yours" if target is not None and target.device != body.device else None
