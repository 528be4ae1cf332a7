"""The entry form of the writing desk: what was typed as what was written, and a filled form as what would be typed."""

from typing import Any

from msgspec import structs
from starlette.datastructures import FormData

from server.domain.citizens import Party
from server.domain.dates import shown_date
from server.domain.filled_forms import SIGNING_REASONS, FilledForm, Requested, Signing, SigningReason
from server.domain.form_typed import filled, kept_beside
from server.domain.forms import Form
from server.domain.requested import RELATIONS
from server.domain.written import Written
from server.http.office.page import Typed

Many = dict[str, list[str]]
"""What stands in the inputs, by name; of checkboxes and tables several."""
MAX_TEXT = 500
DECLARANT = ("name", "birth", "hamlet", "phone", "citizen")


def many_of(data: FormData) -> Many:
    """All text fields of a posted form."""
    found: Many = {}
    for name, value in data.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


def written_of(form: Form, given: Typed, many: Many, commune: str) -> Written:
    """What was written at the desk; its declarant is checked by who keeps it."""
    values, _ = filled(form, many, commune)
    return Written(
        form=form.code,
        version=form.valid_from,
        procedure=given["procedure"] if given["procedure"] in form.procedures or not form.procedures else "",
        declarant=declarant_of(given),
        values=values,
        read_back=given["read_back"] == "1",
        requested=Requested(
            next((one for one in RELATIONS if one == given["requested_by"]), "subject"),
            given["requested_name"][:MAX_TEXT],
            given["consent"] == "1",
        ),
        signing=signing_of(given),
        guided=given["guided"] == "1",
        place="desk",
    )


def corrected(form: Form | None, before: FilledForm, given: Typed, many: Many, commune: str) -> Written:
    """What is written after putting it right: who asked and how it is signed stay as they were."""
    kept = Written(**{name: getattr(before, name) for name in Written.__struct_fields__})
    values = before.values
    if form is not None:
        values = joined(kept_beside(form, before.values), filled(form, many, commune)[0])
    procedure = given["procedure"] if form and given["procedure"] in form.procedures else before.procedure
    return structs.replace(
        kept,
        declarant=structs.replace(before.declarant, **_declared(given)),
        values=values,
        procedure=procedure,
        read_back=given["read_back"] == "1",
        guided=given["guided"] == "1",
    )


def joined(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Two trees as one; where both have a leaf the second counts."""
    found = dict(below)
    for name, value in above.items():
        known = found.get(name)
        found[name] = joined(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return found


def declarant_of(given: Typed) -> Party:
    """The declarant as typed."""
    return Party(**_declared(given))


def _declared(given: Typed) -> dict[str, Any]:
    said: dict[str, Any] = {name: given[f"declarant_{name}"][:MAX_TEXT] for name in DECLARANT}
    return {**said, "hamlet": said["hamlet"] or None, "citizen": said["citizen"] or None}


def signing_of(given: Typed) -> Signing:
    """How it is signed; the witness is asked for by name and signs on the print."""
    if given["signing_by"] != "assisted":
        return Signing("self" if given["signing_by"] == "self" else "")
    reason: SigningReason = next((one for one in SIGNING_REASONS if one == given["signing_reason"]), "other")
    return Signing("assisted", reason=reason, mark="thumb_on_slip", witness=given["witness"][:MAX_TEXT])


def with_declarant(given: Typed, party: Party) -> Typed:
    """The form with a person as its declarant, in place of what was typed there."""
    said = {f"declarant_{name}": str(getattr(party, name) or "") for name in DECLARANT}
    said["declarant_birth"] = shown_date(party.birth) if party.birth else ""
    return Typed({**given, **said})


def typed_from(before: FilledForm) -> Typed:
    """What putting it right starts from, its values apart. That it was read back has to be said anew."""
    given = Typed(procedure=before.procedure, guided="1" if before.guided else "")
    return with_declarant(given, before.declarant)


def begun(**more: str) -> Typed:
    """An empty form: the declarant asks himself, signs himself, and is guided on."""
    return Typed({"requested_by": "subject", "signing_by": "self", "guided": "1", **more})
