"""Filling in a form at the desk, and putting one right on the same screen: from the form's file alone (R12)."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.catalogue import procedure_on
from server.actions.filled_forms import correct_form, form_of, write_form
from server.actions.setup import commune
from server.domain.filled_forms import SIGNING_REASONS, FilledForm
from server.domain.form_answers import GENDERS, IDENTITY_KINDS
from server.domain.form_people import people_on
from server.domain.form_typed import BOXES, PARTS, asked, defaults_of, derived_words, filled, hidden_by, typed_of
from server.domain.forms import Field, Form
from server.domain.names import folded
from server.domain.problems import Refusal
from server.domain.requested import RELATIONS
from server.http.desk import act, form, view, write
from server.http.office.desk_picking import picked
from server.http.office.desk_queue import form_behind
from server.http.office.desk_shown import FaultLine, fault_lines, said
from server.http.office.desk_typing import Many, begun, corrected, many_of, typed_from, written_of
from server.http.office.names import Names, name_order
from server.http.office.page import Say, Typed, page, say, today, typed
from server.http.render import redirect
from server.http.security import guarded
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
        procedures = [(code, _name(procedure_on(seen, code, today(request)))) for code in _codes(form_)]
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


def _name(procedure: Any) -> str:
    return procedure.name if procedure else ""


async def show_new(request: Request) -> Response:
    """The empty form of `?form=`, or which forms there are; `?citizen=` chooses somebody at once."""
    query = request.query_params
    code = query.get("form", "")
    if not code:
        return _choose(request)
    form_ = request.app.state.forms.get(code)
    if form_ is None:
        raise Refusal("not_found")
    given = begun(procedure=query.get("procedure", "")[:40])
    many = {**defaults_of(form_), **_signed_here(request, form_)}
    if citizen := query.get("citizen"):
        chosen = Typed({**given, "pick": "declarant", "declarant_citizen": citizen})
        given, many, _ = picked(request, form_, chosen, many)
    return entry_page(request, form_, given, many)


def _signed_here(request: Request, form_: Form) -> Many:
    """Place and day of signing, and whom it is addressed to: here, today, to this commune."""
    with view(request) as seen:
        here = commune(seen)
    name, (year, month, day) = here.name if here else "", today(request).split("-")
    found: Many = {}
    for field in asked(form_):
        if field.type == "place_date":
            boxes = {"place": name, "date.day": day, "date.month": month, "date.year": year}
            found.update({f"{field.name}.{box}": [text] for box, text in boxes.items()})
        elif field.name == "authority" and field.type == "text":
            found[field.name] = [f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"]
    return found


def _choose(request: Request) -> Response:
    query = request.query_params
    day, words = today(request), folded(query.get("q", "")[:100]).split()
    with view(request) as seen:
        listed = [
            (one, [(code, _name(procedure_on(seen, code, day))) for code in one.procedures])
            for one in request.app.state.forms.values()
            if one.in_force(day)
        ]
    found = [one for one in listed if all(word in folded(_searched(*one)) for word in words)]
    found.sort(key=lambda one: name_order(one[0].title.vi))
    citizen = query.get("citizen", "")[:60]
    more = f"&citizen={citizen}" if citizen.replace("-", "").isalnum() else ""
    return page(request, "office/desk_choose.html", found=found, q=query.get("q", "")[:100], more=more)


def _searched(form_: Form, procedures: list[tuple[str, str]]) -> str:
    return f"{form_.title.vi} {form_.title.en} {form_.code} {' '.join(f'{code} {name}' for code, name in procedures)}"


async def draft(request: Request) -> Response:
    """The screen again with what follows from what was typed, kept nowhere: for who is typing."""
    data = await form(request)
    given, many = typed(data), many_of(data)
    before = _before(request, given["correcting"]) if given["correcting"] else None
    form_ = form_behind(request, before) if before else request.app.state.forms.get(given["form"])
    if form_ is None:
        raise Refusal("not_found")
    many = _rows_changed(many, given)
    try:
        given, many, card = picked(request, form_, given, many)
    except Refusal as refusal:
        return entry_page(request, form_, given, many, before, refusal=refusal)
    return entry_page(request, form_, given, many, before, show_faults=given["look"] == "1", card=card)


def _rows_changed(many: Many, given: Typed) -> Many:
    """A row more, or one less; the other rows keep their numbers, and so what was typed in them."""
    if add := given["add"]:
        numbers = [int(one) for one in many.get(add, ()) if one.isascii() and one.isdigit() and len(one) < 5]
        return {**many, add: [*map(str, numbers), str(max(numbers, default=-1) + 1)]}
    if drop := given["drop"]:
        name, _, number = drop.rpartition(".")
        return {**many, name: [one for one in many.get(name, ()) if one != number]}
    return many


def _before(request: Request, id_: str) -> FilledForm:
    with view(request) as seen:
        return form_of(seen, id_)


async def do_write(request: Request) -> Response:
    """Keep it. What is missing is said once, and kept all the same if that is wished."""
    data = await form(request)
    given, many = typed(data), many_of(data)
    form_ = request.app.state.forms.get(given["form"])
    if form_ is None:
        raise Refusal("not_found")
    if given["scan"].strip():
        return await draft(request)
    with view(request) as seen:
        here = commune(seen)
    written = written_of(form_, given, many, here.name if here else "")
    if given["anyway"] != "1" and fault_lines(form_, written.values, say(request), locale(request)):
        return entry_page(request, form_, given, many, show_faults=True, asking_anyway=True)
    try:
        made = await write(request, lambda unit: write_form(unit, act(request, data), written))
    except Refusal as refusal:
        return entry_page(request, form_, given, many, show_faults=True, refusal=refusal)
    return redirect(request, f"/office/desk/{made.id}")


async def show_correct(request: Request) -> Response:
    """The screen filled with what was written."""
    before = _before(request, request.path_params["id"])
    form_ = form_behind(request, before)
    many = typed_of(form_, before.values) if form_ else {}
    return entry_page(request, form_, typed_from(before), many, before, show_faults=True)


async def do_correct(request: Request) -> Response:
    """Put it right, with the reason."""
    data = await form(request)
    given, many, id_ = typed(data), many_of(data), request.path_params["id"]
    before = _before(request, id_)
    form_ = form_behind(request, before)
    with view(request) as seen:
        here = commune(seen)
    written = corrected(form_, before, given, many, here.name if here else "")
    try:
        await write(request, lambda unit: correct_form(unit, act(request, data), id_, written, given["why"]))
    except Refusal as refusal:
        return entry_page(request, form_, given, many, before, show_faults=True, refusal=refusal)
    return redirect(request, f"/office/desk/{id_}")


routes = [
    guarded("/office/desk/new", show_new, "desk.write"),
    guarded("/office/desk/new", do_write, "desk.write", ["POST"]),
    guarded("/office/desk/draft", draft, "desk.write", ["POST"]),
    guarded("/office/desk/{id}/correct", show_correct, "desk.write"),
    guarded("/office/desk/{id}/correct", do_correct, "desk.write", ["POST"]),
]
