"""The condition under which a class D1 leaves the house: recorded, changed, taken back, with its history."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.conditions import record_condition, withdraw_condition
from server.actions.history import story
from server.domain.conditions import Condition
from server.domain.delivery_class import may_leave, said
from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.http.desk import act, form, view, write
from server.http.office.change_lines import change_lines
from server.http.office.item import item_of
from server.http.office.names import Names
from server.http.office.page import Typed, page, typed
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View

ACTS = ("item.condition", "item.condition_withdrawn")


def condition_page(request: Request, given: Typed | None = None, refusal: Refusal | None = None) -> Response:
    """The page; with a refusal, what was typed is still there."""
    with view(request) as seen:
        item = item_of(seen, request)
        changes = [change for change in reversed(story(seen, item)) if change.what in ACTS]
        shown: dict[str, Any] = {
            "item": item,
            "leave": may_leave(item),
            "now": said(item.condition) if item.condition else "",
            "procedure": _procedure(seen, item),
            "history": change_lines(changes, Names(seen)),
        }
    return page(request, "office/condition.html", refusal=refusal, typed=given or typed_from(item.condition), **shown)


def typed_from(condition: Condition | None) -> Typed:
    """The form that would have recorded it."""
    if condition is None:
        return Typed()
    return Typed(condition_kind=condition.kind, condition_document=condition.document, condition_day=condition.day)


def _procedure(seen: View, item: Item) -> Procedure | None:
    """The procedure behind a dossier's result: the catalogue says in words under which condition it may leave."""
    dossier = seen.get(Dossier, item.dossier) if item.dossier else None
    return seen.get(Procedure, dossier.procedure) if dossier else None


async def show_condition(request: Request) -> Response:
    """What is recorded, and the form."""
    return condition_page(request)


async def do_condition(request: Request) -> Response:
    """Record it, or with `withdraw` take it back."""
    data = await form(request)
    given, id_ = typed(data), request.path_params["id"]
    try:
        if given["withdraw"]:
            await write(request, lambda unit: withdraw_condition(unit, act(request, data), id_, given["reason"]))
        else:
            said_ = given["condition_kind"], given["condition_document"], given["condition_day"]
            await write(request, lambda unit: record_condition(unit, act(request, data), id_, *said_))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return condition_page(request, given, refusal)
    return redirect(request, f"/office/items/{id_}")


routes = [
    guarded("/office/items/{id}/condition", show_condition, "items.read"),
    guarded("/office/items/{id}/condition", do_condition, "requests.write", ["POST"]),
]
