"""The demonstration's report of the 48 days: its registers, the forms that became dossiers, and a draft."""

from datetime import datetime

from msgspec import structs

from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.desk_figures import entries_between
from server.actions.history import record_change
from server.actions.reports import draft, set_head
from server.domain.demo_notices import SIGNER
from server.domain.demo_plan import LAST_DAY, LAUNCH
from server.domain.demo_reports import COMMITTEE, DOCUMENTS, TRAINING
from server.domain.dossiers import Dossier
from server.domain.report_period import period
from server.domain.reports import Report
from server.store.port import Unit


def report_of_2020(unit: Unit, staff: Staff, now: datetime) -> Report:
    """The registers, and the draft as it would be read on the last day; its number is left to the records clerk."""
    act = Act(staff.admin, now, new_id())
    for record in (*DOCUMENTS, TRAINING, *COMMITTEE):
        unit.put(record)
        record_change(unit, act, record, f"{record.kind}.added")
    _written_for_dossiers(unit)
    made = draft(unit, Act(staff.clerk, now, new_id()), period(LAUNCH, LAST_DAY))
    return set_head(
        unit,
        Act(staff.clerk, now, new_id()),
        made.id,
        title=made.title,
        number="",
        place="",
        day=LAST_DAY.isoformat(),
        capacity="KT.",
        position="Phó Chủ tịch",
        signer=SIGNER,
        recipients=made.recipients,
    )


def _written_for_dossiers(unit: Unit) -> None:
    """Of one day and one procedure, a form written at the desk is that of a dossier settled there (R74)."""
    for entry in entries_between(unit, LAUNCH, LAST_DAY):
        taken = {one.dossier for one in entries_between(unit, LAUNCH, LAST_DAY)}
        same = (
            one
            for one in unit.find(Dossier, "day", entry.day)
            if one.procedure_code == entry.procedure.code and one.id not in taken
        )
        if (found := next(same, None)) is not None:
            who = found.applicant
            unit.put(structs.replace(entry, dossier=found.id, declarant=who.name, hamlet=who.hamlet))
