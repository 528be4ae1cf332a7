"""The answers to what is asked about a file, and the confirmation of its preview."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.import_steps import STEP, begin, go_on
from server.actions.imports import nothing_new
from server.actions.uploads import asks_font, say_columns, say_font, say_kind
from server.domain.batches import Batch
from server.domain.imports import Upload
from server.domain.lists import KINDS, ReadList
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.import_columns import chosen_columns
from server.http.office.import_preview import lists, preview_page, upload_of
from server.http.office.imports import import_page
from server.http.office.page import page
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit

AT_ONCE = 2 * STEP
"""A list of so many rows is imported while the clerk waits; a longer one shows how far it is."""


async def do_answer(request: Request) -> Response:
    """The answers to what was asked about the file: its font, its kind, the meaning of its columns."""
    data, id_ = await form(request), request.path_params["id"]
    kind = next((one for one in KINDS if one == data.get("list")), None)
    try:
        if data.get("font") in ("convert", "keep"):
            await write(request, lambda unit: say_font(unit, id_, data.get("font") == "convert"))
        elif kind is not None and not data.get("columns"):
            await write(request, lambda unit: say_kind(unit, id_, kind))
        elif kind is not None:
            choices = chosen_columns(data, kind)
            await write(request, lambda unit: say_columns(unit, id_, kind, choices))
    except Refusal as refusal:
        if refusal.code == "not_found":
            return import_page(request, refusal)
        return await asyncio.to_thread(preview_page, request, upload_of(request), refusal)
    return redirect(request, f"/office/import/{id_}")


async def do_import(request: Request) -> Response:
    """Import what was previewed: a short list now, a long one step by step. The same file twice changes nothing."""
    data = await form(request)
    try:
        kept = upload_of(request)
        if asks_font(kept):
            return redirect(request, f"/office/import/{kept.id}")
        shown = await asyncio.to_thread(lists(request).preview, kept)
    except Refusal as refusal:
        return import_page(request, refusal)
    acting, listed = act(request, data), lists(request).listed(kept)
    if not shown.counts["created"] + shown.counts["updated"] and not _begun(request, acting.event_id):
        result = nothing_new(listed)
        return page(request, "office/import_nothing.html", result=result, name=kept.name, upload=kept)
    short = len(listed.rows) <= AT_ONCE
    batch = await write(request, lambda unit: _begin(unit, acting, listed, kept, short))
    if batch.moving:
        request.app.state.importer.wake(batch.id)
    return redirect(request, f"/office/import/batches/{batch.id}")


def _begun(request: Request, batch_id: str) -> bool:
    with view(request) as seen:
        return seen.get(Batch, batch_id) is not None


def _begin(unit: Unit, act: Act, listed: ReadList, kept: Upload, whole: bool) -> Batch:
    batch = begin(unit, act, listed, kept.name, kept.id)
    while whole and batch.state == "running":
        batch = go_on(unit, act, batch.id, listed)
    return batch


routes = [
    guarded("/office/import/{id}/answer", do_answer, "items.import", ["POST"]),
    guarded("/office/import/{id}", do_import, "items.import", ["POST"]),
]
