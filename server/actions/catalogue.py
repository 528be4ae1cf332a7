"""The catalogue of procedures: what holds on a day, and changing it, from a day on or as a correction, with history."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from msgspec import structs

from server.actions.desk import Act
from server.actions.forms import publish_procedures
from server.actions.history import done_before, record_change
from server.domain.names import folded, tidy
from server.domain.problems import Refusal
from server.domain.procedures import Procedure, on_day
from server.domain.times import chosen_day, day_before, local_day
from server.store.port import Unit, View

CODE = re.compile(r"\d\.\d{6}")
"""A national procedure code (domain §2.3)."""
MOST_DAYS = 366
_FIXED = {"id", "code", "valid_from", "valid_to"}


def procedure_on(view: View, code: str, day: str) -> Procedure | None:
    """The version of a procedure in force on a day, `yyyy-mm-dd`."""
    return on_day(versions(view, code), day)


def versions(view: View, code: str) -> list[Procedure]:
    """All versions of a procedure, the oldest first."""
    return sorted(view.find(Procedure, "code", code), key=lambda one: one.valid_from)


def catalogue(view: View, day: str) -> list[Procedure]:
    """All that is in force on a day, by field and name."""
    found = [one for one in view.find(Procedure, "all", "") if one.in_force(day)]
    return sorted(found, key=lambda one: (folded(one.field), folded(one.name)))


def seed(unit: Unit, procedures: Iterable[Procedure]) -> int:
    """Put what a catalogue brings that is not known yet; how many versions that were. Again changes nothing."""
    new = [one for one in procedures if unit.get(Procedure, one.id) is None]
    for one in new:
        unit.put(one)
    return len(new)


def add_words(unit: Unit, procedures: Iterable[Procedure]) -> int:
    """Give the handbook's plain words to versions that were kept before there were any; how many that were.

    A version that has a word of its own, or another name than the catalogue that is brought along, stays as it is.
    """
    told = 0
    for one in procedures:
        known = unit.get(Procedure, one.id)
        if known is None or known.name != one.name or known.about or known.who or known.result:
            continue
        worded = structs.replace(known, about=one.about, who=one.who, result=one.result)
        if worded != known:
            unit.put(worded)
            told += 1
    return told


def add_procedure(unit: Unit, act: Act, code: str, valid_from: str, **fields: Any) -> Procedure:
    """A procedure that the catalogue did not have. Refuses invalid, conflict when the code is known."""
    if not CODE.fullmatch(code):
        raise Refusal("invalid", "code", "Mã thủ tục có dạng 1.001193.")
    known = versions(unit, code)
    day = chosen_day(valid_from, "valid_from")
    made = _checked(Procedure(id=f"{code}@{day}", code=code, valid_from=day, **fields))
    if known and not (len(known) == 1 and done_before(unit, act, made)):
        raise Refusal("conflict", "code", "Mã này đã có trong danh mục.")
    unit.put(made)
    record_change(unit, act, made, "procedure.added")
    publish_procedures(unit, local_day(act.now))
    return made


def change_procedure(unit: Unit, act: Act, code: str, valid_from: str, why: str, **fields: Any) -> Procedure:
    """A new version from a day on, or on the very first day of a version its correction. Never a gap, never two a day.

    Refuses not_found, needs_reason, invalid. What comes later in the catalogue stays as it is.
    """
    known, day = versions(unit, code), chosen_day(valid_from, "valid_from")
    if not known:
        raise Refusal("not_found")
    if not why.strip():
        raise Refusal("needs_reason", "why")
    before = on_day(known, day)
    if before is None:
        raise Refusal("invalid", "valid_from", "Ngày này nằm ngoài thời gian hiệu lực của thủ tục.")
    changed = {name: value for name, value in fields.items() if name not in _FIXED}
    if before.valid_from == day:
        made = _checked(structs.replace(before, **changed))
        if made == before:
            return before
    else:
        made = _checked(structs.replace(before, id=f"{code}@{day}", valid_from=day, **changed))
        unit.put(structs.replace(before, valid_to=day_before(day)))
    unit.put(made)
    record_change(unit, act, made, "procedure.changed", note=why, before=before)
    publish_procedures(unit, local_day(act.now))
    return made


def end_procedure(unit: Unit, act: Act, code: str, last_day: str, why: str) -> Procedure:
    """The last day on which a procedure holds. Refuses not_found, needs_reason, invalid."""
    known, day = versions(unit, code), chosen_day(last_day, "valid_from")
    if not known:
        raise Refusal("not_found")
    if not why.strip():
        raise Refusal("needs_reason", "why")
    before = on_day(known, day)
    if before is None or before is not known[-1]:
        raise Refusal("invalid", "valid_to", "Chọn một ngày trong thời gian hiệu lực của bản cuối cùng.")
    ended = structs.replace(before, valid_to=day)
    if ended != before:
        unit.put(ended)
        record_change(unit, act, ended, "procedure.ended", note=why, before=before)
        publish_procedures(unit, local_day(act.now))
    return ended


def faults(procedures: Sequence[Procedure]) -> list[str]:
    """Where versions of one code overlap or leave a gap, as `code: day`; an empty list for a sound catalogue."""
    found = []
    ordered = sorted(procedures, key=lambda one: (one.code, one.valid_from))
    for one, then in pairwise(ordered):
        if one.code == then.code and one.valid_to != day_before(then.valid_from):
            found.append(f"{one.code}: {then.valid_from}")
    return found


def _checked(procedure: Procedure) -> Procedure:
    """Refuses invalid with the field at fault."""
    if not tidy(procedure.name):
        raise Refusal("invalid", "name", "Hãy ghi tên thủ tục.")
    if not tidy(procedure.field):
        raise Refusal("invalid", "field", "Hãy ghi lĩnh vực.")
    if not 0 <= procedure.legal_days <= MOST_DAYS:
        raise Refusal("invalid", "legal_days", f"Thời hạn từ 0 đến {MOST_DAYS} ngày làm việc.")
    if procedure.delivery_class == "D1" and not procedure.condition.strip():
        raise Refusal("invalid", "condition", "Lớp D1 phải ghi điều kiện để được giao về nhà.")
    if any(not tidy(one.name) or one.count < 1 for one in procedure.components):
        raise Refusal("invalid", "components", "Mỗi thành phần hồ sơ cần một tên và số lượng từ 1.")
    return procedure
