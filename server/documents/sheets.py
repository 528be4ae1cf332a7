"""Spreadsheets and CSV files → the plain cells of server.domain.tables; whatever cannot be read is refused."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import msgspec

from server.documents import sheet_reader
from server.domain.problems import Refusal
from server.domain.tables import Sheet, Table

_READER = Path(__file__).with_name("sheet_reader.py")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_TOO_LARGE = f"Tệp có hơn {sheet_reader.MAX_ROWS:,} dòng hoặc {sheet_reader.MAX_COLUMNS} cột.".replace(",", ".")


def read_table(data: bytes, name: str) -> Table:
    """The cells of an .xlsx, .xls, .ods or .csv file; its content decides, `name` only tells a CSV from other text.

    Takes some tenths of a second: call it in a thread. Raises Refusal("bad_file").
    """
    if data.startswith((_ZIP, _OLE)):
        return _spreadsheet(data)
    if name.lower().endswith((".csv", ".txt", ".tsv")):
        return _text(data)
    raise Refusal("bad_file", "file")


def _spreadsheet(data: bytes) -> Table:
    """By a process of its own, since the parser may take the whole process down (sheet_reader.py)."""
    command = [sys.executable, "-I", str(_READER)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * sheet_reader.SECONDS, check=True)
        sheets = msgspec.json.decode(done.stdout, type=tuple[Sheet, ...])
    except subprocess.CalledProcessError as error:
        too_large = error.returncode == sheet_reader.TOO_LARGE
        raise Refusal("bad_file", "file", _TOO_LARGE if too_large else None) from None
    except (OSError, subprocess.TimeoutExpired, msgspec.MsgspecError):
        raise Refusal("bad_file", "file") from None
    return Table(sheets)


def _text(data: bytes) -> Table:
    """CSV as Excel writes it: `;`, `,` or tab, UTF-8 with or without BOM, or UTF-16 with one."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
        if "\0" in text:
            raise ValueError
        delimiter = max(";\t,", key=text.count)
        rows = [tuple(cell or None for cell in row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except (ValueError, csv.Error):
        raise Refusal("bad_file", "file") from None
    if len(rows) > sheet_reader.MAX_ROWS or max(map(len, rows), default=0) > sheet_reader.MAX_COLUMNS:
        raise Refusal("bad_file", "file", _TOO_LARGE)
    return Table((Sheet("", tuple(rows)),))
