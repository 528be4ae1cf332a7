"""Units and hamlets over time: which are in force on a day, mergers, other names; each change with its history."""

from collections.abc import Sequence

from msgspec import structs

from server.actions.desk import Act
from server.actions.feeds import publish_hamlet
from server.actions.history import record_change
from server.actions.setup import add_hamlet, commune
from server.domain.commune import Hamlet, hamlet_key
from server.domain.names import tidy
from server.domain.organisation import LEVELS, AdministrativeUnit, Agency, Level, committee, on_day, place_name
from server.domain.problems import Refusal
from server.domain.times import chosen_day, day_before, local_day
from server.store.port import Unit, View


def unit_on(view: View, level: Level, day: str) -> AdministrativeUnit | None:
    """The unit of a level that this commune belongs to on a day; None where nothing is entered for it."""
    return on_day(view.find(AdministrativeUnit, "level", level), day)


def commune_name(view: View, day: str) -> str:
    """What the commune is called on a day within a sentence: `xã Hòa Mỹ`."""
    here, unit = commune(view), unit_on(view, "commune", day)
    name = unit.name if unit else here.name if here else ""
    return f"{name[:1].lower()}{name[1:]}"


def agency(view: View, day: str) -> Agency:
    """Who issues papers on a day (NĐ 30/2020: the body above, then the one that issues)."""
    here, unit = commune(view), unit_on(view, "commune", day)
    name = unit.name if unit else (here.name if here else "")
    above = view.get(AdministrativeUnit, unit.parent) if unit and unit.parent else None
    over = above.name if above else (here.province if here else "")
    desk = (unit.desk if unit else "") or (here.office if here else "")
    return Agency(committee(over) if over else "", committee(name), desk.upper(), place_name(name))


def add_unit(
    unit: Unit,
    act: Act,
    *,
    name: str,
    level: str,
    code: str = "",
    parent: str | None = None,
    desk: str = "",
    valid_from: str = "",
    document: str = "",
    neighbour: bool = False,
) -> AdministrativeUnit:
    """A unit from a day on; the one of its level before it ends the day before and goes into it. Refuses invalid.

    A neighbour ends nothing: it is entered so that one can say what it went into.
    """
    if (done := unit.get(AdministrativeUnit, act.event_id)) is not None:
        return done
    known = next((one for one in LEVELS if one == level), None)
    if known is None:
        raise Refusal("invalid", "level", "Hãy chọn cấp.")
    if not tidy(name):
        raise Refusal("invalid", "name", "Hãy ghi tên đơn vị.")
    day = chosen_day(valid_from, "valid_from") if valid_from else ""
    if parent and unit.get(AdministrativeUnit, parent) is None:
        raise Refusal("invalid", "parent", "Không có đơn vị cấp trên này.")
    before = on_day(unit.find(AdministrativeUnit, "level", known), day or "0000-00-00")
    made = AdministrativeUnit(
        id=act.event_id,
        code=code.strip(),
        name=tidy(name),
        level=known,
        parent=parent,
        desk=tidy(desk),
        valid_from=day,
        document=tidy(document),
        neighbour=neighbour,
    )
    if before is not None and day and not neighbour:
        if before.valid_from >= day:
            raise Refusal("invalid", "valid_from", "Ngày này không sau ngày của đơn vị trước.")
        ended = structs.replace(before, valid_to=day_before(day), successor=made.id)
        unit.put(ended)
        record_change(unit, act, ended, "unit.ended", note=made.name, before=before)
    unit.put(made)
    record_change(unit, act, made, "unit.added", note=document)
    return made


def end_unit(
    unit: Unit, act: Act, id_: str, last_day: str, document: str, successor: str | None = None
) -> AdministrativeUnit:
    """A unit ends: the district level on 30/6/2025 without a successor, a neighbour in another unit of its level.

    Refuses not_found, invalid.
    """
    before = unit.get(AdministrativeUnit, id_)
    if before is None:
        raise Refusal("not_found")
    day = chosen_day(last_day, "valid_to")
    if day < before.valid_from:
        raise Refusal("invalid", "valid_to", "Ngày kết thúc phải sau ngày bắt đầu.")
    into = unit.get(AdministrativeUnit, successor) if successor else None
    if successor and (into is None or into.level != before.level or into.id == id_):
        raise Refusal("invalid", "successor", "Đơn vị nhận phải là đơn vị khác cùng cấp.")
    ended = structs.replace(before, valid_to=day, successor=successor)
    if ended != before:
        unit.put(ended)
        record_change(unit, act, ended, "unit.ended", note=document, before=before)
    return ended


def new_hamlet(
    unit: Unit, act: Act, name: str, other_names: Sequence[str], remote: bool, valid_from: str = ""
) -> Hamlet:
    """One more hamlet, from a day on if one is said. Refuses invalid when another has that name."""
    if (done := unit.get(Hamlet, act.event_id)) is not None:
        return done
    _free(unit, name, "")
    day = chosen_day(valid_from, "valid_from") if valid_from else ""
    made = add_hamlet(unit, act, tidy(name), other_names=_names(other_names), remote=remote, valid_from=day)
    record_change(unit, act, made, "hamlet.added")
    return made


def change_hamlet(
    unit: Unit, act: Act, id_: str, *, name: str, other_names: Sequence[str], remote: bool, active: bool
) -> Hamlet:
    """Another name, other spellings, remote or not, in use or not. Its old name stays a spelling that lists may use."""
    before = unit.get(Hamlet, id_)
    if before is None:
        raise Refusal("not_found")
    _free(unit, name, id_)
    spellings = _names(other_names if tidy(name) == before.name else [*other_names, before.name])
    changed = structs.replace(before, name=tidy(name), other_names=spellings, remote=remote, active=active)
    if changed != before:
        unit.put(changed)
        publish_hamlet(unit, changed)
        record_change(unit, act, changed, "hamlet.changed", before=before)
    return changed


def merge_hamlets(unit: Unit, act: Act, ids: Sequence[str], into: str, day: str, document: str) -> Hamlet:
    """Hamlets go into another: lists that still use their names lead to it, their old address text stays on papers.

    Refuses not_found, invalid, needs_reason without the document that says so.
    """
    target = unit.get(Hamlet, into)
    gone = [unit.get(Hamlet, id_) for id_ in dict.fromkeys(ids) if id_ != into]
    if target is None or not gone or None in gone:
        raise Refusal("invalid", "ids", "Chọn các ấp được sáp nhập và ấp nhận.")
    if not document.strip():
        raise Refusal("needs_reason", "document")
    first = chosen_day(day, "day")
    if first > local_day(act.now):
        raise Refusal("invalid", "day", "Ngày này chưa đến: ghi sáp nhập khi đã có hiệu lực.")
    last = day_before(first)
    names = list(target.other_names)
    for hamlet in gone:
        assert hamlet is not None
        names += [hamlet.name, *hamlet.other_names]
        ended = structs.replace(hamlet, active=False, valid_to=last, successor=into)
        if ended != hamlet:
            unit.put(ended)
            publish_hamlet(unit, ended)
            record_change(unit, act, ended, "hamlet.merged", note=document, before=hamlet)
    merged = structs.replace(target, other_names=_names(names))
    if merged != target:
        unit.put(merged)
        record_change(unit, act, merged, "hamlet.grew", note=document, before=target)
    return merged


def _free(view: View, name: str, own: str) -> None:
    key = hamlet_key(name)
    if not key:
        raise Refusal("invalid", "name", "Hãy ghi tên ấp.")
    if any(hamlet_key(one.name) == key and one.id != own and one.active for one in view.find(Hamlet, "all", "")):
        raise Refusal("invalid", "name", "Đã có ấp tên này.")


def _names(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for line in names if (name := tidy(line))))
