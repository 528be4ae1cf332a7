"""The form of a request: what was typed into it as a wish, and a wish as what would be typed."""

from typing import get_args

from msgspec import structs

from server.domain.citizens import Citizen, Party, Sex
from server.domain.dates import shown_date
from server.domain.eligibility import Channel
from server.domain.requests import CATEGORIES, MOBILITIES, WANTED, Wish
from server.http.office.page import Typed
from sync.messages import Relation

RELATIONS: tuple[Relation, ...] = get_args(Relation)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
SEXES: tuple[Sex, ...] = ("female", "male")
DESK_SOURCES = ("office", "hotline")
PERSON_FIELDS = ("name", "birth", "sex", "number", "address", "hamlet", "phone", "phone_owner", "citizen")
TEXTS = ("nickname", "way", "title", "dossier_code", "note", "asked_by")
FIELDS = (*(f"person_{name}" for name in PERSON_FIELDS), *TEXTS, "consent")
"""The fields whose refusals the form shows beneath them."""
MAX_TEXT = 500


def wish_of(given: Typed) -> Wish:
    """What was taken down; it is checked by who keeps it."""
    said = {name: given[f"person_{name}"][:MAX_TEXT] for name in PERSON_FIELDS}
    return Wish(
        person=Party(
            name=said["name"],
            birth=said["birth"],
            sex=next((sex for sex in SEXES if sex == said["sex"]), ""),
            number=said["number"],
            address=said["address"],
            hamlet=said["hamlet"] or None,
            phone=said["phone"],
            phone_owner=said["phone_owner"],
            citizen=said["citizen"] or None,
        ),
        wanted=next((one for one in WANTED if one == given["wanted"]), "other"),
        category=next((one for one in CATEGORIES if one == given["category"]), ""),
        mobility=next((one for one in MOBILITIES if one == given["mobility"]), ""),
        relation=next((one for one in RELATIONS if one == given["relation"]), ""),
        consent=given["consent"] == "1",
        channel=next((one for one in CHANNELS if one == given["channel"]), "round"),
        source="hotline" if given["source"] == "hotline" else "office",
        **{name: given[name][:MAX_TEXT] for name in TEXTS},
    )


def typed_from(wish: Wish) -> Typed:
    """The form that would have made this wish: what putting it right starts from."""
    names = ("wanted", "category", "mobility", "relation", "channel", "source", *TEXTS)
    given = Typed({name: str(getattr(wish, name)) for name in names})
    given["consent"] = "1" if wish.consent else ""
    return with_person(given, wish.person)


def with_person(given: Typed, person: Party) -> Typed:
    """The form with a person in it, in place of what was typed there."""
    said = {f"person_{name}": str(getattr(person, name) or "") for name in PERSON_FIELDS}
    said["person_birth"] = shown_date(person.birth) if person.birth else ""
    return Typed({**given, **said})


def with_citizen(given: Typed, citizen: Citizen) -> Typed:
    """The form with somebody whom the desk knows, and with what it knows of the house and the reasons."""
    known = with_person(given, structs.replace(citizen.party, citizen=citizen.id))
    told = {name: getattr(citizen, name) for name in ("nickname", "way", "category", "mobility")}
    return Typed({**known, **{name: value for name, value in told.items() if value}})
