"""What a document that names somebody says, in lines for that person to read: on a page, a print, in a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.domain.appointments import Appointment
from server.domain.citizens import Citizen, Party
from server.domain.contacts import Contact
from server.domain.dossiers import Dossier
from server.domain.entries import DeskEntry
from server.domain.filled_forms import FilledForm
from server.domain.forms import Form
from server.domain.items import Item
from server.domain.records import Record
from server.domain.requests import HomeRequest
from server.http.office.desk_shown import parts_of, rest_of
from server.http.office.item import details
from server.http.office.names import Names
from server.http.office.page import Say
from server.http.render import clock, day

Facts = list[tuple[str, str]]
"""(what it is, what is known), in words; what is not known is left out."""


@dataclass(frozen=True)
class Told:
    """One thing that is held: what it is called, when it came, where it is looked at, and what it says."""

    title: str
    when: str = ""
    href: str = ""
    facts: Facts = field(default_factory=list)


@dataclass(frozen=True)
class Speech:
    """What is needed to say it: names within one view, the words and the forms of this request."""

    names: Names
    word: Say
    language: str
    forms: Mapping[str, Form]

    def known(self, *facts: tuple[str, str]) -> Facts:
        """The facts whose value is known, under the words of their key."""
        return [(self.word(key), value) for key, value in facts if value]


def told(record: Record, say: Speech) -> Told:
    """A document of one of the kinds that name somebody. Raises TypeError for another."""
    match record:
        case Citizen():
            return _citizen(record, say)
        case Dossier():
            return _dossier(record, say)
        case Item():
            facts = [(say.word(key), value) for key, value in details(record, say.names, say.word)]
            name = say.known(("office.party.name", record.name))
            return Told(record.what.title, record.arrived, f"/office/items/{record.id}", [*name, *facts])
        case HomeRequest():
            return _request(record, say)
        case FilledForm():
            return _filled(record, say)
        case DeskEntry():
            facts = say.known(("office.party.name", record.declarant), ("office.hamlet", _hamlet(record.hamlet, say)))
            return Told(record.procedure.name, record.day, "", facts)
        case Appointment():
            return _appointment(record, say)
        case Contact():
            return _contact(record, say)
    raise TypeError(record.kind)


def party_facts(party: Party, say: Speech) -> Facts:
    """All that is known of a party."""
    return say.known(
        ("office.party.name", party.name),
        ("office.item.birth", day(party.birth)),
        ("office.item.sex", say.word(f"office.sex.{party.sex}") if party.sex else ""),
        ("office.party.number", party.number),
        ("office.hamlet", _hamlet(party.hamlet, say)),
        ("office.dossier.address", party.address),
        ("office.item.phone", party.phone),
        ("office.party.phone_owner", party.phone_owner),
        ("office.party.email", party.email),
    )


def _hamlet(id_: str | None, say: Speech) -> str:
    return say.names.hamlet(id_)


def _citizen(one: Citizen, say: Speech) -> Told:
    house = say.known(
        ("office.item.nickname", one.nickname),
        ("office.item.way", one.way),
        ("office.request.category", say.word(f"office.category.{one.category}") if one.category else ""),
        ("office.request.mobility", say.word(f"office.mobility.{one.mobility}") if one.mobility else ""),
    )
    return Told(one.party.name, one.created_at, "", [*party_facts(one.party, say), *house])


def _dossier(one: Dossier, say: Speech) -> Told:
    result = one.result
    facts = party_facts(one.applicant, say)
    if one.submitter:
        brought = ", ".join(value for _, value in party_facts(one.submitter, say))
        facts += say.known(("office.subject.submitter", brought))
    facts += say.known(
        ("office.item.dossier_code", one.external_code),
        ("office.subject.handed_in", "; ".join(part.component.name for part in one.components if part.there)),
        ("office.request.note", one.note),
        ("office.request.state", say.word(f"office.dossier.state.{one.state}")),
        ("office.subject.result", result.title if result else ""),
        ("office.evidence.to", result.receiver if result else ""),
    )
    return Told(f"{one.no} {one.procedure_name}", one.received_at, f"/office/dossiers/{one.id}", facts)


def _request(one: HomeRequest, say: Speech) -> Told:
    facts = party_facts(one.person, say) + say.known(
        ("office.item.nickname", one.nickname),
        ("office.item.way", one.way),
        ("office.request.category", say.word(f"office.category.{one.category}") if one.category else ""),
        ("office.request.mobility", say.word(f"office.mobility.{one.mobility}") if one.mobility else ""),
        ("office.request.note", one.note),
        ("office.request.asked", one.asked_by),
        ("office.request.state", say.word(f"office.request.state.{one.state}")),
    )
    title = ": ".join(filter(None, (say.word(f"office.wanted.{one.wanted}"), one.title)))
    return Told(title, one.made_at, f"/office/requests/{one.id}", facts)


def _filled(one: FilledForm, say: Speech) -> Told:
    form = say.forms.get(one.form)
    answers: Facts = []
    if form is not None:
        parts = parts_of(form, one, say.word, say.language)
        answers = [(answer.label, answer.text) for part in parts for answer in part.answers if answer.text]
    facts = [*party_facts(one.declarant, say), *answers, *rest_of(form, one).items()]
    facts += say.known(("office.subject.witness", one.signing.witness))
    return Told(one.title, one.made_at, f"/office/desk/{one.id}", facts)


def _appointment(one: Appointment, say: Speech) -> Told:
    facts = party_facts(one.person, say) + say.known(
        ("office.appointment.help", say.word(f"office.help.{one.help}")),
        ("office.appointment.part", say.word(f"office.part.{one.part}")),
        ("office.appointment.procedure", one.procedure_name),
        ("office.appointment.note", one.note),
        ("office.appointment.reason", one.reason),
    )
    return Told(say.word("office.appointment.one"), one.day, f"/office/desk/appointments/{one.id}", facts)


def _contact(one: Contact, say: Speech) -> Told:
    facts = say.known(
        ("office.contact.name", one.name),
        ("office.item.phone", one.phone),
        ("office.hamlet", _hamlet(one.hamlet, say)),
        ("office.contact.what", one.what),
        ("office.contact.note", one.note),
        ("office.contact.follow_up", day(one.follow_up)),
    )
    for message in one.messages:
        facts += say.known(("office.contact.sent", f"{message.template}, {day(message.at)} {clock(message.at)}"))
    return Told(say.word(f"office.contact.channel.{one.channel}"), one.made_at, f"/office/contacts/{one.id}", facts)
