"""The fields of a party in any form of the office: what was typed as a Party, and a Party as what would be typed."""

from server.domain.citizens import Party, Sex
from server.domain.dates import shown_date
from server.http.office.page import Typed

SEXES: tuple[Sex, ...] = ("female", "male")
PARTY_FIELDS = ("name", "birth", "sex", "number", "address", "hamlet", "phone", "phone_owner", "email", "citizen")
MAX_TEXT = 500


def party_of(given: Typed, prefix: str) -> Party:
    """A party as it was typed; its forms are checked by who receives it."""
    said = {name: given[f"{prefix}{name}"][:MAX_TEXT] for name in PARTY_FIELDS}
    return Party(
        name=said["name"],
        organisation=given[f"{prefix}organisation"] == "1",
        birth=said["birth"],
        sex=next((sex for sex in SEXES if sex == said["sex"]), ""),
        number=said["number"],
        address=said["address"],
        hamlet=said["hamlet"] or None,
        phone=said["phone"],
        phone_owner=said["phone_owner"],
        email=said["email"],
        citizen=said["citizen"] or None,
    )


def with_party(given: Typed, prefix: str, party: Party) -> Typed:
    """The form with a known party in it, in place of what was typed there."""
    said = {f"{prefix}{name}": str(getattr(party, name) or "") for name in PARTY_FIELDS}
    said[f"{prefix}birth"] = shown_date(party.birth) if party.birth else ""
    said[f"{prefix}organisation"] = "1" if party.organisation else ""
    return Typed({**given, **said})
