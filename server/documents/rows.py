"""Rows as a file: JSON, CSV that Excel in Vietnam opens, or XLSX. No cell is ever a formula."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import xlsxwriter

_NOT_IN_NAMES = frozenset("[]:*?/\\")
_LONGEST_NAME = 31
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
    return as_book({"": rows}, titles)


def as_book(sheets: Mapping[str, Iterable[dict[str, Any]]], titles: dict[str, str] | None = None) -> bytes:
    """A sheet for each name, in their order; a name is cut and cleaned as Excel wants it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        for name, rows in zip(sheet_names(sheets), sheets.values(), strict=True):
            _sheet(book.add_worksheet(name or None), list(rows), titles or {}, bold)
    return out.getvalue()


def _sheet(sheet: Any, listed: list[dict[str, Any]], titles: dict[str, str], bold: Any) -> None:
    names = columns(listed)
    for place, name in enumerate(names):
        sheet.write_string(0, place, titles.get(name, name), bold)
    for line, row in enumerate(listed, 1):
        for place, name in enumerate(names):
            sheet.write_string(line, place, _text(row.get(name)))
    sheet.freeze_panes(1, 0)
    sheet.autofit()


def sheet_names(names: Iterable[str]) -> list[str]:
    """Names that Excel takes: at most 31 letters, none of `[]:*?/\\`, no apostrophe at an end, each but once."""
    found: list[str] = []
    for name in names:
        plain = "".join(" " if letter in _NOT_IN_NAMES else letter for letter in name)
        base = " ".join(plain.split()).strip("'")[:_LONGEST_NAME].rstrip("' ")
        made, number = base, 2
        while made and made.casefold() in (one.casefold() for one in found):
            tail = f" ({number})"
            made, number = base[: _LONGEST_NAME - len(tail)] + tail, number + 1
        found.append(made)
    return found


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
