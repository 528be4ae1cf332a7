"""Filling in a form at the desk, and putting one right on the same screen: from the form's file alone (R12)."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.appointments import check_in
from server.actions.catalogue import procedure_on
from server.actions.desk import Act
from server.actions.filled_forms import correct_form, form_of, write_form
from server.actions.setup import commune
from server.domain.appointments import Appointment
from server.domain.filled_forms import FilledForm
from server.domain.form_inputs import asked
from server.domain.form_retyped import defaults_of, typed_of
from server.domain.forms import Form
from server.domain.names import folded
from server.domain.problems import Refusal
from server.domain.written import Written
from server.http.desk import act, form, view, write
from server.http.office.desk_entry_page import entry_page, procedure_name
from server.http.office.desk_picking import expected, picked
from server.http.office.desk_queue import form_behind
from server.http.office.desk_shown import fault_lines
from server.http.office.desk_typing import Many, begun, corrected, many_of, typed_from, written_of
from server.http.office.names import name_order
from server.http.office.page import Typed, page, say, today, typed
from server.http.render import redirect
from server.http.security import guarded
from server.http.session import locale
from server.store.port import Unit


async def show_new(request: Request) -> Response:
    """The empty form of `?form=`, or which forms there are; `?citizen=` or `?appointment=` says at once for whom."""
    query = request.query_params
    code = query.get("form", "")
    if not code:
        return _choose(request)
    form_ = request.app.state.forms.get(code)
    if form_ is None:
        raise Refusal("not_found")
    given = begun(procedure=query.get("procedure", "")[:40])
    many = {**defaults_of(form_), **_signed_here(request, form_)}
    if appointment := query.get("appointment"):
        given, many, _ = expected(request, form_, given, many, appointment)
    elif citizen := query.get("citizen"):
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
            (one, [(code, procedure_name(procedure_on(seen, code, day))) for code in one.procedures])
            for one in request.app.state.forms.values()
            if one.in_force(day)
        ]
    found = [one for one in listed if all(word in folded(_searched(*one)) for word in words)]
    found.sort(key=lambda one: name_order(one[0].title.vi))
    kept = {name: query[name][:60] for name in ("citizen", "appointment") if query.get(name)}
    more = f"&{urlencode(kept)}" if kept else ""
    return page(request, "office/desk_choose.html", found=found, q=query.get("q", "")[:100], kept=kept, more=more)


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
        made = await write(request, lambda unit: _keep(unit, act(request, data), written, given["appointment"]))
    except Refusal as refusal:
        return entry_page(request, form_, given, many, show_faults=True, refusal=refusal)
    return redirect(request, f"/office/desk/{made.id}")


def _keep(unit: Unit, by: Act, written: Written, appointment: str) -> FilledForm:
    """What was written; whoever had an appointment for it has come."""
    made = write_form(unit, by, written)
    known = unit.get(Appointment, appointment) if appointment else None
    if known is not None and known.state in ("booked", "missed"):
        check_in(unit, by, known.id)
    return made


async def show_correct(request: Request) -> Response:
    """The screen filled with what was written. Refuses form_closed."""
    before = _before(request, request.path_params["id"])
    if not before.is_open:
        raise Refusal("form_closed")
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
