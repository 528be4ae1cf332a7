"""Importing a card list: the file, the preview of what it would do, the confirmation, the result."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from server.actions.imports import import_items, preview, read, result_of
from server.actions.uploads import found_upload, keep_upload
from server.documents.sheets import read_table
from server.domain.batches import Batch
from server.domain.imports import VERDICTS, ImportResult, Preview, PreviewRow, Upload
from server.domain.problems import Refusal
from server.domain.tables import Table
from server.http.desk import act, form, view, write
from server.http.office.item_list import read_page
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.page import Say, page, say
from server.http.office.paging import Paged, cut, pages
from server.http.render import redirect
from server.http.security import guarded

PAGE = 100
EARLIER = 10
"""So many earlier imports stand below the form."""
SHOWN = ("all", *VERDICTS, "warned")


@dataclass(frozen=True)
class Earlier:
    """An import of the past in one line."""

    batch: Batch
    name: str
    at: str
    by: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PreviewPage(Paged[PreviewRow]):
    """One page of a preview's rows; `show` is a verdict, warned or all."""

    upload: str
    show: str

    def url(self, page: int = 1, show: str | None = None) -> str:
        """Another page, or other rows."""
        return f"/office/import/{self.upload}?{urlencode({'show': show or self.show, 'page': page})}"


def import_page(request: Request, refusal: Refusal | None = None) -> Response:
    """The form, and what was imported before."""
    word = say(request)
    with view(request) as seen:
        names = Names(seen)
        batches = newest(seen, Batch, "all", "", lambda some: len(some) >= EARLIER)[:EARLIER]
        earlier = [
            Earlier(one, one.name, one.at, names.person(one.by), counts_words(result_of(seen, one), word))
            for one in batches
        ]
    return page(request, "office/import.html", refusal=refusal, batches=earlier)


def counts_words(result: ImportResult, word: Say) -> str:
    """`58 mới, 2 từ chối`: only what is not zero."""
    counts = {
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "refused": len(result.refused),
    }
    return ", ".join(word(f"office.import.n.{name}", n=count) for name, count in counts.items() if count)


async def show_import(request: Request) -> Response:
    """Choose a file."""
    return import_page(request)


async def do_upload(request: Request) -> Response:
    """Read the file and keep it for the preview; a file that is no list is said here."""
    data = await form(request, uploads=True)
    file = data.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        await data.close()
        return import_page(request, Refusal("bad_file", "file", "Hãy chọn một tệp danh sách."))
    content, name = await file.read(), file.filename
    await data.close()
    try:
        table = await asyncio.to_thread(read_table, content, name)
        await asyncio.to_thread(_previewed, request, table)
        kept = await write(request, lambda unit: keep_upload(unit, act(request, data), name, table))
    except Refusal as refusal:
        return import_page(request, refusal)
    return redirect(request, f"/office/import/{kept.id}")


def _previewed(request: Request, table: Table) -> Preview:
    with view(request) as seen:
        return preview(seen, read(seen, table, "cards"))


def _upload(request: Request) -> Upload | None:
    with view(request) as seen:
        return seen.get(Upload, request.path_params["id"])


async def show_preview(request: Request) -> Response:
    """What the import would do, row by row."""
    kept = _upload(request)
    if kept is None:
        return import_page(request, Refusal("not_found", "file", "Bản xem trước đã hết hạn. Hãy chọn lại tệp."))
    found = await asyncio.to_thread(_previewed, request, kept.table)
    return page(
        request,
        "office/import_preview.html",
        upload=kept,
        preview=found,
        listing=_shown(request, kept, found),
        shows=SHOWN,
        numbers={"all": len(found.rows), "warned": found.warned, **found.counts},
        changing=found.counts["created"] + found.counts["updated"],
    )


def _shown(request: Request, kept: Upload, found: Preview) -> PreviewPage:
    query = request.query_params
    show = query.get("show", "all")
    show = show if show in SHOWN else "all"
    rows = [row for row in found.rows if show in ("all", row.verdict) or (show == "warned" and row.warnings)]
    page_ = min(read_page(query), pages(len(rows), PAGE))
    shown = cut(rows, page_, PAGE)
    return PreviewPage(upload=kept.id, show=show, rows=shown, page=page_, total=len(rows), size=PAGE)


async def do_import(request: Request) -> Response:
    """Import what was previewed. The same file twice changes nothing, and the result says so."""
    data, id_ = await form(request), request.path_params["id"]
    kept = _upload(request)
    try:
        found = found_upload
        result = await write(
            request,
            lambda unit: import_items(unit, act(request, data), found(unit, id_).table, found(unit, id_).name),
        )
    except Refusal as refusal:
        if refusal.code == "not_found":
            refusal = Refusal("not_found", "file", "Bản xem trước đã hết hạn. Hãy chọn lại tệp.")
        return import_page(request, refusal)
    if result.batch:
        return redirect(request, f"/office/import/batches/{result.batch}")
    return _result_page(request, result, kept.name if kept else "")


async def show_batch(request: Request) -> Response:
    """What an import did."""
    with view(request) as seen:
        batch = seen.get(Batch, request.path_params["id"])
        result = result_of(seen, batch) if batch else None
    if batch is None or result is None:
        raise Refusal("not_found")
    return _result_page(request, result, batch.name)


def _result_page(request: Request, result: ImportResult, name: str) -> Response:
    return page(request, "office/import_result.html", result=result, name=name)


routes = [
    guarded("/office/import", show_import, "items.import"),
    guarded("/office/import", do_upload, "items.import", ["POST"]),
    guarded("/office/import/batches/{id}", show_batch, "items.read"),
    guarded("/office/import/{id}", show_preview, "items.import"),
    guarded("/office/import/{id}", do_import, "items.import", ["POST"]),
]
