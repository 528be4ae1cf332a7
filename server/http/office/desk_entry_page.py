"""The entry screen of the writing desk as a page: every input with what was typed, what is hidden, what is wrong."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.catalogue import procedure_on
from server.actions.setup import commune
from server.domain.filled_forms import SIGNING_REASONS, FilledForm
from server.domain.form_answers import GENDERS, IDENTITY_KINDS
from server.domain.form_inputs import BOXES, PARTS, asked
from server.domain.form_people import people_on
from server.domain.form_typed import derived_words, filled, hidden_by
from server.domain.forms import Field, Form
from server.domain.procedures import Procedure
from server.domain.requested import RELATIONS
from server.http.desk import view
from server.http.office.desk_shown import FaultLine, fault_lines, said
from server.http.office.desk_typing import Many
from server.http.office.names import Names
from server.http.office.page import Say, Typed, page, say, today
from server.http.session import locale

RESIDENCES = ("permanent", "temporary", "present")


def entry_page(
    request: Request,
    form_: Form | None,
    given: Typed,
    many: Many,
    before: FilledForm | None = None,
    **more: Any,
) -> Response:
    """The screen with what was typed. The raw code of a card is never in it."""
    word, language = say(request), locale(request)
    with view(request) as seen:
        names, here = Names(seen), commune(seen)
        procedures = [(code, procedure_name(procedure_on(seen, code, today(request)))) for code in _codes(form_)]
    values = filled(form_, many, here.name if here else "")[0] if form_ else {}
    wrong = fault_lines(form_, values, word, language) if form_ else []
    shown = wrong if more.pop("show_faults", False) else []
    return page(
        request,
        "office/desk_entry.html",
        typed=Typed({**given, "scan": ""}),
        form=form_,
        filled=before,
        hamlets=names.hamlets,
        procedures=procedures,
        people=[(block.prefix, said(block.label, language)) for block in people_on(form_)] if form_ else [],
        relations=RELATIONS,
        signing_reasons=SIGNING_REASONS,
        faults=wrong,
        hidden=hidden_by(form_, values) if form_ else frozenset(),
        form_boxes=BOXES,
        form_parts=PARTS,
        pairs_of=lambda field: pairs_of(field, language),
        choices_of=lambda what: choices_of(what, word),
        faults_at=lambda name: faults_at(shown, name, form_),
        **inputs(form_, many, values),
        **{"card": None, "asking_anyway": False, **more},
    )


def inputs(form_: Form | None, many: Many, values: dict[str, Any]) -> dict[str, Any]:
    """`text(name)` and `many_of(name)` for the macros; words that follow from another field follow at once."""
    shown = dict(many)
    for field in asked(form_) if form_ else []:
        if field.type == "words":
            derived = derived_words(form_, field, values) if form_ else ""
            own = (many.get(field.name) or [""])[-1]
            if not own or own == (many.get(f"{field.name}.derived") or [""])[-1]:
                shown[field.name] = [derived]
            shown[f"{field.name}.derived"] = [derived]
    return {
        "text": lambda name: (shown.get(name) or [""])[-1],
        "many_of": lambda name: shown.get(name, []),
    }


def faults_at(wrong: Sequence[FaultLine], name: str, form_: Form | None) -> list[FaultLine]:
    """What is wrong right there, or within it where no input of its own has it."""
    own = {field.name for field in asked(form_)} if form_ else set[str]()
    return [one for one in wrong if one.name == name or (name in own and one.name.startswith(f"{name}."))]


def pairs_of(field: Field, language: str) -> list[tuple[str, str]]:
    """The options of a choice."""
    return [(option.value, option.en if language == "en" else option.vi) for option in field.options]


def choices_of(what: str, word: Say) -> list[tuple[str, str]]:
    """The options within a block: kinds of papers, of residence, sexes."""
    values: dict[str, Sequence[str]] = {
        "identity": tuple(IDENTITY_KINDS),
        "residence": RESIDENCES,
        "gender": tuple(GENDERS),
    }
    return [(value, word(f"office.desk.{what}.{value}")) for value in values[what]]


def _codes(form_: Form | None) -> tuple[str, ...]:
    return form_.procedures if form_ else ()


def procedure_name(procedure: Procedure | None) -> str:
    """Its name, '' for one that is not in force."""
    return procedure.name if procedure else ""
