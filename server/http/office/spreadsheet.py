"""A list as XLSX: the answer that carries it, never kept by a cache since it names people."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.documents.rows import as_xlsx
from server.http.office.page import today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(request: Request, name: str, rows: Iterable[dict[str, Any]]) -> Response:
    """Rows (heading → text) as the file `name-yyyy-mm-dd.xlsx`."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{today(request)}.xlsx"',
        "Cache-Control": "no-store",
    }
    return Response(as_xlsx(rows), 200, headers, XLSX)
