"""A workbook of several lists: names that Excel takes, every row where it belongs, no cell a formula."""

import io

import python_calamine as calamine
from hypothesis import given
from hypothesis import strategies as some

from server.documents.rows import as_book, sheet_names


def test_each_list_is_a_sheet() -> None:
    made = as_book({"Viết hộ: 107/84": [{"Tên": "Danh Thị Thử", "Số": "007"}], "Không có ai": []})
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert book.sheet_names == ["Viết hộ 107 84", "Không có ai"]
    assert book.get_sheet_by_index(0).to_python() == [["Tên", "Số"], ["Danh Thị Thử", "007"]]
    assert book.get_sheet_by_index(1).to_python() == []


def test_what_looks_like_a_formula_is_text() -> None:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(as_book({"x": [{"a": "=1+1"}]})))
    assert book.get_sheet_by_index(0).to_python() == [["a"], ["=1+1"]]


@given(some.lists(some.text(max_size=50), max_size=12))
def test_names_are_ones_that_excel_takes(names: list[str]) -> None:
    made = [name for name in sheet_names(names) if name]
    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        assert len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name[0] != "'" != name[-1]
