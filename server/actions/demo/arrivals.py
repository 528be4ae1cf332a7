"""What arrives at the demonstration's desk: card lists through the import, results as the office will take them in."""

from collections.abc import Iterable
from datetime import date, datetime

from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.imports import import_items
from server.actions.ledger import record_act
from server.domain.calendar import CARD_WORKING_DAYS, add_working_days
from server.domain.demo_papers import Papers, PlannedResult
from server.domain.items import Item
from server.domain.times import local_day
from server.store.port import Unit


def cards_arrive(
    unit: Unit, staff: Staff, papers: Papers, when: datetime, hamlets: list[str], first: date, last: date
) -> dict[str, list[str]]:
    """Import a list of cards, one for each of `hamlets`; the new items' ids by hamlet's name."""
    act = Act(staff.clerk, when, new_id())
    name = f"danh-sach-the-bhyt-{local_day(when)}.xlsx"
    import_items(unit, act, papers.card_list(hamlets, first, last), name)
    names = {id_: name for name, id_ in staff.hamlets.items()}
    found: dict[str, list[str]] = {hamlet: [] for hamlet in hamlets}
    for item in unit.find(Item, "batch", act.event_id):
        found[names[item.hamlet or ""]].append(item.id)
    return found


def results_arrive(
    unit: Unit, staff: Staff, papers: Papers, when: datetime, planned: Iterable[PlannedResult]
) -> list[str]:
    """Put results of dossiers at the desk; their ids."""
    act = Act(staff.clerk, when, new_id())
    arrived = local_day(when)
    due = add_working_days(date.fromisoformat(arrived), CARD_WORKING_DAYS).isoformat()
    ids = []
    for one in planned:
        item = papers.result(new_id(), one, staff.hamlets[one.hamlet], arrived, due, act.event_id)
        unit.put(item)
        ids.append(item.id)
    record_act(unit, act, "items.imported", {"batch": act.event_id, "items": ids}, items=ids)
    return ids
