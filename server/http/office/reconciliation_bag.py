"""One bag of a week: count it, explain what differs, sign it off, print its sheet."""

from collections.abc import Callable
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.history import story
from server.actions.organisation import agency
from server.actions.reconciliation import Said, count, held, settle, sign
from server.documents.qr import qr_svg
from server.domain.items import Item
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.scanned import codes
from server.http.desk import act, form, view, write
from server.http.ledger import head
from server.http.office.names import Names
from server.http.office.packing import ticked
from server.http.office.page import Typed, page, say, today, typed
from server.http.office.reconciliation_lines import Week, bag_line, difference, paper_rows, read_week
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit, View


def bag_page(
    request: Request, given: Typed, chosen: frozenset[str] | None = None, refusal: Refusal | None = None
) -> Response:
    """The bag of the URL; after a refusal with all that was typed and ticked."""
    word = say(request)
    with view(request) as seen:
        names, week, deliverer = Names(seen), _week(request), _deliverer(seen, request)
        line, found = bag_line(seen, week, deliverer.id, names), held(seen, deliverer.id)
        rows = paper_rows(seen, found, names) if week.present else []
        done = line.found
        shown: dict[str, Any] = {
            "week": week,
            "line": line,
            "rows": rows,
            "ticked": chosen if chosen is not None else frozenset(done.said if done else ()),
            "differences": [
                difference(seen, one, deliverer.id, names, word) for one in (done.findings if done else ())
            ],
            "history": [(one, names.person(one.by)) for one in reversed(story(seen, done))] if done else [],
            "people": names,
        }
    return page(request, "office/reconciliation_bag.html", refusal=refusal, typed=given, **shown)


def _week(request: Request) -> Week:
    week = read_week(request.path_params["week"], today(request))
    if week.id != request.path_params["week"]:
        raise Refusal("not_found")
    return week


def _deliverer(seen: View, request: Request) -> Person:
    found = seen.get(Person, request.path_params["person"])
    if found is None:
        raise Refusal("not_found")
    return found


async def show_bag(request: Request) -> Response:
    """The bag."""
    return bag_page(request, Typed())


Doing = Callable[[Unit, Act, Request, FormData], object]


def _count(unit: Unit, by: Act, request: Request, data: FormData) -> object:
    given, week = typed(data), _week(request)
    if not week.present:
        raise Refusal("conflict", None, "Chỉ đếm được túi của tuần này.")
    number = int(given["number"]) if given["number"].isascii() and given["number"].isdigit() else None
    said = Said(given["source"], (*ticked(data), *_scanned(unit, given["codes"])), number, given["note"])
    return count(unit, by, request.path_params["person"], said)


def _scanned(view_: View, text: str) -> list[str]:
    """The papers behind scanned codes, one a line; what stands for none is refused."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines()[:100])):
        item = next((item for code in codes(line) if (item := view_.get(Item, code)) is not None), None)
        if item is None:
            raise Refusal("invalid", "codes", f"Không thấy kết quả nào có mã {line[:60]}.")
        found.append(item.id)
    return found


def _sign(unit: Unit, by: Act, request: Request, data: FormData) -> object:
    return sign(unit, by, _week(request).id, request.path_params["person"])


def _settle(unit: Unit, by: Act, request: Request, data: FormData) -> object:
    given = typed(data)
    return settle(unit, by, _week(request).id, request.path_params["person"], given["item"], given["how"])


DOINGS: dict[str, Doing] = {"count": _count, "sign": _sign, "settle": _settle}


async def do_bag(request: Request) -> Response:
    """One act of the page's forms, named in `doing`."""
    data = await form(request)
    given = typed(data)
    doing = DOINGS.get(given["doing"])
    try:
        if doing is None:
            raise Refusal("invalid")
        await write(request, lambda unit: doing(unit, act(request, data), request, data))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        chosen = frozenset(ticked(data)) if given["doing"] == "count" else None
        return bag_page(request, given, chosen, refusal)
    return redirect(request, request.url.path)


async def print_bag(request: Request) -> Response:
    """The sheet: every paper that the ledger has in his hands, counted against it, signed by both."""
    with view(request) as seen:
        names, week, deliverer = Names(seen), _week(request), _deliverer(seen, request)
        line, newest, issuing = bag_line(seen, week, deliverer.id, names), head(seen), agency(seen, today(request))
        ids = line.found.held if line.found else [item.id for item in held(seen, deliverer.id)]
        extra = [one for one in (line.found.findings if line.found else ()) if one.kind == "extra"]
        items = [item for id_ in ids if (item := seen.get(Item, id_)) is not None]
        rows = paper_rows(seen, items, names)
    address = f"{request.app.state.settings.url}/office/reconciliation/{week.id}/{deliverer.id}"
    qr = qr_svg(address, title=say(request, "vi")("office.print.qr"))
    shown: dict[str, Any] = {
        "week": week,
        "line": line,
        "rows": rows,
        "extra": extra,
        "agency": issuing,
        "head": newest,
    }
    return page(request, "print/reconciliation.html", qr=qr, **shown)


routes = [
    guarded("/office/reconciliation/{week}/{person}", show_bag, "reconcile"),
    guarded("/office/reconciliation/{week}/{person}", do_bag, "reconcile", ["POST"]),
    guarded("/office/reconciliation/{week}/{person}/sheet", print_bag, "reconcile"),
]
