"""The papers of a dossier, each as a page to print; who opened which is noted in the dossier's history."""

from collections.abc import Callable
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.survey import Paper as Survey
from server.domain.dossiers import Dossier
from server.domain.paper_dates import day_on_paper, instant_day, instant_on_paper
from server.domain.problems import Refusal
from server.domain.times import VIETNAM, stamp
from server.http.desk import view
from server.http.office.letterhead import Paper, letterhead, paper, qr_of
from server.http.office.names import Names
from server.http.office.page import page
from server.http.office.print_facts import contact, facts, receipt, result, steps
from server.http.office.print_note import note_print
from server.http.office.survey_print import survey_prints
from server.http.security import Handler, guarded
from server.store.port import View

Said = dict[str, Any]


class Sheet(NamedTuple):
    """What one paper is made from: its number and when it was made, and what it says more; None: not to be had."""

    no: str
    at: str
    more: Said


Maker = Callable[[View, Dossier, Paper, Names], Sheet | None]


def _receipt(seen: View, dossier: Dossier, made: Paper, names: Names) -> Sheet | None:
    return Sheet(dossier.no, dossier.received_at, receipt(dossier, made, names)) if dossier.received_at else None


def _supplement(seen: View, dossier: Dossier, made: Paper, names: Names) -> Sheet | None:
    wanted = dossier.supplement
    return Sheet(wanted.no, wanted.at, contact(seen, wanted.by)) if wanted else None


def _rejection(seen: View, dossier: Dossier, made: Paper, names: Names) -> Sheet | None:
    why = dossier.rejection
    return Sheet(why.no, why.at, {"made_by": names.person(why.by)}) if why else None


def _apology(seen: View, dossier: Dossier, made: Paper, names: Names) -> Sheet | None:
    said = dossier.apology
    if said is None:
        return None
    return Sheet(
        said.no,
        said.at,
        {"old_due": instant_on_paper(said.old_due), "new_due": instant_on_paper(said.new_due)},
    )


def _stop(seen: View, dossier: Dossier, made: Paper, names: Names) -> Sheet | None:
    why = dossier.stop
    return Sheet(why.no, why.at, {}) if why else None


def _control(seen: View, dossier: Dossier, made: Paper, names: Names) -> Sheet | None:
    return Sheet(dossier.no, dossier.received_at, {"steps": steps(seen, dossier, made)})


def _delivery(seen: View, dossier: Dossier, made: Paper, names: Names) -> Sheet | None:
    return Sheet("", dossier.result.returned_at, result(dossier, names)) if dossier.result else None


MAKERS: dict[str, Maker] = {
    "receipt_appointment": _receipt,
    "supplement_request": _supplement,
    "rejection": _rejection,
    "apology_extension": _apology,
    "stop_notice": _stop,
    "control_slip": _control,
    "delivery_receipt": _delivery,
}
"""Semantic id of a form (domain §2.2) → what it is made from."""


def _handler(form: str) -> Handler:
    async def show(request: Request) -> Response:
        shown = _shown(request, form)
        await note_print(request, form.replace("_", "-"), [shown["dossier"].id])
        if form == "delivery_receipt":
            about: Dossier = shown["dossier"]
            (shown["survey"],) = await survey_prints(
                request, [Survey(f"dossier:{about.id}", about.applicant.hamlet or "", "desk")]
            )
        large = form == "supplement_request" and "large" in request.query_params
        return page(request, f"print/{'supplement_large' if large else form}.html", **shown)

    show.__doc__ = f"The paper {form}."
    return show


def _shown(request: Request, form: str) -> Said:
    """Everything that the paper's template takes. Refuses not_found for a paper that this dossier does not have."""
    today = stamp(request.app.state.clock())
    with view(request) as seen:
        dossier = seen.get(Dossier, request.path_params["id"])
        if dossier is None or dossier.withdrawn_at:
            raise Refusal("not_found")
        names, made = Names(seen), paper(seen, form, dossier.day or today[:10])
        sheet = MAKERS[form](seen, dossier, made, names)
        if sheet is None:
            raise Refusal("not_found")
        return {
            "back": f"/office/dossiers/{dossier.id}",
            "qr": qr_of(request, dossier.id),
            "number": made.number(sheet.no) if made.form.sign else "",
            "dated": instant_day(sheet.at) or day_on_paper(request.app.state.clock().astimezone(VIETNAM).date()),
            **letterhead(seen, made),
            **facts(seen, dossier, made, names),
            **sheet.more,
        }


routes = [
    guarded(f"/office/dossiers/{{id}}/print/{form.replace('_', '-')}", _handler(form), "dossiers.read")
    for form in MAKERS
]
