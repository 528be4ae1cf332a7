"""Dossiers at the desk: received, corrected, passed on. What comes after stands in the files beside this one."""

from server.actions.desk import Act
from server.actions.dossier_intake import procedure_on, promised, taken_down
from server.actions.dossier_numbers import next_no
from server.actions.dossier_steps import carry_out, done, dossier_of
from server.actions.feeds import publish_item
from server.actions.history import done_before, record_change
from server.domain.access import may
from server.domain.dossier_items import renamed
from server.domain.dossier_steps import taken_up, why_not
from server.domain.dossiers import Dossier
from server.domain.intake import Intake
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.domain.times import local_day
from server.store.port import Unit


def receive(unit: Unit, act: Act, intake: Intake) -> Dossier:
    """Take a dossier in. The same act again gives the same dossier.

    Refuses forbidden (only the desk accepts, R16), no_procedure, code_taken, class_forbids, invalid with the field:
    `applicant_name`, `submitter_phone`, `authorisation`, `sets`…
    """
    if (existing := unit.get(Dossier, act.event_id)) is not None:
        return existing
    if not may(act.by.role, "dossiers.write"):
        raise Refusal("forbidden")
    day = local_day(act.now)
    dossier = Dossier(
        id=act.event_id,
        no=next_no(unit, act),
        procedure_name="",
        applicant=intake.applicant,
        received_at=act.at,
        received_by=act.by.id,
    )
    procedure = procedure_on(unit, intake.procedure, day)
    dossier = promised(unit, taken_down(unit, act, dossier, intake, procedure), procedure)
    unit.put(dossier)
    record_change(unit, act, dossier, "dossier.received", intake.note)
    return dossier


def correct(unit: Unit, act: Act, dossier_id: str, intake: Intake, reason: str = "") -> Dossier:
    """Put right what was taken down wrongly; what differs stands in the history. Refuses as `receive` does.

    Another procedure or other papers change the due date and the lane only before the dossier was paused or delayed.
    """
    before = dossier_of(unit, dossier_id)
    if done_before(unit, act, before):
        return before
    if code := why_not(before, "correct", act.at):
        raise Refusal(code)
    same = intake.procedure == before.procedure_code
    procedure = unit.get(Procedure, before.procedure) if same else procedure_on(unit, intake.procedure, before.day)
    dossier = taken_down(unit, act, before, intake, procedure)
    if procedure and not (same and dossier.components == before.components):
        dossier = promised(unit, dossier, procedure)
    if dossier == before:
        return before
    item = unit.get(Item, before.item) if before.item else None
    if item is not None and (right := renamed(item, dossier)) != item:
        unit.put(right)
        publish_item(unit, right)
    return done(unit, act, before, dossier, "correct", "dossier.corrected", reason)


def process(unit: Unit, act: Act, dossier_id: str) -> Dossier:
    """Pass it to who settles it. Refuses wrong_state."""
    return carry_out(unit, act, dossier_id, "process", "dossier.processing", lambda before: taken_up(before, act.at))
