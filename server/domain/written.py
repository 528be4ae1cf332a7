"""What was written for somebody, before it becomes a record: read from a phone's event as kindly as it can be.

Nothing that was said is lost: values are kept as they are, and the ledger has the event as it was signed.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from msgspec import Struct, structs

from server.domain.citizens import Party
from server.domain.commune import Hamlet
from server.domain.filled_forms import DESK_PLACES, SIGNING_REASONS, DeskPlace, Requested, Signing
from server.domain.form_values import value_at
from server.domain.names import folded, tidy
from server.domain.party_check import MAX_NAME
from server.domain.requested import RELATIONS, party_meant, words
from sync.form_filled import FormDeclarant, FormFilledData, FormRequested, FormSigning, FormWitness
from sync.home_request import Word

T = TypeVar("T", bound=str)
MAX_BOX = 100_000
"""CSS pixels: no screen is wider."""
_YES = ("true", "yes", "co", "1")
_NAMES = ("requester.name", "name", "subject.name", "principal.name", "declarant.name", "applicant.name")
"""Where a form has the name of who declares, the likeliest first."""


class Written(Struct, frozen=True, kw_only=True):
    """A filled form's content: what an event says and what the desk types. The fields are those of a FilledForm."""

    form: str
    version: str = ""
    procedure: str = ""
    declarant: Party
    values: dict[str, Any]
    read_back: bool = False
    requested: Requested = Requested()
    signing: Signing = Signing()
    guided: bool = True
    place: DeskPlace = "desk"


def read_written(data: FormFilledData, hamlets: Sequence[Hamlet]) -> Written:
    """What an event's data say. Never refuses."""
    said = data.declarant if isinstance(data.declarant, FormDeclarant) else FormDeclarant(data.declarant)
    if not words(said.name):
        said = structs.replace(said, name=declared_name(data.values))
    return Written(
        form=words(data.form, 80),
        version=words(data.version, 10),
        procedure=words(data.procedure, 40),
        declarant=party_meant(said, said.hamlet, said.phone, hamlets, []),
        values=data.values,
        read_back=_yes(data.read_back),
        requested=_requested(data.requested),
        signing=_signing(data.signing),
        guided=data.guided is None or _yes(data.guided),
        place=_one_of(DESK_PLACES, data.place, "home"),
    )


def declared_name(values: dict[str, Any]) -> str:
    """Whose form it is by its values, '' if none of the usual places names anybody."""
    found = (value_at(values, path) for path in _NAMES)
    return next((tidy(one)[:MAX_NAME] for one in found if isinstance(one, str) and tidy(one)), "")


def _requested(said: FormRequested | Word) -> Requested:
    if not isinstance(said, FormRequested):
        return Requested("", words(said, MAX_NAME))
    text = words(said.by)
    by = next((one for one in RELATIONS if one == text), None)
    name = words(said.name, MAX_NAME) or (text if by is None else "")
    return Requested(by or "", name, _yes(said.consent))


def _signing(said: FormSigning | Word) -> Signing:
    if not isinstance(said, FormSigning):
        return Signing("self") if folded(words(said)) in ("self", "signature", "tu ky") else Signing()
    if words(said.by) != "assisted":
        return Signing("self" if words(said.by) in ("self", "signature") else "")
    witness = said.witness if isinstance(said.witness, FormWitness) else FormWitness(said.witness)
    return Signing(
        "assisted",
        reason=_one_of(SIGNING_REASONS, said.reason, "other"),
        mark=words(said.mark, 40),
        witness=words(witness.name, MAX_NAME),
        box=_box(witness.box),
        strokes=words(witness.strokes, 4096),
    )


def _box(said: Any) -> tuple[float, float] | None:
    """The size of the field that was signed in, if it is two sizes."""
    sizes = said if isinstance(said, list) and len(said) == 2 else ()
    known = [float(one) for one in sizes if isinstance(one, int | float) and 0 < one < MAX_BOX]
    return (known[0], known[1]) if len(known) == 2 else None


def _yes(said: Word) -> bool:
    return said is True or folded(words(said)) in _YES


def _one_of(known: Sequence[T], said: Word, other: T) -> T:
    text = words(said)
    return next((one for one in known if one == text), other)
