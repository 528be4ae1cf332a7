"""Units and hamlets: which there are on a day, adding, changing, merging, with the history of it."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.history import story
from server.actions.organisation import (
    add_unit,
    agency,
    change_hamlet,
    end_unit,
    merge_hamlets,
    new_hamlet,
    unit_on,
)
from server.domain.commune import Hamlet
from server.domain.names import sort_key
from server.domain.organisation import LEVELS, AdministrativeUnit
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today, typed
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day as shown_day
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit

HERE = "/office/organisation"


def organisation_page(
    request: Request, refusal: Refusal | None = None, data: Typed | None = None, ticked: Sequence[str] = ()
) -> Response:
    """Units by level and time, hamlets by name; with `refusal`, what was typed and `ticked` is still there."""
    asked = request.query_params.get("day", "")
    day = asked if len(asked) == 10 and asked.replace("-", "").isdigit() else today(request)
    with view(request) as seen:
        names = Names(seen)
        units = sorted(
            seen.find(AdministrativeUnit, "all", ""), key=lambda one: (LEVELS.index(one.level), one.valid_from)
        )
        hamlets = sorted(
            seen.find(Hamlet, "all", ""), key=lambda one: (not one.in_force(day), not one.active, sort_key(one.name))
        )
        changes = [change for one in (*units, *hamlets) for change in story(seen, one)]
        issuing, held = agency(seen, day), {level: unit_on(seen, level, day) for level in LEVELS}
    history = change_lines(sorted(changes, key=lambda one: one.at, reverse=True)[:30], names)
    return page(
        request,
        "office/organisation.html",
        refusal=refusal,
        ticked=ticked,
        typed=data or Typed(),
        day=day,
        agency=issuing,
        held=held,
        units=units,
        hamlets=hamlets,
        by_id={one.id: one for one in (*units, *hamlets)},
        levels=LEVELS,
        history=history,
    )


async def show_organisation(request: Request) -> Response:
    """What there is on a day."""
    return organisation_page(request)


async def export_hamlets(request: Request) -> Response:
    """The hamlets as XLSX."""
    with view(request) as seen:
        found = sorted(seen.find(Hamlet, "all", ""), key=lambda one: (not one.active, sort_key(one.name)))
    word = say(request)
    rows = [
        {
            word("office.hamlet"): one.name,
            word("office.organisation.other_names"): ", ".join(one.other_names),
            word("office.organisation.remote"): "x" if one.remote else "",
            word("office.organisation.first_day"): shown_day(one.valid_from),
            word("office.organisation.last_day"): shown_day(one.valid_to),
        }
        for one in found
    ]
    return spreadsheet(request, "ap", rows)


async def _do(request: Request, what: str) -> Response:
    data = await form(request)
    given = typed(data)
    names = given["other_names"].split("\n")
    remote, by = bool(given["remote"]), act(request, data)
    ids = [value for value in data.getlist("ids") if isinstance(value, str)]

    def done(unit: Unit) -> object:
        return _acts(unit, by, what, given, names, remote, ids)

    try:
        await write(request, done)
    except Refusal as refusal:
        return organisation_page(request, refusal, Typed({**given, "form": what}), ids)
    return redirect(request, HERE)


def _acts(unit: Unit, by: Act, what: str, given: Typed, names: list[str], remote: bool, ids: list[str]) -> object:
    if what == "hamlet":
        return new_hamlet(unit, by, given["name"], names, remote, given["valid_from"])
    if what == "change":
        active = bool(given["active"])
        return change_hamlet(unit, by, given["id"], name=given["name"], other_names=names, remote=remote, active=active)
    if what == "merge":
        return merge_hamlets(unit, by, ids, given["into"], given["day"], given["document"])
    if what == "end":
        return end_unit(unit, by, given["id"], given["valid_to"], given["document"], given["successor"] or None)
    return add_unit(
        unit,
        by,
        name=given["name"],
        level=given["level"],
        code=given["code"],
        parent=given["parent"] or None,
        desk=given["desk"],
        valid_from=given["valid_from"],
        document=given["document"],
        neighbour=bool(given["neighbour"]),
    )


async def do_hamlet(request: Request) -> Response:
    """One more hamlet."""
    return await _do(request, "hamlet")


async def do_change(request: Request) -> Response:
    """A hamlet is called otherwise."""
    return await _do(request, "change")


async def do_merge(request: Request) -> Response:
    """Hamlets go into another."""
    return await _do(request, "merge")


async def do_unit(request: Request) -> Response:
    """A unit from a day on."""
    return await _do(request, "unit")


async def do_end(request: Request) -> Response:
    """A unit ends without a successor."""
    return await _do(request, "end")


routes = [
    guarded(HERE, show_organisation, "catalogue.read"),
    guarded(f"{HERE}/hamlets.xlsx", export_hamlets, "catalogue.read"),
    guarded(f"{HERE}/hamlets", do_hamlet, "organisation.write", ["POST"]),
    guarded(f"{HERE}/hamlets/change", do_change, "organisation.write", ["POST"]),
    guarded(f"{HERE}/hamlets/merge", do_merge, "organisation.write", ["POST"]),
    guarded(f"{HERE}/units", do_unit, "organisation.write", ["POST"]),
    guarded(f"{HERE}/units/end", do_end, "organisation.write", ["POST"]),
]
