"""Spreadsheets, HTML tables and CSV files → the plain cells of server.domain.tables; what cannot be read is refused."""

import csv
import io
import re
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import msgspec

from server.documents import sheet_reader
from server.documents.encodings import decode
from server.domain.problems import Refusal
from server.domain.tables import Sheet, Table

_ROOT = Path(__file__).resolve().parents[2]
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKUP = re.compile(rb"<\s*(!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE)
_TOO_LARGE = f"Tệp có hơn {sheet_reader.MAX_ROWS:,} dòng hoặc {sheet_reader.MAX_COLUMNS} cột.".replace(",", ".")
_DELIMITERS = ";\t,|"
_AT_ONCE = threading.BoundedSemaphore(2)
"""Readers that run at once: each may take sheet_reader.MEMORY."""


def read_table(data: bytes, name: str) -> Table:
    """The cells of an .xlsx, .xls, .ods or .csv file, or of an HTML page that is called .xls.

    Its content decides; `name` only tells a CSV from other text. Takes some tenths of a second: call it in a thread.
    Raises Refusal("bad_file").
    """
    if data.startswith((_ZIP, _OLE)):
        return _by_reader(data)
    if _is_markup(data):
        return _by_reader(data, sheet_reader.PAGE)
    if name.lower().endswith((".csv", ".txt", ".tsv")):
        return _text(data)
    raise Refusal("bad_file", "file")


def _is_markup(data: bytes) -> bool:
    """Whether HTML begins near the start, in bytes or in UTF-16."""
    return bool(_MARKUP.search(data[:2048].replace(b"\0", b"")))


def _by_reader(data: bytes, *kind: str) -> Table:
    """By a process of its own, since the parser may take the whole process down (sheet_reader.py)."""
    command = [sys.executable, "-E", "-s", "-m", "server.documents.sheet_reader", *kind]
    try:
        with _AT_ONCE:
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=2 * sheet_reader.SECONDS, check=True, cwd=_ROOT
            )
        sheets = msgspec.json.decode(done.stdout, type=tuple[Sheet, ...])
    except subprocess.CalledProcessError as error:
        too_large = error.returncode == sheet_reader.TOO_LARGE
        raise Refusal("bad_file", "file", _TOO_LARGE if too_large else None) from None
    except (OSError, subprocess.TimeoutExpired, msgspec.MsgspecError):
        raise Refusal("bad_file", "file") from None
    return Table(sheets)


def _text(data: bytes) -> Table:
    """CSV as Excel writes it: `;`, `,` or tab, in UTF-8, UTF-16 or a code page of Windows, perhaps after `sep=;`."""
    try:
        text = decode(data)
        said = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
        delimiter = said.group(1) if said else _delimiter(text)
        lines = csv.reader(io.StringIO(text[said.end() :] if said else text), delimiter=delimiter)
        rows = [tuple(cell.strip() or None for cell in row) for row in lines]
    except (ValueError, csv.Error):
        raise Refusal("bad_file", "file") from None
    if said:
        rows.insert(0, ())  # so that rows count as the clerk sees them in an editor
    if len(rows) > sheet_reader.MAX_ROWS or max(map(len, rows), default=0) > sheet_reader.MAX_COLUMNS:
        raise Refusal("bad_file", "file", _TOO_LARGE)
    return Table((Sheet("", tuple(rows)),))


def _delimiter(text: str) -> str:
    """The one that cuts most rows into equally many cells; addresses are full of commas, but not equally."""

    def evenness(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text[:50_000]), delimiter=delimiter)
        widths = Counter(width for row in rows if (width := len(row)) > 1)
        return max(((count * (width - 1), width) for width, count in widths.items()), default=(0, 0))

    return max(_DELIMITERS, key=evenness)
