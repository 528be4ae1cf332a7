"""Unions: the four that a commune begins with, adding and changing them, and their names."""

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import record_change
from server.domain.names import folded, tidy
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.unions import SEEDED, Union, find_union, in_order
from server.store.port import Unit, View


def unions(view: View, day: str = "") -> list[Union]:
    """All unions in the order of the rotation; with a day, `yyyy-mm-dd`, those that take part then."""
    return in_order(one for one in view.find(Union, "all", "") if not day or one.in_force(day))


def union_name(view: View, id_: str | None) -> str:
    """The name of a union, '' for none; what is no id (a name as older stores have it) comes out as it is."""
    found = view.get(Union, id_) if id_ else None
    return found.name if found else id_ or ""


def union_of(view: View, text: str | None) -> str | None:
    """The id of the union that a text names, None for none. Refuses invalid for one that is not known."""
    if not text or not text.strip():
        return None
    found = find_union(text.strip(), unions(view))
    if found is None:
        raise Refusal("invalid", "union", "Chưa có hội, đoàn thể này trong danh sách.")
    return found.id


def seed_unions(unit: Unit) -> None:
    """The four of the model (R11) where there are none, and ids where people have names of unions. Again: nothing."""
    if unit.count(Union, "all", "") == 0:
        for one in SEEDED:
            unit.put(one)
    known = unions(unit)
    ids = {one.id for one in known}
    for person in unit.find(Person, "all", ""):
        if person.union and person.union not in ids and (found := find_union(person.union, known)):
            unit.put(structs.replace(person, union=found.id))


def add_union(unit: Unit, act: Act, name: str, short: str = "", valid_from: str = "") -> Union:
    """One more union, last in the rotation. Refuses invalid without a name or with one that is taken."""
    if (done := unit.get(Union, act.event_id)) is not None:
        return done
    order = max((one.order for one in unions(unit)), default=0) + 1
    made = Union(
        id=act.event_id, name=_free(unit, name, ""), short=tidy(short)[:12], order=order, valid_from=valid_from
    )
    unit.put(made)
    record_change(unit, act, made, "union.added")
    return made


def change_union(
    unit: Unit, act: Act, id_: str, *, name: str, short: str, order: int, active: bool, valid_to: str = ""
) -> Union:
    """Another name, another place in the rotation, no longer taking part. Refuses not_found, invalid."""
    before = unit.get(Union, id_)
    if before is None:
        raise Refusal("not_found")
    after = structs.replace(
        before, name=_free(unit, name, id_), short=tidy(short)[:12], order=order, active=active, valid_to=valid_to
    )
    if after != before:
        unit.put(after)
        record_change(unit, act, after, "union.changed", before=before)
    return after


def _free(view: View, name: str, own: str) -> str:
    name = tidy(name)[:100]
    if not name:
        raise Refusal("invalid", "name", "Hãy ghi tên hội, đoàn thể.")
    if any(folded(one.name) == folded(name) and one.id != own for one in unions(view)):
        raise Refusal("invalid", "name", "Đã có hội, đoàn thể tên này.")
    return name
