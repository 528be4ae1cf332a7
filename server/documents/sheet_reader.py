"""Reads one spreadsheet or HTML page from standard input and writes its cells as JSON: a program, run by sheets.py.

A crafted file of a few kilobytes can claim a cell in the last row and column; the parser then asks for hundreds
of gigabytes and the whole process is aborted. Here only this short-lived process ends, within its own limits.
"""

import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime
from typing import Any

from server.documents.encodings import decode
from server.documents.html_tables import TooLarge, read_tables

PAGE = "page"
"""The argument that says that standard input is an HTML page."""
MEMORY = 1 << 30
SECONDS = 20
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_ENTRIES = 1_000
"""Files inside of a spreadsheet that is a ZIP: one of twenty sheets has some fifty."""
MAX_UNPACKED = 256 << 20
"""Bytes that they may take unpacked: the largest list that is read takes about 60 MB."""
TOO_LARGE = 3
"""Exit status when the file is sound and only too large."""
UNREADABLE = 4
"""Exit status when it is nothing of the kind that was said."""


def plain(value: Any) -> Any:
    """A cell as JSON: None, text, a number, or `{"date": …}`."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute) == (0, 0)
        return {"date": value.date().isoformat() if midnight else value.isoformat(timespec="minutes")}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return str(value)
    return value


def read_page(data: bytes) -> list[dict[str, Any]]:
    """All tables of an HTML page in the same form, the empty cells at a row's end cut."""
    try:
        return read_tables(decode(data), MAX_ROWS, MAX_COLUMNS)
    except TooLarge:
        sys.exit(TOO_LARGE)
    except ValueError:
        sys.exit(UNREADABLE)


def is_bomb(data: bytes) -> bool:
    """Whether a ZIP says itself that it unpacks to more than any list of a commune. False for what is no ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return len(entries) > MAX_ENTRIES or sum(one.file_size for one in entries) > MAX_UNPACKED


def read_book(data: bytes) -> list[dict[str, Any]]:
    """All visible work sheets as `{"name", "rows"}`, the empty cells at a row's end cut."""
    import python_calamine as calamine

    if is_bomb(data):
        sys.exit(TOO_LARGE)
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    visible = calamine.SheetVisibleEnum.Visible
    sheets = []
    for meta in book.sheets_metadata:
        if meta.visible != visible or meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        last_row, last_column = sheet.end or (0, 0)
        if last_row >= MAX_ROWS or last_column >= MAX_COLUMNS:
            sys.exit(TOO_LARGE)
        rows = [trimmed([plain(cell) for cell in row]) for row in sheet.to_python(skip_empty_area=False)]
        sheets.append({"name": meta.name, "rows": rows})
    return sheets


def trimmed(row: list[Any]) -> list[Any]:
    """Without the empty cells at the end."""
    while row and row[-1] is None:
        row.pop()
    return row


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reader = read_page if sys.argv[1:] == [PAGE] else read_book
    json.dump(reader(sys.stdin.buffer.read()), sys.stdout)
