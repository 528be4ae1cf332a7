"""Reconciling a deliverer's bag: count it, sign it off, explain what differed. Nobody does it to his own bag."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from msgspec import structs

from server.actions.claims import accepted_on_phone, last_event
from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.domain.items import Item
from server.domain.names import tidy
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.reconciliations import (
    SOURCES,
    Finding,
    Reconciliation,
    bag_key,
    differences,
    week_days,
    week_of,
)
from server.domain.rounds import Round
from server.domain.times import VIETNAM, stamp
from server.store.port import Unit, View

MAX_NOTE = 500


class Said(NamedTuple):
    """What a deliverer says he holds: papers (`items`), only a `number`, or from his phone, where neither is needed."""

    source: str = "papers"
    items: tuple[str, ...] = ()
    number: int | None = None
    note: str = ""


def held(view: View, deliverer: str) -> list[Item]:
    """What the ledger says that somebody holds now."""
    return view.find(Item, "holder", deliverer)


def reconciliation_of(view: View, week: str, deliverer: str) -> Reconciliation | None:
    """The reconciliation of that bag in that week, if it was counted."""
    return view.last(Reconciliation, "bag", bag_key(week, deliverer))


def count(unit: Unit, act: Act, deliverer: str, said: Said) -> Reconciliation:
    """Count a bag in the week of the act; again in the same week replaces the count and takes the signature away.

    Refuses not_found, own_bag, invalid: `source`, `items` (unknown papers), `number` (differs, so paper by paper).
    """
    week = week_of(act.now.astimezone(VIETNAM).date())
    if unit.get(Person, deliverer) is None:
        raise Refusal("not_found")
    before = reconciliation_of(unit, week, deliverer)
    if before is not None and done_before(unit, act, before):
        return before
    _demand_other(act, deliverer)
    source = next((one for one in SOURCES if one == said.source), None)
    if source is None:
        raise Refusal("invalid", "source", "Hãy chọn cách đếm.")
    ledger = held(unit, deliverer)
    claimed = _claimed(unit, ledger, said)
    found = Reconciliation(
        id=before.id if before else act.event_id,
        week=week,
        deliverer=deliverer,
        counted_at=act.at,
        counted_by=act.by.id,
        source=source,
        held=tuple(item.id for item in ledger),
        said=claimed,
        findings=_findings(unit, ledger, claimed, before),
        note=tidy(said.note)[:MAX_NOTE],
    )
    unit.put(found)
    record_change(unit, act, found, "reconciliation.counted", found.note, before)
    return found


def sign(unit: Unit, act: Act, week: str, deliverer: str) -> Reconciliation:
    """Put a counted week to rest, with what still differs standing in it. Refuses not_counted, own_bag."""
    found = reconciliation_of(unit, week, deliverer)
    if found is None:
        raise Refusal("not_counted")
    if found.signed_at:
        return found
    _demand_other(act, deliverer)
    signed = structs.replace(found, signed_at=act.at, signed_by=act.by.id)
    unit.put(signed)
    record_change(unit, act, signed, "reconciliation.signed")
    return signed


def settle(unit: Unit, act: Act, week: str, deliverer: str, item: str, how: str) -> Reconciliation:
    """Write down how a difference was explained. Refuses not_found, own_bag, needs_reason."""
    found = reconciliation_of(unit, week, deliverer)
    if found is None or all(one.item != item for one in found.findings):
        raise Refusal("not_found")
    if all(one.item != item for one in found.open):
        return found
    _demand_other(act, deliverer)
    if not tidy(how):
        raise Refusal("needs_reason", "how")
    why = tidy(how)[:MAX_NOTE]
    settled = structs.replace(
        found,
        findings=tuple(
            structs.replace(one, settled_at=act.at, settled_by=act.by.id, how=why)
            if one.item == item and not one.settled_at
            else one
            for one in found.findings
        ),
    )
    unit.put(settled)
    name = next(one.name for one in found.findings if one.item == item)
    record_change(unit, act, settled, "reconciliation.settled", f"{name}: {why}")
    return settled


def to_reconcile(view: View, week: str, this_week: str) -> list[str]:
    """Whose bags are to be counted in a week: who held something at its end, or was counted, by id."""
    found = {one.deliverer for one in view.find(Reconciliation, "week", week)}
    if week == this_week:
        return sorted(found | {round_.deliverer for round_ in view.find(Round, "open", "")})
    end = stamp(datetime.combine(week_days(week)[1] + timedelta(days=1), time(), VIETNAM))
    out = (one for one in view.find(Round, "all", "") if one.packed_at < end and (one.closed_at or end) >= end)
    return sorted(found | {round_.deliverer for round_ in out})


def open_differences(view: View) -> list[tuple[Reconciliation, Finding]]:
    """Every difference of any week that nobody has explained, the oldest first."""
    found = sorted(view.find(Reconciliation, "open", ""), key=lambda one: (one.week, one.counted_at))
    return [(one, finding) for one in found for finding in one.open]


def _demand_other(act: Act, deliverer: str) -> None:
    if act.by.id == deliverer:
        raise Refusal("own_bag")


def _claimed(view: View, ledger: list[Item], said: Said) -> tuple[str, ...]:
    if said.source == "phone":
        return tuple(item.id for item in ledger if accepted_on_phone(view, item))
    if said.source == "count":
        if said.number != len(ledger):
            raise Refusal("invalid", "number", "Số đếm khác với sổ: hãy đánh dấu từng giấy để biết giấy nào.")
        return tuple(item.id for item in ledger)
    unknown = [id_ for id_ in said.items if view.get(Item, id_) is None]
    if unknown:
        raise Refusal("invalid", "items", f"Không thấy kết quả nào có mã {unknown[0]}.")
    return tuple(dict.fromkeys(said.items))


def _findings(
    view: View, ledger: list[Item], claimed: Iterable[str], before: Reconciliation | None
) -> tuple[Finding, ...]:
    """What differs; what was explained already in an earlier count of the week stays explained."""
    known = {(one.item, one.kind): one for one in before.findings} if before else {}
    found = []
    for id_, kind in differences(ledger, tuple(claimed)):
        item, event = view.get(Item, id_), last_event(view, id_)
        fresh = Finding(id_, item.name if item else "", kind, event.id if event else "")
        earlier = known.get((id_, kind))
        found.append(earlier if earlier and earlier.event == fresh.event else fresh)
    return tuple(found)
