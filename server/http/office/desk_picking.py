"""Somebody put into a form that is being filled in: a citizen whom the desk knows, or an identity card just scanned."""

from typing import NamedTuple

from msgspec import structs
from starlette.requests import Request

from server.actions.appointments import appointment_of
from server.domain.addresses import hamlet_names, hamlet_of
from server.domain.citizens import Citizen, Party, renewed
from server.domain.form_people import declarant_block, people_on, put_person
from server.domain.forms import Form
from server.domain.identity_card import IdentityCard, read_identity_card
from server.domain.names import tidy
from server.domain.party_check import read_birth
from server.domain.problems import Refusal
from server.http.desk import view
from server.http.office.desk_typing import Many, declarant_of, with_declarant
from server.http.office.names import Names
from server.http.office.page import Typed


class Picked(NamedTuple):
    """The form with somebody in it, and the card that was read, if one was."""

    given: Typed
    many: Many
    card: IdentityCard | None = None


def picked(request: Request, form: Form, given: Typed, many: Many) -> Picked:
    """What was typed with whoever was just chosen or scanned. Refuses invalid for a code that is no card's."""
    if given["pick"] == "declarant":
        return _known(request, form, given, many)
    if given["pick"] == "typed":
        return Picked(given, _typed(request, form, given, many))
    if given["scan"].strip():
        return _scanned(request, form, given, many)
    return Picked(given, many)


def expected(request: Request, form: Form, given: Typed, many: Many, appointment: str) -> Picked:
    """The form with whoever has an appointment for it. Refuses not_found."""
    with view(request) as seen:
        known = appointment_of(seen, appointment)
        hamlet = Names(seen).hamlet(known.person.hamlet)
    kept = Typed({**given, "appointment": known.id, "procedure": known.procedure or given["procedure"]})
    return Picked(with_declarant(kept, known.person), _put(form, many, declarant_block(form), known.person, hamlet))


def _known(request: Request, form: Form, given: Typed, many: Many) -> Picked:
    with view(request) as seen:
        citizen = seen.get(Citizen, given["declarant_citizen"]) if given["declarant_citizen"] else None
        names = Names(seen)
        if citizen is None:
            return Picked(Typed({**given, "declarant_citizen": ""}), many)
        party = renewed(citizen.party, Party(citizen.party.name, citizen=citizen.id))
        hamlet = names.hamlet(party.hamlet)
    party = Party(**{**{name: getattr(party, name) for name in party.__struct_fields__}, "citizen": citizen.id})
    return Picked(with_declarant(given, party), _put(form, many, declarant_block(form), party, hamlet))


def _typed(request: Request, form: Form, given: Typed, many: Many) -> Many:
    """The form with the declarant as typed, so that nobody types a name twice."""
    said = declarant_of(given)
    party = structs.replace(said, name=tidy(said.name), birth=read_birth(said.birth) or "", phone=tidy(said.phone))
    with view(request) as seen:
        hamlet = Names(seen).hamlet(said.hamlet)
    return _put(form, many, declarant_block(form), party, hamlet)


def _scanned(request: Request, form: Form, given: Typed, many: Many) -> Picked:
    card = read_identity_card(given["scan"])
    if card is None:
        raise Refusal("invalid", "scan", "Không đọc được mã này. Hãy quét lại, hoặc nhập tay.")
    blocks = [block.prefix for block in people_on(form)]
    own = declarant_block(form)
    prefix = given["scan_for"] if given["scan_for"] in blocks else own
    with view(request) as seen:
        names = Names(seen)
        known = seen.last(Citizen, "number", card.number) if card.number else None
        hamlet = hamlet_of(card.address, hamlet_names(names.hamlets))
        said = Party(card.name, birth=card.birth, sex=card.sex, number=card.number, address=card.address, hamlet=hamlet)
        place = names.hamlet(hamlet)
    if prefix == own:
        phone = known.party.phone if known else given["declarant_phone"]
        declarant = Party(card.name, birth=card.birth, hamlet=hamlet, phone=phone, citizen=known.id if known else None)
        given = with_declarant(given, declarant)
    return Picked(given, _put(form, many, prefix, said, place, card.issued), card)


def _put(form: Form, many: Many, prefix: str | None, party: Party, hamlet: str, issued: str = "") -> Many:
    return many if prefix is None else put_person(form, many, prefix, party, hamlet, issued)
