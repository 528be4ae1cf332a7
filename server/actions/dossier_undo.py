"""Taking back the last step of a dossier: who clicked wrong has ten minutes, unless a form was printed meanwhile."""

from datetime import timedelta
from typing import ClassVar

from server.actions.desk import Act
from server.actions.history import done_before, record_change, story
from server.actions.numbers import give_back
from server.domain.dossier_steps import DossierAct
from server.domain.dossiers import Dossier
from server.domain.problems import Refusal
from server.domain.records import Record
from server.domain.times import VIETNAM, instant
from server.store.port import Unit, View

UNDO_LASTS = timedelta(minutes=10)
PRINTED = "dossier.printed"
_NUMBERED = {
    "supplement": "supplement_request",
    "rejection": "rejection",
    "apology": "apology_extension",
    "stop": "stop_notice",
}
"""The parts of a dossier that are papers with a number, and their forms (domain §2.2)."""


class DossierStep(Record, frozen=True, kw_only=True):
    """The last step of a dossier, whose id it has: the dossier as it was `before`, who acted and when.

    `rev` is that of the dossier after the step: as soon as anything else has changed it, the step stands.
    """

    kind: ClassVar[str] = "dossier_step"
    before: Dossier
    what: DossierAct
    by: str
    at: str
    rev: int


def remember_step(unit: Unit, act: Act, before: Dossier, what: DossierAct) -> None:
    """Keep how the dossier was, once it is put as it is now, in place of what was kept of the step before."""
    stored = unit.stored(Dossier, before.id)
    rev = stored.rev if stored else 0
    unit.put(DossierStep(id=before.id, before=before, what=what, by=act.by.id, at=act.at, rev=rev))


def undoable(view: View, act: Act, dossier: Dossier) -> DossierStep | None:
    """The step that whoever acts may take back now; None if there is none, or no longer, or it was another's.

    A dossier with an item is past it: its paper has events of its own.
    """
    step, stored = view.get(DossierStep, dossier.id), view.stored(Dossier, dossier.id)
    if (
        dossier.item is not None
        or step is None
        or stored is None
        or stored.rev != step.rev
        or step.by != act.by.id
        or act.now - instant(step.at) > UNDO_LASTS
    ):
        return None
    printed = any(change.what == PRINTED and change.at >= step.at for change in story(view, dossier))
    return None if printed else step


def undo(unit: Unit, act: Act, dossier_id: str) -> Dossier:
    """The dossier as it was before the last step. Refuses too_late, not_found."""
    now = unit.get(Dossier, dossier_id)
    if now is None:
        raise Refusal("not_found")
    if done_before(unit, act, now):
        return now
    step = undoable(unit, act, now)
    if step is None:
        raise Refusal("too_late")
    unit.put(step.before)
    unit.remove(DossierStep, dossier_id)
    _give_back_numbers(unit, step.before, now)
    record_change(unit, act, step.before, "dossier.undone", step.what, before=now)
    return step.before


def _give_back_numbers(unit: Unit, before: Dossier, now: Dossier) -> None:
    """The number of a paper that the step had made, and that nobody has printed, is given to the next one."""
    for part, form in _NUMBERED.items():
        made = getattr(now, part)
        if made is not None and made.no and getattr(before, part) is None:
            give_back(unit, form, instant(made.at).astimezone(VIETNAM).year, made.no)


def printed(unit: Unit, act: Act, dossier_id: str, form: str) -> None:
    """Note that a form about the dossier was printed: what it says cannot be undone any more."""
    dossier = unit.get(Dossier, dossier_id)
    if dossier is not None and not done_before(unit, act, dossier):
        record_change(unit, act, dossier, PRINTED, form)
