"""A dossier of a list: what it would do, and doing it; a result to take home becomes an item at the desk."""

from collections.abc import Set as AbstractSet

from msgspec import structs

from server.actions.desk import Act, new_id
from server.actions.history import record_change, story
from server.actions.import_results import bring_home
from server.domain.batches import Made, renewal, seal
from server.domain.dossier_imports import EVERYTHING, changes, new_dossier
from server.domain.dossiers import Dossier, DossierState
from server.domain.imports import Judged, Taken
from server.domain.listed_dossiers import ListedDossier
from server.domain.procedures import Procedure, on_day
from server.domain.times import VIETNAM
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


def judge_dossier(view: View, told: ListedDossier) -> Judged:
    """What a row would do now."""
    known = _known(view, told)
    if known is None:
        return Judged("created")
    changed = changes(known, told, desk_wrote(view, known), "", "")
    home = () if _has_way(structs.replace(known, **changed)) else ("item",)
    differs = told.state and told.state != known.state and "state" not in changed
    warnings = (("desk_ahead", _WORDS[told.state or "received"], _WORDS[known.state]),) if differs else ()
    return Judged("updated" if changed or home else "unchanged", known.id, (*changed, *home), warnings)


def take_dossier(unit: Unit, act: Act, batch: str, told: ListedDossier) -> Taken:
    """Take a row in: a new dossier, or what the list tells newer of a known one. `act` is the batch's."""
    known = _known(unit, told)
    if known is None:
        return _made(unit, act, batch, told)
    changed = changes(known, told, desk_wrote(unit, known), act.at, act.by.id)
    after = structs.replace(known, **changed)
    after, item = bring_home(unit, act, after, batch)
    if after == known:
        return Taken("unchanged")
    unit.put(after)
    record_change(unit, act, after, "dossier.list_told", before=known)
    fields = {*changed, "item"} if item else set(changed)
    return Taken("updated", renewed=renewal("dossier", known, after, fields, item), new_items=(item,) if item else ())


def desk_wrote(view: View, dossier: Dossier) -> AbstractSet[str]:
    """The fields that our desk has written, which no list overwrites: all of one that was entered here."""
    if dossier.batch is None:
        return EVERYTHING
    acts = (change for change in story(view, dossier) if change.what not in ACTS)
    return {difference.field for change in acts for difference in change.differences}


def _known(view: View, told: ListedDossier) -> Dossier | None:
    return next(iter(view.find(Dossier, "external_code", told.external_code)), None)


def _has_way(dossier: Dossier) -> bool:
    """Whether its result needs no item any more: it has one, or it is not to be taken home."""
    return dossier.item is not None or dossier.state != "done" or dossier.channel_out == "desk"


def _made(unit: Unit, act: Act, batch: str, told: ListedDossier) -> Taken:
    day = told.received[:10]
    procedure = on_day(unit.find(Procedure, "code", told.procedure_code), day) if told.procedure_code else None
    withdrawn = next(iter(unit.find(Dossier, "withdrawn", told.external_code)), None)
    dossier = new_dossier(
        withdrawn.id if withdrawn else new_id(),
        withdrawn.no if withdrawn else next_no(unit, act),
        told,
        procedure=procedure.id if procedure else "",
        legal_days=procedure.legal_days if procedure else 0,
        batch=batch,
        at=act.at,
        by=act.by.id,
    )
    dossier, item = bring_home(unit, act, dossier, batch, withdrawn.item if withdrawn else None)
    unit.put(dossier)
    record_change(unit, act, dossier, "dossier.imported")
    made = Made("dossier", dossier.id, seal(dossier), item)
    return Taken("created", made=made, new_items=(item,) if item else ())


def next_no(view: View, act: Act) -> str:
    """The own reference that the next dossier of the day gets: `TN-261124-007`."""
    day = act.now.astimezone(VIETNAM).strftime("%y%m%d")

    def taken(number: int) -> bool:
        return view.count(Dossier, "no", f"TN-{day}-{number:03}") > 0

    high = 1
    while taken(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if taken(middle) else (low, middle)
    return f"TN-{day}-{high:03}"
