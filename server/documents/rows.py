"""Rows as a file: JSON, CSV that Excel in Vietnam opens, or XLSX. No cell is ever a formula."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import msgspec
import xlsxwriter

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(rows: Iterable[dict[str, Any]]) -> bytes:
    """One JSON array."""
    return msgspec.json.format(msgspec.json.encode(list(rows)), indent=1) + b"\n"


def as_csv(rows: Iterable[dict[str, Any]]) -> bytes:
    """`;` between cells and a BOM before them, as Excel with Vietnamese settings expects (domain §5.3)."""
    listed = list(rows)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns(listed))
    writer.writerows([_harmless(row.get(name)) for name in columns(listed)] for row in listed)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(rows: Iterable[dict[str, Any]], titles: dict[str, str] | None = None) -> bytes:
    """One sheet; `titles` replaces column names."""
    listed = list(rows)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        names = columns(listed)
        for place, name in enumerate(names):
            sheet.write_string(0, place, (titles or {}).get(name, name), bold)
        for line, row in enumerate(listed, 1):
            for place, name in enumerate(names):
                sheet.write_string(line, place, _text(row.get(name)))
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()


def columns(rows: list[dict[str, Any]]) -> list[str]:
    """Every key of any row, in the order of first sight."""
    return list(dict.fromkeys(name for row in rows for name in row))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _harmless(value: Any) -> str:
    text = _text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


FORMATS = {"json": as_json, "csv": as_csv, "xlsx": as_xlsx}
