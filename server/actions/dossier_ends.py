"""Where a dossier ends without a result: not accepted (M03), withdrawn or stopped (M05); and the apology (M04)."""

from server.actions.desk import Act
from server.actions.dossier_steps import carry_out, reason_of
from server.actions.dossier_terms import closing
from server.actions.numbers import next_number
from server.domain.dossier_steps import apologised, rejected, stopped
from server.domain.dossiers import Apology, Dossier, Refused
from server.domain.problems import Refusal
from server.domain.times import VIETNAM
from server.store.port import Unit


def reject(unit: Unit, act: Act, dossier_id: str, reason: str) -> Dossier:
    """Do not accept it. Refuses needs_reason, wrong_state."""
    why = reason_of(reason)

    def move(before: Dossier) -> Dossier:
        return rejected(before, Refused(no=_number(unit, act, "rejection"), at=act.at, by=act.by.id, reason=why))

    return carry_out(unit, act, dossier_id, "reject", "dossier.rejected", move, why)


def stop(unit: Unit, act: Act, dossier_id: str, reason: str) -> Dossier:
    """Withdrawn by who handed it in, or stopped (NĐ 118/2025, Điều 21). Refuses needs_reason, wrong_state."""
    why = reason_of(reason)

    def move(before: Dossier) -> Dossier:
        return stopped(before, Refused(no=_number(unit, act, "stop_notice"), at=act.at, by=act.by.id, reason=why))

    return carry_out(unit, act, dossier_id, "stop", "dossier.stopped", move, why)


def apologise(unit: Unit, act: Act, dossier_id: str, reason: str, new_day: str) -> Dossier:
    """Say in time that it will be late, with the one new day, `yyyy-mm-dd`.

    Refuses apology_once, apology_late, wrong_state, needs_reason, invalid for a day that is none or too early.
    """
    why = reason_of(reason)
    try:
        new_due = closing(unit, new_day)
    except ValueError as error:
        raise Refusal("invalid", "new_due", "Hãy chọn một ngày làm việc.") from error

    def move(before: Dossier) -> Dossier:
        no = _number(unit, act, "apology_extension")
        made = Apology(no=no, at=act.at, by=act.by.id, reason=why, old_due=before.due_at, new_due=new_due)
        return apologised(before, made)

    return carry_out(unit, act, dossier_id, "apologise", "dossier.apologised", move, why)


def _number(unit: Unit, act: Act, form: str) -> str:
    """The paper's number; it is given back with everything else when the rule then refuses."""
    return next_number(unit, form, act.now.astimezone(VIETNAM).year)
