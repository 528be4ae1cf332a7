"""The form of a request: what was typed into it as a wish, and a wish as what would be typed."""

from typing import get_args

from msgspec import structs

from server.domain.citizens import Citizen
from server.domain.eligibility import Channel
from server.domain.requests import CATEGORIES, MOBILITIES, WANTED, Wish
from server.http.office.page import Typed
from server.http.office.party_form import MAX_TEXT, PARTY_FIELDS, party_of, with_party
from sync.messages import Relation

RELATIONS: tuple[Relation, ...] = get_args(Relation)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
DESK_SOURCES = ("office", "hotline")
PERSON = "person_"
"""How the fields of the person begin whom it is for, also in the form of an appointment."""
TEXTS = ("nickname", "way", "title", "dossier_code", "note", "asked_by")
PERSON_SHOWN = tuple(f"{PERSON}{name}" for name in PARTY_FIELDS if name not in ("number", "email", "citizen"))
FIELDS = (*PERSON_SHOWN, *TEXTS, "consent")
"""The fields whose refusals the form shows beneath them."""


def wish_of(given: Typed) -> Wish:
    """What was taken down; it is checked by who keeps it."""
    return Wish(
        person=party_of(given, PERSON),
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
    return with_party(given, PERSON, wish.person)


def with_citizen(given: Typed, citizen: Citizen) -> Typed:
    """The form with somebody whom the desk knows, and with what it knows of the house and the reasons."""
    known = with_party(given, PERSON, structs.replace(citizen.party, citizen=citizen.id))
    told = {name: getattr(citizen, name) for name in ("nickname", "way", "category", "mobility")}
    return Typed({**known, **{name: value for name, value in told.items() if value}})
