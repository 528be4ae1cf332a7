"""The handbook on every phone: procedures and forms in force are published, and withdrawn when their version ends."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from server.actions.feeds import EVERYONE, publish, published
from server.domain.forms import Form
from server.domain.procedures import Procedure, on_day
from server.store.port import Unit, View

_NOT_FOR_PHONES = ("examples", "$schema", "confidence", "paper")
"""What only the writer of a file and the printer need."""


def publish_forms(unit: Unit, forms: Mapping[str, Form], day: str) -> None:
    """Let every phone have the forms in force on a day, and no other. What did not change is not sent again."""
    docs = {code: form_doc(form) for code, form in forms.items() if form.in_force(day)}
    _publish_all(unit, "form", docs)


def publish_procedures(unit: Unit, day: str) -> None:
    """Let every phone have the procedures in force on a day, each with the published forms that it is asked for with.

    After `publish_forms`, and after every change of the catalogue.
    """
    codes = dict.fromkeys(one.code for one in unit.find(Procedure, "all", ""))
    versions = (on_day(unit.find(Procedure, "code", code), day) for code in codes)
    forms = published(unit, "form")
    docs = {one.code: procedure_doc(one, forms_of(one.code, forms)) for one in versions if one}
    _publish_all(unit, "procedure", docs)


def publish_handbook(unit: Unit, forms: Mapping[str, Form], day: str) -> None:
    """Both, in their order."""
    publish_forms(unit, forms, day)
    publish_procedures(unit, day)


def form_doc(form: Form) -> dict[str, Any]:
    """A form as a phone has it: the file without what only its writer needs (sync.md §2)."""
    doc: dict[str, Any] = msgspec.to_builtins(form)
    kept = {name: value for name, value in doc.items() if name not in _NOT_FOR_PHONES}
    return {"valid_from": "", "valid_to": "", "note": None, **kept, "steps": _without_paper(kept["steps"])}


def _without_paper(steps: Any) -> Any:
    """The steps without how the paper words them: a phone shows no paper."""
    if isinstance(steps, list):
        return [_without_paper(one) for one in steps]
    if isinstance(steps, dict):
        return {name: _without_paper(value) for name, value in steps.items() if name != "paper"}
    return steps


def procedure_doc(procedure: Procedure, forms: Iterable[str]) -> dict[str, Any]:
    """A procedure as a phone has it: what the handbook says, and the codes of its forms."""
    papers = [
        {"name": one.name, "copy": one.copy, "count": one.count, "required": one.required, "when": one.when}
        for one in procedure.components
    ]
    return {
        "name": procedure.name,
        "field": procedure.field,
        "legal_days": procedure.legal_days,
        "legal_text": procedure.legal_text,
        "fee": procedure.fee,
        "same_day": procedure.same_day,
        "same_day_note": procedure.same_day_note,
        "class": procedure.delivery_class,
        "condition": procedure.condition,
        "authorisation": procedure.authorisation,
        "components": papers,
        "about": procedure.about,
        "who": procedure.who,
        "result": procedure.result,
        "forms": list(forms),
    }


def forms_of(code: str, forms: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The codes of the published forms that a procedure is asked for with."""
    return sorted(name for name, doc in forms.items() if code in doc["procedures"])


def form_title(view: View, code: str) -> str:
    """A published form's Vietnamese title; its code for one that is not."""
    doc = published(view, "form", code).get(code)
    return str(doc["title"]["vi"]) if doc else code


def _publish_all(unit: Unit, type_: str, docs: Mapping[str, dict[str, Any]]) -> None:
    """Make `docs` all documents of this type that everyone sees."""
    for id_ in published(unit, type_).keys() - docs.keys():
        publish(unit, type_, id_, {})
    for id_, doc in docs.items():
        publish(unit, type_, id_, {EVERYONE: doc})
