"""Importing a list: the file, and what was imported before."""

import asyncio
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from server.actions.uploads import keep_upload
from server.documents.sheets import read_table
from server.domain.batches import Batch
from server.domain.font_tables import table_font
from server.domain.imports import VERDICTS
from server.domain.lists import KINDS, headers
from server.domain.problems import Refusal
from server.domain.tables import Table
from server.http.desk import act, form, view, write
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.page import Say, page, say
from server.http.render import redirect
from server.http.security import guarded

EARLIER = 10
"""So many earlier imports stand below the form."""


@dataclass(frozen=True)
class Earlier:
    """An import of the past in one line."""

    batch: Batch
    by: str
    text: str


def import_page(request: Request, refusal: Refusal | None = None) -> Response:
    """The form, and what was imported before."""
    word = say(request)
    with view(request) as seen:
        names = Names(seen)
        batches = newest(seen, Batch, "all", "", lambda some: len(some) >= EARLIER)[:EARLIER]
        earlier = [Earlier(one, names.person(one.by), counts_words(one, word)) for one in batches]
    return page(request, "office/import.html", refusal=refusal, batches=earlier)


def counts_words(batch: Batch, word: Say) -> str:
    """`58 mới, 2 từ chối`: only what is not zero."""
    counts = ((verdict, getattr(batch, verdict)) for verdict in VERDICTS)
    return ", ".join(word(f"office.import.n.{verdict}", n=count) for verdict, count in counts if count)


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
        table = await asyncio.to_thread(_read, content, name)
        kept = await write(request, lambda unit: keep_upload(unit, act(request, data), name, table))
    except Refusal as refusal:
        return import_page(request, refusal)
    return redirect(request, f"/office/import/{kept.id}")


def _read(content: bytes, name: str) -> Table:
    """The file's table. Refuses bad_file, and no_header where no list can be in it."""
    table = read_table(content, name)
    if not any(headers(table, kind) for kind in KINDS) and table_font(table) is None:
        raise Refusal("no_header", "file")
    return table


routes = [
    guarded("/office/import", show_import, "items.import"),
    guarded("/office/import", do_upload, "items.import", ["POST"]),
]
