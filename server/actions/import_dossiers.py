"""A dossier of a list: what it would do, and doing it; a result to take home becomes an item at the desk."""

from collections.abc import Set as AbstractSet
from datetime import date

from msgspec import structs

from server.actions.calendar import calendar
from server.actions.catalogue import versions
from server.actions.desk import Act, new_id
from server.actions.dossier_numbers import next_no
from server.actions.history import record_change, story
from server.domain.batches import Made, renewal, seal
from server.domain.calendar import CARD_WORKING_DAYS
from server.domain.delivery_class import Road, may_leave
from server.domain.dossier_imports import EVERYTHING, changes, new_dossier
from server.domain.dossier_items import item_of
from server.domain.dossiers import Dossier, DossierState
from server.domain.imports import Judged, Taken
from server.domain.items import Item
from server.domain.listed_dossiers import ListedDossier
from server.domain.procedures import Procedure, on_day
from server.domain.times import local_day
from server.store.port import Unit, View

ACTS = frozenset({"dossier.imported", "dossier.list_told", "dossier.withdrawn", "dossier.import_undone"})
"""What lists do to dossiers; every other act is our desk's."""
_WORDS: dict[DossierState, str] = {
    "received": "Đã tiếp nhận",
    "supplement": "Yêu cầu bổ sung",
    "processing": "Đang xử lý",
    "done": "Đã có kết quả",
    "returned": "Đã trả kết quả",
    "rejected": "Từ chối",
    "stopped": "Dừng xử lý",
}
_SENT = frozenset({"item", "state", "channel_out"})
"""Where our desk has written one of these, it decides itself whether the result leaves the house."""


def judge_dossier(view: View, told: ListedDossier) -> Judged:
    """What a row would do now."""
    known = _known(view, told)
    if known is None:
        dossier = new_dossier("", "", told, procedure=_procedure(view, told), batch="", at="", by="")
        return Judged("created", warnings=_about(view, dossier))
    desk = desk_wrote(view, known)
    changed = changes(known, told, desk, "", "")
    after = structs.replace(known, **changed)
    home = ("item",) if not desk & _SENT and _leaves(view, after) else ()
    warnings = _about(view, after) if not desk & _SENT else ()
    if told.state and told.state != known.state and "state" not in changed:
        warnings = (*warnings, ("desk_ahead", _WORDS[told.state], _WORDS[known.state]))
    return Judged("updated" if changed or home else "unchanged", known.id, (*changed, *home), warnings)


def take_dossier(unit: Unit, act: Act, batch: str, told: ListedDossier) -> Taken:
    """Take a row in: a new dossier, or what the list tells newer of a known one. `act` is the batch's."""
    known = _known(unit, told)
    if known is None:
        return _made(unit, act, batch, told)
    desk = desk_wrote(unit, known)
    changed = changes(known, told, desk, act.at, act.by.id)
    after, item = structs.replace(known, **changed), None
    if not desk & _SENT:
        after, item = _home(unit, act, after, batch)
    if after == known:
        return Taken("unchanged")
    unit.put(after)
    record_change(unit, act, after, "dossier.list_told", before=known)
    fields = {*changed, "item"} if item else set(changed)
    renewed = renewal("dossier", known, after, fields, *_sealed(item))
    return Taken("updated", renewed=renewed, new_items=(item.id,) if item else ())


def _made(unit: Unit, act: Act, batch: str, told: ListedDossier) -> Taken:
    """A new dossier, or the one that was withdrawn: it keeps its id and reference, and so does its item."""
    withdrawn = next(iter(unit.find(Dossier, "withdrawn", told.external_code)), None)
    dossier = new_dossier(
        withdrawn.id if withdrawn else new_id(),
        withdrawn.no if withdrawn else next_no(unit, act),
        told,
        procedure=_procedure(unit, told),
        batch=batch,
        at=act.at,
        by=act.by.id,
    )
    dossier, item = _home(unit, act, dossier, batch, withdrawn.item if withdrawn else None)
    unit.put(dossier)
    record_change(unit, act, dossier, "dossier.imported")
    made = Made("dossier", dossier.id, seal(dossier), *_sealed(item))
    return Taken("created", made=made, new_items=(item.id,) if item else ())


def desk_wrote(view: View, dossier: Dossier) -> AbstractSet[str]:
    """The fields that our desk has written, which no list overwrites: all of one that was entered here."""
    if dossier.batch is None:
        return EVERYTHING
    acts = (change for change in story(view, dossier) if change.what not in ACTS)
    return {difference.field for change in acts for difference in change.differences}


def _known(view: View, told: ListedDossier) -> Dossier | None:
    return next(iter(view.find(Dossier, "external_code", told.external_code)), None)


def _procedure(view: View, told: ListedDossier) -> Procedure | None:
    """The version in force on the day of receipt, or the first of a procedure that the catalogue has only later."""
    found = versions(view, told.procedure_code) if told.procedure_code else []
    return on_day(found, told.received[:10]) or next(iter(found), None)


def _wanted(dossier: Dossier) -> bool:
    """Whether its result waits, is to leave the house, and has not been sent yet."""
    return dossier.state == "done" and dossier.channel_out != "desk" and dossier.item is None


def _leaves(view: View, dossier: Dossier) -> bool:
    road: Road = "post" if dossier.channel_out == "postal" else "round"
    return _wanted(dossier) and may_leave(_item(view, dossier, "", "", None), road).ok


def _about(view: View, dossier: Dossier) -> tuple[tuple[str, str, str], ...]:
    """A result that is wanted at home and may not leave: the desk sees to it in the dossier."""
    held = _wanted(dossier) and not _leaves(view, dossier)
    return (("stays_at_desk", dossier.procedure_name, ""),) if held else ()


def _item(view: View, dossier: Dossier, id_: str, arrived: str, due: str | None) -> Item:
    procedure = view.get(Procedure, dossier.procedure) if dossier.procedure else None
    return item_of(dossier, id_, procedure, None, arrived, due)


def _home(unit: Unit, act: Act, dossier: Dossier, batch: str, again: str | None = None) -> tuple[Dossier, Item | None]:
    """(the dossier, the item at the desk for its result if that is to leave the house and may).

    `again` is the id of the item that was withdrawn with it.
    """
    if not _leaves(unit, dossier):
        return dossier, None
    arrived = local_day(act.now)
    due = calendar(unit).add_working_days(date.fromisoformat(arrived), CARD_WORKING_DAYS).isoformat()
    item = structs.replace(_item(unit, dossier, again or new_id(), arrived, due), batch=batch)
    unit.put(item)
    return structs.replace(dossier, item=item.id), item


def _sealed(item: Item | None) -> tuple[str | None, str]:
    return (item.id, seal(item)) if item else (None, "")
