"""The catalogue of procedures: the list on a day, one procedure with its versions and history, changing it."""

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from server.actions.catalogue import add_procedure, catalogue, change_procedure, end_procedure, procedure_on, versions
from server.actions.history import story
from server.domain.problems import Refusal
from server.domain.procedures import Component, Procedure
from server.domain.times import read_day
from server.http.desk import act, form, view, write
from server.http.office.asked import Asked, holds
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Say, Typed, page, say, today, typed
from server.http.office.spreadsheet import spreadsheet
from server.http.render import redirect
from server.http.security import guarded

CLASSES = ("D0", "D1", "D2", "D3")
SAME_DAYS = ("yes", "partly", "no")
COPIES = ("original", "copy", "certified", "shown")
CONFIDENCES = ("H", "M", "L")
SPARE_ROWS = 3
"""So many empty lines for components stand below the known ones."""


@dataclass(frozen=True)
class CatalogueFilter(Asked):
    """What a URL asks for; `day` is the day on which the catalogue is read, '' for today."""

    here = "/office/procedures"
    choices = MappingProxyType({"delivery_class": CLASSES, "same_day": SAME_DAYS})
    day_fields = ("day",)
    q: str = ""
    field: str = ""
    delivery_class: str = ""
    same_day: str = ""
    day: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anything out."""
        return replace(self, day="") != CatalogueFilter()

    def passes(self, one: Procedure) -> bool:
        """Whether a procedure is asked for."""
        return (
            holds(f"{one.code} {one.name}", self.q)
            and (not self.field or one.field == self.field)
            and (not self.delivery_class or one.delivery_class == self.delivery_class)
            and (not self.same_day or one.same_day == self.same_day)
        )


async def show_procedures(request: Request) -> Response:
    """The list on a day."""
    wanted = CatalogueFilter.read(request.query_params)
    with view(request) as seen:
        everything = catalogue(seen, wanted.day or today(request))
    found = [one for one in everything if wanted.passes(one)]
    return page(
        request,
        "office/procedures.html",
        filter=wanted,
        procedures=found,
        fields=list(dict.fromkeys(one.field for one in everything)),
        classes=CLASSES,
        same_days=SAME_DAYS,
    )


async def export_procedures(request: Request) -> Response:
    """The list behind the URL as XLSX."""
    wanted, word = CatalogueFilter.read(request.query_params), say(request)
    with view(request) as seen:
        found = [one for one in catalogue(seen, wanted.day or today(request)) if wanted.passes(one)]
    return spreadsheet(request, "thu-tuc", (_row(one, word) for one in found))


def _row(one: Procedure, word: Say) -> dict[str, str]:
    return {
        word("office.procedure.code"): one.code,
        word("office.procedure.name"): one.name,
        word("office.procedure.field"): one.field,
        word("office.procedure.about"): one.about,
        word("office.procedure.who"): one.who,
        word("office.procedure.result"): one.result,
        word("office.procedure.legal_days"): str(one.legal_days),
        word("office.procedure.legal_text"): one.legal_text,
        word("office.procedure.components"): "\n".join(component.name for component in one.components),
        word("office.procedure.fee"): one.fee,
        word("office.procedure.same_day"): word(f"office.same_day.{one.same_day}"),
        word("office.procedure.class"): one.delivery_class,
        word("office.procedure.condition"): one.condition,
        word("office.procedure.source"): one.source,
        word("office.procedure.valid_from"): one.valid_from,
    }


async def show_procedure(request: Request) -> Response:
    """One procedure as it is today, its other versions, and who changed what."""
    code, day = request.path_params["code"], request.query_params.get("day", "")
    with view(request) as seen:
        known = versions(seen, code)
        if not known:
            raise Refusal("not_found")
        shown = procedure_on(seen, code, read_day(day) or today(request)) or known[-1]
        names = Names(seen)
        history = [line for one in known for line in change_lines(story(seen, one), names)]
    return page(
        request,
        "office/procedure.html",
        procedure=shown,
        versions=known,
        history=sorted(history, key=lambda line: line.change.at, reverse=True),
    )


def form_page(request: Request, data: Typed, rows: list[Component], refusal: Refusal | None = None) -> Response:
    """The form of a new procedure or of a change; what was typed is still there."""
    return page(
        request,
        "office/procedure_form.html",
        refusal=refusal,
        typed=data,
        code=request.path_params.get("code", ""),
        rows=[*rows, *[Component(name="")] * SPARE_ROWS],
        classes=CLASSES,
        same_days=SAME_DAYS,
        copies=COPIES,
        confidences=CONFIDENCES,
    )


async def show_new(request: Request) -> Response:
    """An empty form."""
    usual = {"delivery_class": "D0", "same_day": "no", "confidence": "M", "legal_days": "0"}
    return form_page(request, Typed({**usual, "valid_from": today(request)}), [])


async def show_change(request: Request) -> Response:
    """What holds today, to be changed from a day on."""
    with view(request) as seen:
        known = versions(seen, request.path_params["code"])
        if not known:
            raise Refusal("not_found")
        shown = procedure_on(seen, known[0].code, today(request)) or known[-1]
    fields = {name: str(getattr(shown, name)) for name in _TEXTS}
    usual = {**fields, "authorisation": "1" if shown.authorisation else "", "valid_from": today(request)}
    return form_page(request, Typed(usual), list(shown.components))


_TEXTS = (
    "name",
    "field",
    "about",
    "who",
    "result",
    "legal_days",
    "legal_text",
    "fee",
    "same_day",
    "same_day_note",
    "delivery_class",
    "condition",
    "confidence",
    "source",
)


def fields_of(given: Typed, rows: list[Component]) -> dict[str, Any]:
    """A procedure's fields as typed. Refuses invalid."""
    days = given["legal_days"].strip()
    if not (days.isascii() and days.isdigit() and len(days) < 4):
        raise Refusal("invalid", "legal_days", "Thời hạn là số ngày làm việc, 0 là trong ngày.")
    for name, values in {"delivery_class": CLASSES, "same_day": SAME_DAYS, "confidence": CONFIDENCES}.items():
        if given[name] not in values:
            raise Refusal("invalid", name)
    texts = {name: " ".join(given[name].split())[:500] for name in _TEXTS if name != "legal_days"}
    return {
        **texts,
        "legal_days": int(days),
        "authorisation": bool(given["authorisation"]),
        "components": tuple(one for one in rows if one.name),
    }


def components_of(data: FormData) -> list[Component]:
    """The lines of components, empty ones left out; a count that is none is 1."""

    def column(name: str) -> list[str]:
        return [value if isinstance(value, str) else "" for value in data.getlist(name)]

    lines = zip(column("component"), column("copy"), column("count"), column("when"), strict=False)
    return [
        Component(
            name=" ".join(name.split())[:300],
            copy=copy if copy in COPIES else "original",  # type: ignore[arg-type]  # one of the literal's values
            count=int(count) if count.isascii() and count.isdigit() and 0 < len(count) < 3 else 1,
            required=not when.strip(),
            when=" ".join(when.split())[:300],
        )
        for name, copy, count, when in lines
        if name.strip()
    ]


async def do_add(request: Request) -> Response:
    """Put a new procedure into the catalogue."""
    data = await form(request)
    given, rows = typed(data), components_of(data)
    try:
        fields = fields_of(given, rows)
        code, day = given["code"].strip(), given["valid_from"]
        await write(request, lambda unit: add_procedure(unit, act(request, data), code, day, **fields))
    except Refusal as refusal:
        return form_page(request, given, rows, refusal)
    return redirect(request, f"/office/procedures/{code}?day={day}")


async def do_change(request: Request) -> Response:
    """A new version from a day on; with an end, the last day on which the procedure holds."""
    data, code = await form(request), request.path_params["code"]
    given, rows = typed(data), components_of(data)
    day, why = given["valid_from"], given["why"]
    try:
        if given["end"]:
            await write(request, lambda unit: end_procedure(unit, act(request, data), code, day, why))
        else:
            fields = fields_of(given, rows)
            await write(request, lambda unit: change_procedure(unit, act(request, data), code, day, why, **fields))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return form_page(request, given, rows, refusal)
    return redirect(request, f"/office/procedures/{code}?day={day}")


routes = [
    guarded("/office/procedures", show_procedures, "catalogue.read"),
    guarded("/office/procedures.xlsx", export_procedures, "catalogue.read"),
    guarded("/office/procedures/new", show_new, "catalogue.write"),
    guarded("/office/procedures/new", do_add, "catalogue.write", ["POST"]),
    guarded("/office/procedures/{code}", show_procedure, "catalogue.read"),
    guarded("/office/procedures/{code}/change", show_change, "catalogue.write"),
    guarded("/office/procedures/{code}/change", do_change, "catalogue.write", ["POST"]),
]
