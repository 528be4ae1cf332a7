"""What an import would do, row by row, and before that the questions about the file."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.read_lists import ReadLists
from server.actions.uploads import asks_font, found_upload, kind_of, shown_table
from server.domain.dates import shown_date
from server.domain.font_tables import samples
from server.domain.imports import VERDICTS, Preview, PreviewRow, Upload
from server.domain.lists import KINDS, READERS, columns_of, headers, missing
from server.domain.problems import Refusal
from server.http.desk import view
from server.http.office.import_columns import FIELDS, column_lines
from server.http.office.import_refused import refused_rows
from server.http.office.imports import import_page
from server.http.office.item_list import read_page
from server.http.office.page import page, say
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.security import guarded
from server.http.session import locale

PAGE = 100
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


def upload_of(request: Request) -> Upload:
    """The kept file that the URL names. Refuses not_found."""
    with view(request) as seen:
        return found_upload(seen, request.path_params["id"])


async def show_preview(request: Request) -> Response:
    """What the import would do; before that, what has to be asked about the file."""
    try:
        kept = upload_of(request)
    except Refusal as refusal:
        return import_page(request, refusal)
    return await asyncio.to_thread(preview_page, request, kept)


def preview_page(request: Request, kept: Upload, refusal: Refusal | None = None) -> Response:
    """What the import would do, or the next question about the file; with a refusal, what was wrong in an answer."""
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


async def export_refused(request: Request) -> Response:
    """The refused rows as a spreadsheet, each with its reason."""
    kept, word = upload_of(request), say(request)
    listed = await asyncio.to_thread(lists(request).listed, kept)
    rows = await asyncio.to_thread(lambda: list(refused_rows(kept, listed, word, locale(request))))
    return spreadsheet(request, "dong-bi-tu-choi", rows)


routes = [
    guarded("/office/import/{id}/refused.xlsx", export_refused, "items.import"),
    guarded("/office/import/{id}", show_preview, "items.import"),
]
