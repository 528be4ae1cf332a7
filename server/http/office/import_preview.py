"""What an import would do, row by row; the questions about the file; the confirmation."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.imports import STEP, begin, go_on, nothing_new
from server.actions.read_lists import ReadLists
from server.actions.uploads import asks_font, found_upload, kind_of, say_columns, say_font, say_kind, shown_table
from server.domain.batches import Batch
from server.domain.dates import shown_date
from server.domain.font_tables import samples
from server.domain.imports import VERDICTS, Preview, PreviewRow, Upload
from server.domain.lists import KINDS, READERS, ReadList, columns_of, headers, missing
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.import_columns import FIELDS, chosen_columns, column_lines
from server.http.office.import_refused import refused_rows
from server.http.office.imports import import_page
from server.http.office.item_list import read_page
from server.http.office.page import page, say
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import redirect
from server.http.security import guarded
from server.http.session import locale
from server.store.port import Unit

PAGE = 100
AT_ONCE = 2 * STEP
"""A list of so many rows is imported while the clerk waits; a longer one shows how far it is."""
SHOWN = ("all", *VERDICTS, "warned")


@dataclass(frozen=True, kw_only=True)
class PreviewPage(Paged[PreviewRow]):
    """One page of a preview's rows; `show` is a verdict, warned or all."""

    upload: str
    show: str

    def url(self, page: int = 1, show: str | None = None) -> str:
        """Another page, or other rows."""
        return f"/office/import/{self.upload}?{urlencode({'show': show or self.show, 'page': page})}"


def lists(request: Request) -> ReadLists:
    """What was read last."""
    found: ReadLists = request.app.state.lists
    return found


def _upload(request: Request) -> Upload:
    with view(request) as seen:
        return found_upload(seen, request.path_params["id"])


async def show_preview(request: Request) -> Response:
    """What the import would do; before that, what has to be asked about the file."""
    try:
        kept = _upload(request)
    except Refusal as refusal:
        return import_page(request, refusal)
    return await asyncio.to_thread(_preview_page, request, kept)


def _preview_page(request: Request, kept: Upload, refusal: Refusal | None = None) -> Response:
    if asks_font(kept) and kept.font:
        return page(request, "office/import_font.html", upload=kept, samples=samples(kept.table, kept.font))
    kind, table = kind_of(kept), shown_table(kept)
    if kind is None:
        likely = [one for one in KINDS if headers(table, one, kept.choices)]
        return page(request, "office/import_kind.html", upload=kept, kinds=likely or KINDS)
    found = headers(table, kind, kept.choices)
    lacking = missing(kind, found[0][1]) if found else [group[0] for group in READERS[kind].NEEDED]
    shown = Preview(kind, columns_of(found), ()) if lacking else lists(request).preview(kept)
    counts = shown.counts
    return page(
        request,
        "office/import_preview.html",
        refusal=refusal,
        upload=kept,
        kind=kind,
        lacking=lacking,
        columns=column_lines(shown.columns, found),
        fields=FIELDS[kind],
        unmatched=sum(not column.field for column in shown.columns),
        listing=_shown(request, kept, shown),
        local=local,
        shows=SHOWN,
        numbers={"all": len(shown.rows), "warned": shown.warned, **counts},
        changing=counts["created"] + counts["updated"],
    )


def local(moment: str) -> str:
    """A moment of a list as it is written here: `08/10/2020 11:54`."""
    day, _, clock = moment.partition("T")
    return f"{shown_date(day)} {clock}".strip()


def _shown(request: Request, kept: Upload, found: Preview) -> PreviewPage:
    query = request.query_params
    show = query.get("show", "all")
    show = show if show in SHOWN else "all"
    rows = [row for row in found.rows if show in ("all", row.verdict) or (show == "warned" and row.warnings)]
    page_ = min(read_page(query), pages(len(rows), PAGE))
    return PreviewPage(upload=kept.id, show=show, rows=cut(rows, page_, PAGE), page=page_, total=len(rows), size=PAGE)


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
        return await asyncio.to_thread(_preview_page, request, _upload(request), refusal)
    return redirect(request, f"/office/import/{id_}")


async def export_refused(request: Request) -> Response:
    """The refused rows as a spreadsheet, each with its reason."""
    kept, word = _upload(request), say(request)
    listed = await asyncio.to_thread(lists(request).listed, kept)
    return await asyncio.to_thread(
        lambda: spreadsheet(request, "dong-bi-tu-choi", list(refused_rows(kept, listed, word, locale(request))))
    )


async def do_import(request: Request) -> Response:
    """Import what was previewed: a short list now, a long one step by step. The same file twice changes nothing."""
    data = await form(request)
    try:
        kept = _upload(request)
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
    guarded("/office/import/{id}/refused.xlsx", export_refused, "items.import"),
    guarded("/office/import/{id}/answer", do_answer, "items.import", ["POST"]),
    guarded("/office/import/{id}", show_preview, "items.import"),
    guarded("/office/import/{id}", do_import, "items.import", ["POST"]),
]
