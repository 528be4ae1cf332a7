"""The documents that name a citizen: whom each names, and the same document with what was wrong put right."""

from typing import TypeVar

from msgspec import Struct, structs

from server.domain.appointments import Appointment
from server.domain.citizens import Citizen, Party
from server.domain.contacts import Contact
from server.domain.dossiers import Dossier
from server.domain.entries import DeskEntry
from server.domain.filled_forms import FilledForm
from server.domain.items import Item
from server.domain.names import folded
from server.domain.records import Record
from server.domain.requests import HomeRequest

R = TypeVar("R", bound=Record)
TYPES: dict[str, type[Record]] = {
    one.kind: one for one in (Citizen, Dossier, Item, HomeRequest, FilledForm, DeskEntry, Appointment, Contact)
}
"""The kinds of document that name a citizen, by their kind."""


class Correction(Struct, frozen=True, kw_only=True):
    """What is put right about a person; what is empty stays as it is. `birth` as precise as known, `hamlet` an id."""

    name: str = ""
    birth: str = ""
    number: str = ""
    phone: str = ""
    address: str = ""
    hamlet: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The fields that say something."""
        return {name: value for name, value in structs.asdict(self).items() if value}


def parties(record: Record) -> tuple[Party, ...]:
    """The citizens whom a document names, whom it is about first; none for other documents."""
    match record:
        case Citizen():
            return (record.party,)
        case Dossier():
            return (record.applicant, record.submitter) if record.submitter else (record.applicant,)
        case HomeRequest() | Appointment():
            return (record.person,)
        case FilledForm():
            return (record.declarant,)
        case DeskEntry():
            return (Party(record.declarant, hamlet=record.hamlet),)
        case Contact():
            return (Party(record.name, hamlet=record.hamlet, phone=record.phone),)
        case Item():
            return (_in_item(record),)
    return ()


def name_in(record: Record) -> str:
    """Whom a document is about, '' if it names nobody."""
    return next((party.name for party in parties(record)), "")


def _in_item(item: Item) -> Party:
    return Party(
        item.name, birth=item.birth, sex=item.sex, number=item.personal_id, hamlet=item.hamlet, phone=item.phone
    )


def corrected(record: R, who: str, right: Correction) -> R:
    """The document with what is known now of the person `who` whom it names; what somebody signed in it stays.

    Of a dossier it is the party of that name: who hands in for somebody else is another person. The address of a paper
    on the road is the way to the house, which is what the phone shows.
    """
    given = right.given
    match record:
        case Citizen():
            return structs.replace(record, party=structs.replace(record.party, **given))
        case Dossier() if record.submitter and folded(record.submitter.name) == folded(who):
            return structs.replace(record, submitter=structs.replace(record.submitter, **given))
        case Dossier():
            return structs.replace(record, applicant=structs.replace(record.applicant, **given))
        case HomeRequest() | Appointment():
            return structs.replace(record, person=structs.replace(record.person, **given))
        case FilledForm():
            return structs.replace(record, declarant=structs.replace(record.declarant, **given))
    return structs.replace(record, **{own: given[name] for name, own in _renamed(record).items() if name in given})


def _renamed(record: Record) -> dict[str, str]:
    """Field of a correction → the document's own field, for those that keep no party."""
    match record:
        case Item():
            same = {name: name for name in ("name", "birth", "phone", "hamlet")}
            return {**same, "number": "personal_id", "address": "way"}
        case Contact():
            return {name: name for name in ("name", "phone", "hamlet")}
        case DeskEntry():
            return {"name": "declarant", "hamlet": "hamlet"}
    return {}
