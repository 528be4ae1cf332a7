"""From what the desk took down to a dossier: checked, with the people known, its date and its lane."""

from msgspec import structs

from server.actions.citizens import remember
from server.actions.desk import Act
from server.actions.dossier_terms import terms
from server.domain.dossiers import Dossier
from server.domain.intake import MAX_SETS, Intake, read_code
from server.domain.names import tidy
from server.domain.party_check import checked
from server.domain.problems import Refusal
from server.domain.procedures import Procedure, on_day
from server.domain.times import VIETNAM, instant, stamp
from server.store.port import Unit, View


def procedure_on(view: View, code: str, day: str) -> Procedure:
    """The version of a procedure in force on a day, `yyyy-mm-dd`. Refuses no_procedure."""
    found = on_day(view.find(Procedure, "code", code), day)
    if found is None:
        raise Refusal("no_procedure", "procedure")
    return found


def taken_down(unit: Unit, act: Act, dossier: Dossier, intake: Intake, procedure: Procedure | None) -> Dossier:
    """The dossier with all that was taken down, and its people among the citizens. Refuses with the field at fault."""
    today = act.now.astimezone(VIETNAM).date()
    if not 1 <= intake.sets <= MAX_SETS:
        raise Refusal("invalid", "sets", f"Số bộ từ 1 đến {MAX_SETS}.")
    if procedure and procedure.delivery_class == "D2" and intake.channel_out != "desk":
        raise Refusal("class_forbids", "channel_out", "Kết quả này phải đến nhận trực tiếp.")
    applicant = checked(intake.applicant, "applicant_", today)
    submitter = checked(intake.submitter, "submitter_", today) if intake.submitter else None
    authorisation = tidy(intake.authorisation) if submitter else ""
    if submitter and not authorisation:
        raise Refusal("invalid", "authorisation", "Người khác nộp thay thì ghi giấy ủy quyền hoặc quan hệ.")
    return structs.replace(
        dossier,
        external_code=_code(unit, intake.external_code, dossier.id),
        applicant=remember(unit, act, applicant),
        submitter=remember(unit, act, submitter) if submitter else None,
        authorisation=authorisation,
        request=tidy(intake.request) or (procedure.name if procedure else ""),
        components=intake.components,
        sets=intake.sets,
        channel_in=intake.channel_in,
        channel_out=intake.channel_out,
        register_signed=tidy(intake.register_signed),
        note=tidy(intake.note),
    )


def promised(view: View, dossier: Dossier, procedure: Procedure) -> Dossier:
    """The dossier under a version of its procedure; its date and lane once and for all when it is paused or delayed."""
    named = structs.replace(
        dossier,
        procedure=procedure.id,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        field=procedure.field,
    )
    if not dossier.received_at or dossier.supplement or dossier.apology or dossier.result:
        return named
    promise = terms(view, procedure, instant(dossier.received_at), dossier.components)
    return structs.replace(
        named,
        legal_days=procedure.legal_days,
        due_at=stamp(promise.due.at),
        lane="same_day" if promise.same_day else "normal",
        lane_reasons=promise.reasons,
    )


def _code(view: View, text: str, dossier_id: str) -> str:
    """The province's code, which no other dossier may have (domain §2.3). Refuses code_taken."""
    code = read_code(text)
    taken = [one for one in view.find(Dossier, "external_code", code) if one.id != dossier_id] if code else []
    if taken:
        raise Refusal("code_taken", "external_code", f"Mã này đã có ở hồ sơ {taken[0].no}, {taken[0].applicant.name}.")
    return code
