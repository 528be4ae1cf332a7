"""One import: how far it is, what it brought, what it refused; taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from server.actions.import_steps import STEP, refused_of
from server.actions.import_undo import begin_undo, go_back, kept_of
from server.domain.batches import Batch, Kept
from server.domain.imports import Upload
from server.domain.problems import Refusal
from server.domain.row_problems import RowProblem
from server.http.desk import act, form, view, write
from server.http.office.import_refused import reason
from server.http.office.names import Names
from server.http.office.page import page, say
from server.http.office.spreadsheet import spreadsheet
from server.http.render import redirect
from server.http.security import guarded
from server.http.session import locale
from server.importer import Importer
from server.store.port import Unit

MOST = 100
"""So many refused rows and kept records stand on the page; the spreadsheet has all."""


def importer(request: Request) -> Importer:
    """Who carries long imports through."""
    found: Importer = request.app.state.importer
    return found


@dataclass(frozen=True)
class Shown:
    """A batch as its page shows it. `stopped` says that it is under way and nobody is at it."""

    batch: Batch
    refused: Sequence[RowProblem]
    kept: Sequence[Kept]
    by: str
    undone_by: str
    upload: bool
    stopped: bool

    @property
    def percent(self) -> int:
        """How far it is, there or back."""
        done, total = (self.batch.back, self.batch.parts) if self.batch.undo else (self.batch.read, self.batch.total)
        return 100 * done // total if total else 100


async def show_batch(request: Request, refusal: Refusal | None = None) -> Response:
    """What an import did, or is doing."""
    with view(request) as seen:
        batch = seen.get(Batch, request.path_params["id"])
        if batch is None:
            raise Refusal("not_found")
        names = Names(seen)
        shown = Shown(
            batch=batch,
            refused=refused_of(seen, batch),
            kept=kept_of(seen, batch),
            by=names.person(batch.by),
            undone_by=names.person(batch.undone_by),
            upload=bool(batch.upload and seen.get(Upload, batch.upload)),
            stopped=batch.moving and not importer(request).busy(batch.id),
        )
    return page(request, "office/import_batch.html", refusal=refusal, shown=shown, batch=batch, most=MOST)


async def do_undo(request: Request) -> Response:
    """Take back what nobody has touched since. Twice is once."""
    data, id_ = await form(request), request.path_params["id"]
    acting = act(request, data)

    def undo(unit: Unit) -> Batch:
        batch = begin_undo(unit, acting, id_)
        while batch.state == "undoing" and batch.undo == acting.event_id and batch.total <= 2 * STEP:
            batch = go_back(unit, acting, id_)
        return batch

    try:
        batch = await write(request, undo)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return await show_batch(request, refusal)
    if batch.moving:
        importer(request).wake(id_)
    return redirect(request, f"/office/import/batches/{id_}")


async def do_continue(request: Request) -> Response:
    """Go on with one that has stopped on the way."""
    importer(request).wake(request.path_params["id"])
    return redirect(request, f"/office/import/batches/{request.path_params['id']}")


async def export_refused(request: Request) -> Response:
    """The refused rows of an import by number and reason, when its file is no longer kept."""
    word = say(request)
    with view(request) as seen:
        batch = seen.get(Batch, request.path_params["id"])
        if batch is None:
            raise Refusal("not_found")
        rows = [reason(problem, word, locale(request)) for problem in refused_of(seen, batch)]
    return spreadsheet(request, "dong-bi-tu-choi", rows)


routes = [
    guarded("/office/import/batches/{id}", show_batch, "items.read"),
    guarded("/office/import/batches/{id}/undo", do_undo, "items.import", ["POST"]),
    guarded("/office/import/batches/{id}/continue", do_continue, "items.import", ["POST"]),
    guarded("/office/import/batches/{id}/refused.xlsx", export_refused, "items.import"),
]
