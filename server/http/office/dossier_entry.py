"""Taking a dossier in on one screen, and putting one right on the same screen."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.catalogue import catalogue, procedure_on
from server.actions.dossier_steps import dossier_of
from server.actions.dossiers import correct, receive
from server.domain.addresses import hamlet_names, hamlet_of
from server.domain.citizens import Citizen, Party, renewed
from server.domain.dossiers import Dossier
from server.domain.identity_card import IdentityCard, read_identity_card
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.domain.times import instant
from server.http.desk import act, form, view, write
from server.http.office.dossier_form import (
    COPIES,
    WAYS_IN,
    WAYS_OUT,
    components_of,
    fields_at_fault,
    has_submitter,
    intake_of,
    typed_from,
)
from server.http.office.dossier_terms_shown import shown
from server.http.office.dossier_words import appointment, explain
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today, typed
from server.http.office.party_form import SEXES, party_of, with_party
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View

ROLES = ("applicant_", "submitter_")


def entry_page(request: Request, given: Typed, dossier: Dossier | None = None, **more: Any) -> Response:
    """The form with what was typed; `dossier` when one is put right. The raw code of a card is never in it."""
    word = say(request)
    received = instant(dossier.received_at) if dossier and dossier.received_at else request.app.state.clock()
    with view(request) as seen:
        day = dossier.day or today(request) if dossier else today(request)
        procedure = _procedure(seen, given, dossier, day)
        procedures = catalogue(seen, day)
        intake = intake_of(given, procedure)
        context: dict[str, Any] = {
            "shown": shown(seen, intake, procedure, received, dossier.id if dossier else ""),
            "hamlets": Names(seen).hamlets,
        }
    return page(
        request,
        "office/dossier_entry.html",
        typed=Typed({**given, "scan": ""}),
        dossier=dossier,
        procedures=procedures,
        fields=sorted({one.field for one in procedures}),
        components=components_of(given, procedure),
        listed=len(procedure.components) if procedure else 0,
        has_submitter=has_submitter(given) or given["submitter_open"] == "1",
        copies=COPIES,
        sexes=SEXES,
        ways_in=WAYS_IN,
        ways_out=WAYS_OUT,
        fields_at_fault=fields_at_fault(),
        appointment=lambda at: appointment(at, word),
        explain=lambda due: explain(due, word),
        **{"card": None, "taken_from": None, **context, **more},
    )


def _procedure(seen: View, given: Typed, dossier: Dossier | None, day: str) -> Procedure | None:
    if dossier and given["procedure"] == dossier.procedure_code:
        return seen.get(Procedure, dossier.procedure)
    return procedure_on(seen, given["procedure"], day) if given["procedure"] else None


async def show_new(request: Request) -> Response:
    """The empty form; `?procedure=` and `?citizen=` choose something at once."""
    query = request.query_params
    given = Typed(procedure=query.get("procedure", "")[:40])
    if citizen := query.get("citizen"):
        with view(request) as seen:
            given = _with_citizen(seen, given, "applicant_", citizen)
    return entry_page(request, given)


async def draft(request: Request) -> Response:
    """The form again with what follows from it, kept nowhere: for the screen while somebody types.

    `pick` says what was just chosen: `applicant_` or `submitter_` a known person, `scan` an identity card's code.
    """
    data = await form(request)
    given = typed(data)
    with view(request) as seen:
        dossier = seen.get(Dossier, given["correcting"]) if given["correcting"] else None
        picked = given["pick"]
        if picked in ROLES:
            given = _with_citizen(seen, given, picked, given[f"{picked}citizen"])
    if picked == "scan" or given["scan"].strip():
        return _scanned(request, given, dossier)
    return entry_page(request, given, dossier)


def _with_citizen(seen: View, given: Typed, role: str, id_: str) -> Typed:
    citizen = seen.get(Citizen, id_) if id_ else None
    if citizen is None:
        return Typed({**given, f"{role}citizen": ""})
    return with_party(given, role, renewed(citizen.party, Party(citizen.party.name, citizen=citizen.id)))


def _scanned(request: Request, given: Typed, dossier: Dossier | None) -> Response:
    """The form with the card's person in it: a known one's name stands where the card's came through damaged."""
    role = given["scan_for"] if given["scan_for"] in ROLES else "applicant_"
    card = read_identity_card(given["scan"])
    if card is None:
        refusal = Refusal("invalid", "scan", "Không đọc được mã này. Hãy quét lại, hoặc nhập tay.")
        return entry_page(request, given, dossier, refusal=refusal)
    with view(request) as seen:
        known = seen.last(Citizen, "number", card.number) if card.number else None
        party = _party_of(seen, card, known, party_of(given, role))
    return entry_page(request, with_party(given, role, party), dossier, card=card, card_role=role, card_known=known)


def _party_of(seen: View, card: IdentityCard, known: Citizen | None, typed_before: Party) -> Party:
    damaged = {"damaged_name", "no_marks"} & set(card.remarks)
    said = Party(
        name=known.party.name if known and damaged else card.name,
        birth=card.birth,
        sex=card.sex,
        number=card.number,
        address=card.address,
        hamlet=hamlet_of(card.address, hamlet_names(Names(seen).hamlets)),
    )
    before = known.party if known else Party("", phone=typed_before.phone, phone_owner=typed_before.phone_owner)
    party = renewed(before, said)
    return Party(**{**{name: getattr(party, name) for name in party.__struct_fields__}, "citizen": _id(known)})


def _id(citizen: Citizen | None) -> str | None:
    return citizen.id if citizen else None


async def do_receive(request: Request) -> Response:
    """Take it in. A scanner's Enter in a screen without script only reads the card; on refusal all typed stays."""
    data = await form(request)
    given = typed(data)
    if given["scan"].strip():
        return _scanned(request, given, None)
    try:
        with view(request) as seen:
            intake = intake_of(given, _procedure(seen, given, None, today(request)))
        made = await write(request, lambda unit: receive(unit, act(request, data), intake))
    except Refusal as refusal:
        return entry_page(request, given, refusal=refusal)
    return redirect(request, f"/office/dossiers/{made.id}")


async def show_correct(request: Request) -> Response:
    """The form filled with a dossier."""
    with view(request) as seen:
        dossier = dossier_of(seen, request.path_params["id"])
        procedure = seen.get(Procedure, dossier.procedure)
    return entry_page(request, typed_from(dossier, procedure), dossier)


async def do_correct(request: Request) -> Response:
    """Put it right."""
    data = await form(request)
    given, id_ = typed(data), request.path_params["id"]
    with view(request) as seen:
        dossier = dossier_of(seen, id_)
        intake = intake_of(given, _procedure(seen, given, dossier, dossier.day or today(request)))
    try:
        await write(request, lambda unit: correct(unit, act(request, data), id_, intake, given["reason"]))
    except Refusal as refusal:
        return entry_page(request, given, dossier, refusal=refusal)
    return redirect(request, f"/office/dossiers/{id_}")


routes = [
    guarded("/office/dossiers/new", show_new, "dossiers.write"),
    guarded("/office/dossiers/new", do_receive, "dossiers.write", ["POST"]),
    guarded("/office/dossiers/draft", draft, "dossiers.write", ["POST"]),
    guarded("/office/dossiers/{id}/correct", show_correct, "dossiers.write"),
    guarded("/office/dossiers/{id}/correct", do_correct, "dossiers.write", ["POST"]),
]
