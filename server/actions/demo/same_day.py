"""The demonstration's 84 same-day dossiers, taken in, settled and handed over by the desk's own acts."""

from collections.abc import Sequence
from datetime import timedelta

from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.dossier_results import give_at_desk, settle
from server.actions.dossiers import receive
from server.domain.demo_entries import same_day_plan
from server.domain.demo_names import Inventor
from server.domain.dossiers import Ticked
from server.domain.intake import Intake
from server.domain.procedures import Procedure, on_day
from server.domain.times import local_day
from server.store.port import Unit


def settle_same_day(unit: Unit, staff: Staff, inventor: Inventor, catalogue: Sequence[Procedure]) -> None:
    """All service days. The catalogue must hold the procedures of `demo_plan.SAME_DAY` on them."""
    for planned in same_day_plan(inventor, list(staff.hamlets.values())):
        code = planned.procedure.code
        version = on_day((one for one in catalogue if one.code == code), local_day(planned.received))
        papers = tuple(Ticked(one, there=one.required) for one in version.components) if version else ()
        intake = Intake(procedure=code, applicant=planned.applicant, components=papers)
        dossier = receive(unit, Act(staff.clerk, planned.received, new_id()), intake)
        settle(unit, Act(staff.clerk, planned.settled, new_id()), dossier.id, planned.procedure.name)
        given = planned.settled + timedelta(minutes=2)
        give_at_desk(unit, Act(staff.clerk, given, new_id()), dossier.id)
