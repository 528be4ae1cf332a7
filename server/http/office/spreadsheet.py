"""Lists as XLSX: the answer that carries them, never kept by a cache since they name people."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from server.documents.rows import as_book
from server.http.office.page import today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Spreadsheet(Response):
    """The file is made beside the loop: ten thousand rows take seconds, in which phones want answers."""

    def __init__(self, sheets: Mapping[str, Iterable[dict[str, Any]]], headers: dict[str, str]) -> None:
        """The rows are read at once, while what they are read from is open."""
        super().__init__(None, 200, headers, XLSX)
        self.sheets = {name: list(rows) for name, rows in sheets.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Make the file and send it."""
        self.body = await asyncio.to_thread(as_book, self.sheets)
        self.headers["Content-Length"] = str(len(self.body))
        await super().__call__(scope, receive, send)


def spreadsheet(request: Request, name: str, rows: Iterable[dict[str, Any]]) -> Response:
    """Rows (heading → text) as the file `name-yyyy-mm-dd.xlsx`."""
    return workbook(request, name, {"": rows})


def workbook(request: Request, name: str, sheets: Mapping[str, Iterable[dict[str, Any]]]) -> Response:
    """Several lists, a sheet each under its title, as the file `name-yyyy-mm-dd.xlsx`."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{today(request)}.xlsx"',
        "Cache-Control": "no-store",
    }
    book = Spreadsheet(sheets, headers)
    request.state.rows = sum(map(len, book.sheets.values()))  # the log of looks says how many were taken along
    return book
