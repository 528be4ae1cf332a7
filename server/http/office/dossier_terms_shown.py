"""What the entry screen says while one types: the date, the lane and why, what is missing, what is doubtful."""

from dataclasses import dataclass
from datetime import datetime

from server.actions.citizens import same_person
from server.actions.dossier_terms import Terms, terms
from server.domain.citizens import Party
from server.domain.dossiers import OPEN_STATES, Dossier
from server.domain.intake import Intake, is_usual_code, missing, read_code
from server.domain.names import folded
from server.domain.party_check import read_birth
from server.domain.personal_numbers import doubts, read_number
from server.domain.procedures import Procedure
from server.store.port import View

MOST_TWINS = 3


@dataclass(frozen=True)
class Shown:
    """`remarks` are word keys of what the clerk should look at; nothing of it stops the receipt."""

    procedure: Procedure | None
    terms: Terms | None
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    twins: tuple[Dossier, ...]


def shown(view: View, intake: Intake, procedure: Procedure | None, received: datetime, itself: str = "") -> Shown:
    """What follows from what was typed so far, for a receipt then. `itself` is the dossier that is being put right."""
    promise = terms(view, procedure, received, intake.components) if procedure else None
    code = read_code(intake.external_code)
    remarks = [f"office.dossier.remark.{doubt}" for doubt in _doubts(intake.applicant)]
    if code and not is_usual_code(code):
        remarks.append("office.dossier.remark.unusual_code")
    if procedure and procedure.delivery_class == "D1" and intake.channel_out != "desk" and not intake.register_signed:
        remarks.append("office.dossier.remark.register")
    twins = _twins(view, intake, procedure, itself) if procedure else ()
    return Shown(procedure, promise, missing(intake.components), tuple(remarks), twins)


def _doubts(party: Party) -> tuple[str, ...]:
    birth = read_birth(party.birth)
    return () if party.organisation else doubts(read_number(party.number), birth or "", party.sex)


def _twins(view: View, intake: Intake, procedure: Procedure, itself: str) -> tuple[Dossier, ...]:
    """Open dossiers of the same person for the same procedure: is this one perhaps there already?"""
    name, birth = folded(intake.applicant.name), read_birth(intake.applicant.birth) or ""
    if not name:
        return ()
    known = same_person(view, intake.applicant)
    found = [
        one
        for state in OPEN_STATES
        for one in view.find(Dossier, "state", state)
        if one.procedure_code == procedure.code
        and one.id != itself
        and ((known and one.applicant.citizen == known.id) or _alike(one.applicant, name, birth))
    ]
    return tuple(found[:MOST_TWINS])


def _alike(party: Party, name: str, birth: str) -> bool:
    return folded(party.name) == name and (not birth or not party.birth or party.birth[:4] == birth[:4])
