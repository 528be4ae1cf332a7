"""The people whom the desk knows: found while one types, created or renewed with every dossier."""

from functools import lru_cache

from msgspec import structs

from server.actions.desk import Act, new_id
from server.actions.history import record_change
from server.domain.citizens import Citizen, Party, renewed
from server.domain.names import folded, sort_key
from server.domain.party_check import read_birth
from server.domain.phones import find_phone
from server.store.port import Unit, View

FOUND = 8
"""So many people are offered at most."""
_FULL_DATE = len("yyyy-mm-dd")


def find_citizens(view: View, query: str, limit: int = FOUND) -> list[Citizen]:
    """Whom a query means, best known first: words of the name with or without diacritics, number, phone, birth.

    A whole number or phone is looked up; everything else looks at the beginning of each word.
    """
    words = folded(query).split()
    if not words:
        return []
    exact = _by_digits(view, query)
    parts = [f" {word}" for word in by_year(words)]
    found = [
        citizen for citizen in view.find(Citizen, "all", "") if all(part in _words(citizen.searched) for part in parts)
    ]
    rest = sorted((one for one in found if one not in exact), key=_order)
    return [*exact, *rest][:limit]


def same_person(view: View, party: Party) -> Citizen | None:
    """The citizen whom a party certainly is: named by id, by number, or by name, whole birth date and hamlet."""
    if party.citizen and (chosen := view.get(Citizen, party.citizen)) is not None:
        return chosen
    if party.number:
        return view.last(Citizen, "number", party.number)
    if len(party.birth) < _FULL_DATE or not party.hamlet:
        return None
    name = folded(party.name)
    neighbours = view.find(Citizen, "hamlet", party.hamlet)
    return next((one for one in neighbours if one.party.birth == party.birth and folded(one.party.name) == name), None)


def remember(unit: Unit, act: Act, party: Party) -> Party:
    """Create or renew the citizen behind a party; gives the party with the citizen's id."""
    known = same_person(unit, party)
    if known is not None and known.party.number and party.number and known.party.number != party.number:
        known = None  # somebody else's number was typed over a chosen person: that is somebody else
    if known is None:
        citizen = Citizen(id=new_id(), party=structs.replace(party, citizen=None), created_at=act.at)
        unit.put(citizen)
        record_change(unit, act, citizen, "citizen.created")
        return structs.replace(party, citizen=citizen.id)
    citizen = structs.replace(known, party=renewed(known.party, party))
    if citizen != known:
        unit.put(citizen)
        record_change(unit, act, citizen, "citizen.renewed", before=known)
    return structs.replace(party, citizen=citizen.id)


def _by_digits(view: View, query: str) -> list[Citizen]:
    digits = "".join(query.split())
    if not digits.lstrip("+").replace(".", "").isdigit():
        return []
    phone = find_phone(query)
    by_number = view.find(Citizen, "number", digits.replace(".", ""))
    return [*by_number, *(view.find(Citizen, "phone", phone) if phone else [])]


def by_year(words: list[str]) -> list[str]:
    """A whole date is looked for by its year: that is what the search holds."""
    return [(read_birth(word) or word)[:4] if "/" in word else word for word in words]


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> str:
    return " " + folded(text)


@lru_cache(maxsize=1 << 16)
def _name_order(name: str) -> tuple[object, ...]:
    return sort_key(name)


def _order(citizen: Citizen) -> tuple[object, ...]:
    return (_name_order(citizen.party.name), citizen.party.birth, citizen.id)
