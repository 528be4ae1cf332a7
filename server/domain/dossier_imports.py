"""A dossier of a list against what the desk knows: what the list tells newer, never backwards over what the desk did.

The province's system is the truth for what nobody here has touched; where our desk acted, its word stays.
"""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from msgspec import structs

from server.domain.citizens import Party
from server.domain.dossiers import Dossier, DossierState, Refused, Result, Supplement
from server.domain.listed_dossiers import ListedDossier
from server.domain.procedures import Procedure
from server.domain.times import VIETNAM, stamp

_RANK: dict[DossierState, int] = {
    "received": 0,
    "processing": 1,
    "supplement": 1,
    "done": 2,
    "returned": 3,
    "rejected": 3,
    "stopped": 3,
}
CLOSING = "17:00"
"""The end of a day of office hours, for a due day without a time."""
EVERYTHING = frozenset(Dossier.__struct_fields__)
"""What our desk has written of a dossier that was entered here."""
FROM_LIST = "Theo danh sách của hệ thống một cửa tỉnh"


def moment(local: str, clock: str = "00:00") -> str:
    """The instant of a moment of the clock on the wall in Vietnam; '' for none. A day alone is meant at `clock`."""
    if not local:
        return ""
    return stamp(datetime.fromisoformat(local if "T" in local else f"{local}T{clock}").replace(tzinfo=VIETNAM))


def moves(ours: Dossier, told: DossierState | None, by_desk: bool) -> bool:
    """Whether the list's state is newer than ours.

    Forward only; back and forth among the open states only while our desk has not acted on it. What is on its way home
    is followed by its paper, not by a list.
    """
    if told is None or told == ours.state or ours.item is not None:
        return False
    if ours.state == "done":
        return told == "returned"
    ahead = _RANK[told] - _RANK[ours.state]
    return ahead > 0 or (ahead == 0 and not by_desk and _RANK[told] == 1)


def changes(ours: Dossier, told: ListedDossier, desk: AbstractSet[str], at: str, by: str) -> dict[str, Any]:
    """The fields of a known dossier that the list tells newer. `desk` are those that our desk has written.

    What a list leaves empty is never forgotten; what our desk wrote is only filled where it was left empty.
    """
    said = {
        "procedure_code": told.procedure_code,
        "procedure_name": told.procedure_name,
        "field": told.field,
        "received_at": moment(told.received) if told.received else "",
        "due_at": moment(told.due, CLOSING),
        "channel_in": told.channel_in or "",
        "channel_out": told.channel_out or "",
    }
    found: dict[str, Any] = {
        name: value
        for name, value in said.items()
        if value and value != getattr(ours, name) and (name not in desk or not getattr(ours, name))
    }
    applicant = _party(ours.applicant, told.applicant, "applicant" in desk)
    if applicant != ours.applicant:
        found["applicant"] = applicant
    if told.submitter and "submitter" not in desk and told.submitter != ours.submitter:
        found["submitter"] = told.submitter
    if moves(ours, told.state, "state" in desk):
        assert told.state is not None
        found |= _answered(ours, at) | state_fields(told, ours.result, at, by) | {"state": told.state}
    return found


def _party(ours: Party, told: Party, by_desk: bool) -> Party:
    """The applicant with what the list tells; a hamlet goes with its address."""
    said = {
        name: value
        for name in ("name", "birth", "sex", "number", "phone", "address")
        if (value := getattr(told, name)) and value != getattr(ours, name) and not (by_desk and getattr(ours, name))
    }
    if "address" in said or (told.hamlet and not ours.hamlet):
        said["hamlet"] = told.hamlet
    return structs.replace(ours, **said)


def _answered(ours: Dossier, at: str) -> dict[str, Any]:
    """A list that goes on from a supplement says that it was answered."""
    asked = ours.supplement
    open_ = ours.state == "supplement" and asked is not None and not asked.answered_at
    return {"supplement": structs.replace(asked, answered_at=at)} if open_ and asked else {}


def state_fields(told: ListedDossier, result: Result | None, at: str, by: str) -> dict[str, Any]:
    """What belongs to the list's state: the result, the one supplement, the refusal, the stop."""
    if told.state in ("done", "returned"):
        result = result or Result(title=told.procedure_name, at=moment(told.finished or told.returned) or at, by=by)
        if told.state == "returned":
            result = structs.replace(result, returned_at=moment(told.returned or told.finished) or at)
        return {"result": result}
    if told.state == "supplement":
        return {"supplement": Supplement(no="", at=at, by=by, missing=(), reason=FROM_LIST)}
    if told.state == "rejected":
        return {"rejection": Refused(no="", at=at, by=by, reason=FROM_LIST)}
    if told.state == "stopped":
        return {"stop": Refused(no="", at=at, by=by, reason=FROM_LIST)}
    return {}


def new_dossier(
    id_: str, no: str, told: ListedDossier, *, procedure: Procedure | None, batch: str, at: str, by: str
) -> Dossier:
    """The dossier that a row becomes. `procedure` is the catalogue's version, None for one that nobody knows."""
    state: DossierState = told.state or ("returned" if told.returned else "done" if told.finished else "received")
    return Dossier(
        id=id_,
        no=no,
        external_code=told.external_code,
        procedure=procedure.id if procedure else "",
        procedure_code=told.procedure_code,
        procedure_name=told.procedure_name,
        field=told.field or (procedure.field if procedure else ""),
        applicant=told.applicant,
        submitter=told.submitter,
        channel_in=told.channel_in or "direct",
        channel_out=told.channel_out or "desk",
        received_at=moment(told.received),
        received_by=by,
        legal_days=procedure.legal_days if procedure else 0,
        due_at=moment(told.due, CLOSING),
        state=state,
        batch=batch,
        **state_fields(structs.replace(told, state=state), None, at, by),
    )
