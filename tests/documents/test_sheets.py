"""Files of every kind: cells stay what they are, garbage is refused, and a bomb takes nobody along."""

import io
import re
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from server.documents.sheets import read_table
from server.domain.problems import Refusal
from server.domain.tables import Cell, Day


def workbook(*rows: list[object], hidden: bool = False, far: tuple[int, int] | None = None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("DS")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(i, j, datetime(cell.year, cell.month, cell.day), day)
                elif cell is not None:
                    sheet.write(i, j, cell)
        if far:
            sheet.write(*far, "x")
        if hidden:
            book.add_worksheet("Ẩn").hide()
    return out.getvalue()


def refused(data: bytes, name: str) -> str | None:
    with pytest.raises(Refusal) as caught:
        read_table(data, name)
    assert caught.value.code == "bad_file"
    return caught.value.detail


def test_text_numbers_and_dates_stay_apart() -> None:
    data = workbook([], [None, "Lê Thử", 123456789, "0123", date(2020, 9, 1), 1961], hidden=True)
    (sheet,) = read_table(data, "a.xlsx").sheets
    assert sheet.name == "DS"
    assert sheet.rows == ((), (None, "Lê Thử", 123456789.0, "0123", Day("2020-09-01"), 1961.0))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_as_excel_writes_it(encoding: str, delimiter: str) -> None:
    text = delimiter.join(["Họ tên", '"Số\nthẻ"', ""]) + "\r\n" + delimiter.join(["Lê Thử", "0123", "01/09/2020"])
    (sheet,) = read_table(text.encode(encoding), "a.CSV").sheets
    rows: tuple[tuple[Cell, ...], ...] = (("Họ tên", "Số\nthẻ", None), ("Lê Thử", "0123", "01/09/2020"))
    assert sheet.rows == rows


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"abc",
        b"PK\x03\x04",
        b"PK\x03\x04" + b"\0" * 500,
        b"\xd0\xcf\x11\xe0" + b"x" * 999,
    ],
)
def test_garbage_is_refused(data: bytes) -> None:
    refused(data, "a.xlsx")


def test_text_that_is_none_is_refused() -> None:
    refused(b"\xff\xfa\x00;1", "a.csv")
    refused(b"a;\0b", "a.csv")


def test_a_sheet_that_claims_the_last_cell_is_refused() -> None:
    refused(workbook(["a"], far=(1_048_575, 16_383)), "a.xlsx")


@pytest.mark.parametrize(("entries", "size"), [(1_001, 1), (3, 100 << 20)])
def test_what_unpacks_to_more_than_any_list_is_not_unpacked(entries: int, size: int) -> None:
    data = bytearray(packed(entries))
    for place in (at.end() for at in re.finditer(b"PK\x01\x02", data)):
        data[place + 20 : place + 24] = size.to_bytes(4, "little")  # what the directory says of the size unpacked
    assert "20.000" in (refused(bytes(data), "a.xlsx") or "")


def packed(entries: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for n in range(entries):
            made.writestr(f"xl/{n}", "x")
    return out.getvalue()


def test_too_many_rows_say_so() -> None:
    assert "20.000" in (refused(workbook(["a"], far=(20_000, 0)), "a.xlsx") or "")
    assert "20.000" in (refused(b"a;b\n" * 20_001, "a.csv") or "")


@settings(max_examples=40)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        read_table(data, name)
    except Refusal as refusal:
        code = refusal.code
    else:
        code = "bad_file"
    assert code == "bad_file"
