"""Into a dossier in one step: the dossier's own entry screen, filled from what was written (R16: only for the desk)."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.catalogue import procedure_on
from server.actions.desk import Act
from server.actions.dossiers import receive
from server.actions.filled_forms import became_dossier, form_of
from server.domain.citizens import Party, Sex
from server.domain.dossiers import Dossier
from server.domain.filled_forms import FilledForm
from server.domain.form_people import declarant_block
from server.domain.form_values import value_at
from server.domain.forms import Form
from server.domain.intake import Intake
from server.domain.names import folded
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.http.desk import act, form, view, write
from server.http.office.desk_queue import form_behind
from server.http.office.dossier_entry import entry_page
from server.http.office.dossier_form import intake_of
from server.http.office.page import Typed, today, typed
from server.http.office.party_form import with_party
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit

_SEXES: dict[object, Sex] = {"male": "male", "female": "female"}
OWN_WORDS = 2
"""A paper that begins with as many words of the form's title is the form itself: 'Tờ khai …', 'Đơn đề nghị …'."""


def applicant(form_: Form | None, filled: FilledForm) -> Party:
    """The declarant as an applicant: what the form says of them stands where the desk does not know it yet."""
    prefix = declarant_block(form_) if form_ else None
    who = filled.declarant
    if prefix is None:
        return who
    said = ("id", "id_number", "gender", "residence", "phone")
    at = {name: value_at(filled.values, f"{prefix}{name}") for name in said}
    number = at["id"].get("number") if isinstance(at["id"], dict) else at["id_number"]
    address = at["residence"].get("detail") if isinstance(at["residence"], dict) else at["residence"]
    return Party(
        who.name,
        birth=who.birth,
        sex=who.sex or _SEXES.get(at["gender"], ""),
        number=who.number or _text(number),
        address=who.address or _text(address),
        hamlet=who.hamlet,
        phone=who.phone or _text(at["phone"]),
        phone_owner=who.phone_owner,
        citizen=who.citizen,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def prefilled(form_: Form | None, filled: FilledForm, procedure: Procedure | None) -> Typed:
    """The entry form as it begins; of its papers only the form itself is ticked, the clerk ticks what was brought."""
    code = procedure.code if procedure else ""
    given = with_party(Typed(procedure=code, note=""), "applicant_", applicant(form_, filled))
    title = " ".join(folded(filled.title).split()[:OWN_WORDS])
    papers = procedure.components if procedure else ()
    own = next((place for place, one in enumerate(papers) if folded(one.name).startswith(title)), None)
    if own is not None:
        given.update({"components_of": code, f"there_{own}": "1"})
    return given


def _shown(request: Request, filled: FilledForm, given: Typed, refusal: Refusal | None = None) -> Response:
    return entry_page(request, given, refusal=refusal, taken_from=filled)


async def show_dossier(request: Request) -> Response:
    """The entry form, filled. Refuses form_closed for what is a dossier already or was withdrawn."""
    with view(request) as seen:
        filled = form_of(seen, request.path_params["id"])
        form_ = form_behind(request, filled)
        # What the scribe left open is settled here: the form's first procedure, seen and changed by the clerk.
        code = filled.procedure or next(iter(form_.procedures if form_ else ()), "")
        procedure = procedure_on(seen, code, today(request)) if code else None
    if not filled.is_open:
        raise Refusal("form_closed")
    return _shown(request, filled, prefilled(form_, filled, procedure))


def take_in(unit: Unit, by: Act, id_: str, intake: Intake) -> Dossier:
    """The dossier, and the form tied to it, in one act. Refuses what receiving does, and form_closed."""
    filled = form_of(unit, id_)
    if not filled.is_open and not filled.dossier:
        raise Refusal("form_closed")
    known = unit.get(Dossier, filled.dossier) if filled.dossier else None
    if known is not None and known.id != by.event_id:
        raise Refusal("form_closed")
    made = receive(unit, by, intake)
    became_dossier(unit, by, id_, made.id)
    return made


async def do_dossier(request: Request) -> Response:
    """Take it in; on refusal all that was typed stays."""
    data = await form(request)
    given, id_ = typed(data), request.path_params["id"]
    with view(request) as seen:
        filled = form_of(seen, id_)
        procedure = procedure_on(seen, given["procedure"], today(request)) if given["procedure"] else None
        intake = intake_of(given, procedure)
    try:
        made = await write(request, lambda unit: take_in(unit, act(request, data), id_, intake))
    except Refusal as refusal:
        return _shown(request, filled, given, refusal)
    return redirect(request, f"/office/dossiers/{made.id}")


routes = [
    guarded("/office/desk/{id}/dossier", show_dossier, "dossiers.write"),
    guarded("/office/desk/{id}/dossier", do_dossier, "dossiers.write", ["POST"]),
]
