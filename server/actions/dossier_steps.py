"""One step of a dossier: found, moved by the pure rule, kept with its history and with what takes it back."""

from collections.abc import Callable

from server.actions.desk import Act
from server.actions.dossier_undo import remember_step
from server.actions.history import done_before, record_change
from server.domain.dossier_steps import DossierAct
from server.domain.dossiers import Dossier
from server.domain.problems import Refusal
from server.store.port import Unit, View

MAX_REASON = 1000


def dossier_of(view: View, id_: str) -> Dossier:
    """The dossier. Refuses not_found."""
    dossier = view.get(Dossier, id_)
    if dossier is None or dossier.withdrawn_at:
        raise Refusal("not_found")
    return dossier


def carry_out(
    unit: Unit,
    act: Act,
    dossier_id: str,
    what: DossierAct,
    change: str,
    move: Callable[[Dossier], Dossier],
    note: str = "",
) -> Dossier:
    """Move a dossier one step on; the same act again moves nothing. `move` refuses what may not be."""
    before = dossier_of(unit, dossier_id)
    if done_before(unit, act, before):
        return before
    return done(unit, act, before, move(before), what, change, note)


def done(
    unit: Unit, act: Act, before: Dossier, after: Dossier, what: DossierAct, change: str, note: str = ""
) -> Dossier:
    """Keep a step that was made: the dossier, how it was before, and the line of its history."""
    unit.put(after)
    remember_step(unit, act, before, what)
    record_change(unit, act, after, change, note, before=before)
    return after


def reason_of(text: str) -> str:
    """A reason in the clerk's words. Refuses needs_reason."""
    reason = " ".join(text.split())[:MAX_REASON]
    if not reason:
        raise Refusal("needs_reason", "reason")
    return reason
