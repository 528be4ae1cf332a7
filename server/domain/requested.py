"""What a `request.made` says, read as kindly as it can be: a phone's exact fields, or another program's few words.

Nothing that was said is lost: what fits no field stands in the note, and the ledger has the event as it was signed.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar, get_args

from server.domain.citizens import Party, Sex
from server.domain.commune import Hamlet, find_hamlet
from server.domain.names import folded, tidy
from server.domain.party_check import MAX_NAME, read_birth
from server.domain.phones import find_phone
from server.domain.requests import CATEGORIES, MOBILITIES, WANTED, Wanted, Wish
from sync.home_request import AskedBy, RequestData, RequestedPerson, RequestedWhat, WhyHome, Word
from sync.messages import Relation

T = TypeVar("T", bound=str)
MAX_TEXT = 500


class Saying(Protocol):
    """Whatever names somebody."""

    @property
    def name(self) -> Word: ...

    @property
    def birth(self) -> Word: ...


RELATIONS: tuple[Relation, ...] = get_args(Relation)
_SEXES: dict[str, Sex] = {"male": "male", "nam": "male", "female": "female", "nu": "female"}
_YES = ("true", "yes", "co", "1")
_MEANT: tuple[tuple[Wanted, tuple[str, ...]], ...] = (
    ("health_card", ("bhyt", "bao hiem", "health_card")),
    ("writing", ("viet ho", "viet giup", "viet don", "ghi ho", "writing")),
    ("result", ("ket qua", "ho so", "result")),
)


def read_request(data: RequestData, hamlets: Sequence[Hamlet]) -> Wish:
    """The wish behind an event's data. Never refuses: whose it is is known, the rest somebody asks on the telephone."""
    person = data.person if isinstance(data.person, RequestedPerson) else RequestedPerson(data.person)
    what = data.what if isinstance(data.what, RequestedWhat) else RequestedWhat(title=data.what)
    why = data.why_home if isinstance(data.why_home, WhyHome) else WhyHome(note=data.why_home)
    asked = data.asked_by if isinstance(data.asked_by, AskedBy) else AskedBy(data.asked_by)
    rest: list[str] = []
    category, mobility = _one_of(CATEGORIES, why.category, rest), _one_of(MOBILITIES, why.mobility, rest)
    return Wish(
        person=party_meant(person, data.hamlet, data.phone, hamlets, rest, _SEXES.get(folded(words(person.sex)), "")),
        nickname=words(person.nickname),
        way=words(person.way),
        wanted=_wanted(what),
        title=words(what.title),
        dossier_code=words(what.dossier_code)[:60],
        category=category or "",
        mobility=mobility or "",
        asked_by=words(asked.name),
        relation=_one_of(RELATIONS, asked.relation, rest) or "",
        consent=data.consent is True or folded(words(data.consent)) in _YES,
        source="phone",
        note="; ".join([text for text in (words(why.note), *rest) if text])[:MAX_TEXT],
    )


def words(said: Word, most: int = MAX_TEXT) -> str:
    """Anything as text on one line, without what cannot be printed; '' for nothing."""
    if said is None or said is False:
        return ""
    text = "".join(letter if letter.isprintable() else " " for letter in str(said))
    return tidy(text)[:most]


def party_meant(
    person: Saying, place: Word, phone: Word, hamlets: Sequence[Hamlet], rest: list[str], sex: Sex = ""
) -> Party:
    """Somebody who was named, with the hamlet meant; what is no date and no number goes to the rest."""
    said, called = words(place), words(phone)
    hamlet, number = hamlet_meant(said, hamlets), find_phone(called)
    birth = words(person.birth, 30)
    known = read_birth("/".join(reversed(birth.split("-"))))
    rest += [birth] if birth and not known else []
    rest += [called] if called and not number else []
    return Party(
        name=words(person.name, MAX_NAME) or "…",
        birth=known or "",
        sex=sex,
        address=said if hamlet is None else "",
        hamlet=hamlet.id if hamlet else None,
        phone=number or "",
    )


def hamlet_meant(place: str, hamlets: Sequence[Hamlet]) -> Hamlet | None:
    """The hamlet of an id or a name; of one that was merged, the one that it belongs to now."""
    by_id = {hamlet.id: hamlet for hamlet in hamlets}
    found = by_id.get(place) or (find_hamlet(place, list(hamlets)) if place else None)
    for _ in hamlets:
        if found is None or found.successor is None:
            break
        found = by_id.get(found.successor)
    return found


def _one_of(known: Sequence[T], said: Word, rest: list[str]) -> T | None:
    """The known word that was said; another one goes to the rest."""
    text = words(said)
    found = next((one for one in known if one == text), None)
    if text and found is None:
        rest.append(text)
    return found


def _wanted(what: RequestedWhat) -> Wanted:
    kind = words(what.kind)
    if (known := next((one for one in WANTED if one == kind), None)) is not None:
        return known
    text = folded(f"{kind} {words(what.title)}")
    return next((wanted for wanted, meant in _MEANT if any(one in text for one in meant)), "other")
