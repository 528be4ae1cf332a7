"""What papers about a dossier say of it, as they say it: Vietnamese in every language of the screen."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from server.actions.history import story
from server.actions.setup import commune
from server.domain.citizens import Party
from server.domain.dossier_due import standing
from server.domain.dossiers import Dossier, Ticked
from server.domain.numbers import in_two_figures
from server.domain.paper_dates import instant_day, instant_on_paper
from server.domain.people import Person
from server.domain.times import instant
from server.http.office.letterhead import Paper
from server.http.office.names import Names
from server.http.render import clock, day, translate
from server.store.port import View

_COPIES = {"original": "bản chính", "copy": "bản sao", "certified": "bản sao chứng thực", "shown": "xuất trình"}
_CHANNELS = {
    "home": "Tại nhà: {address}",
    "postal": "Qua dịch vụ bưu chính công ích: {address}",
    "desk": "{desk}",
}
_STEPS: Mapping[str, tuple[str, str]] = {
    "dossier.received": ("Người nộp hồ sơ", "{desk}"),
    "dossier.processing": ("{desk}", "Công chức chuyên môn"),
    "dossier.supplement_asked": ("Công chức chuyên môn", "{desk}"),
    "dossier.supplement_answered": ("{desk}", "Công chức chuyên môn"),
    "dossier.settled": ("Công chức chuyên môn", "{desk}"),
    "dossier.returned": ("{desk}", "Người nhận kết quả"),
    "dossier.sent": ("{desk}", "Người đi giao"),
}
"""What of a dossier's history passes it from one to another: (who gives, who takes)."""


_KEPT: Mapping[str, str] = {"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn"}


class Step(NamedTuple):
    """One line of the control slip."""

    giver: str
    receiver: str
    at: str
    kept: str
    note: str


def facts(view: View, dossier: Dossier, made: Paper, names: Names) -> dict[str, Any]:
    """What more than one of the papers says."""
    brought = dossier.submitter or dossier.applicant
    return {
        "dossier": dossier,
        "code": dossier.external_code or dossier.no,
        "applicant": placed(dossier.applicant, names),
        "brought": placed(brought, names),
        "principal": placed(dossier.applicant, names) if dossier.submitter else None,
        "asked": dossier.request or dossier.procedure_name,
        "handed_in": handed_in(dossier.components),
        "received": instant_on_paper(dossier.received_at),
        "received_by": names.person(dossier.received_by),
        "received_day": instant_day(dossier.received_at).capitalize(),
        "due": instant_on_paper(dossier.due_at),
    }


def placed(party: Party, names: Names) -> Party:
    """A party whose address says the hamlet where nothing more is known."""
    return Party(**{**_fields(party), "address": party.address or names.hamlet(party.hamlet)})


def _fields(party: Party) -> dict[str, Any]:
    return {name: getattr(party, name) for name in party.__struct_fields__}


def handed_in(components: tuple[Ticked, ...]) -> list[tuple[str, str, int]]:
    """(paper, how, how many) of what was handed in."""
    return [
        (one.component.name + (f" ({one.note})" if one.note else ""), _COPIES[one.component.copy], one.component.count)
        for one in components
        if one.there
    ]


def receipt(dossier: Dossier, made: Paper, names: Names) -> dict[str, Any]:
    """What the receipt with its appointment says more."""
    days = f"{in_two_figures(dossier.legal_days)} ngày làm việc" if dossier.legal_days else "Trong ngày"
    address = placed(dossier.applicant, names).address
    return {
        "sets": f"{in_two_figures(dossier.sets)} bộ",
        "legal_time": days,
        "result_at": _CHANNELS[dossier.channel_out].format(desk=made.desk, address=address or "……"),
        "book": " ".join(part for part in (dossier.field, dossier.day[:4]) if part),
    }


def contact(view: View, person: str) -> dict[str, str]:
    """Whom to ask: the official with their telephone, or else the commune's."""
    found, here = view.get(Person, person), commune(view)
    phone = (found.phone if found else "") or (here.phone if here else "")
    return {"contact": found.name if found else "", "contact_phone": phone}


def result(dossier: Dossier, names: Names) -> dict[str, Any]:
    """What the receipt of a result says more; empty lines where nothing is known yet."""
    made = dossier.result
    returned = made.returned_at if made else ""
    to_subject = bool(made and made.relation == "subject")
    return {
        "result": made,
        "result_words": made.title if made else "",
        "gave": names.person(dossier.result.by) if returned and dossier.result else "",
        "relation": translate("vi", f"office.relation.{made.relation}") if made and made.relation else "",
        "receiver_phone": dossier.applicant.phone if to_subject else "",
        "returned": instant_on_paper(returned),
    }


def steps(view: View, dossier: Dossier, made: Paper) -> list[Step]:
    """Through whose hands the dossier went so far, as its history has it; signatures stay to be written."""
    found = []
    for change in story(view, dossier):
        if change.what in _STEPS:
            giver, receiver = (who.format(desk=made.desk) for who in _STEPS[change.what])
            kept = _kept(dossier, change.at) if change.what == "dossier.settled" else ""
            found.append(Step(giver, receiver, f"{clock(change.at)} {day(change.at)}", kept, ""))
    return found


def _kept(dossier: Dossier, at: str) -> str:
    """Whether the result was there before, on or after its date."""
    return _KEPT.get(standing(dossier, instant(at), date.max), "")
