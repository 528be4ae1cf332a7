"""Dates from cells of every kind; how a birth date is read is tested with the card list."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from server.domain.dates import read_date, shown_date, some_year
from server.domain.tables import Cell, Day


@given(st.dates(date(1880, 1, 1), date(2100, 12, 31)))
def test_every_way_to_write_a_day_is_read_as_that_day(day: date) -> None:
    ways: list[Cell] = [
        Day(day.isoformat()),
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d.%m.%Y} 07:30",
        day.isoformat(),
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    ]
    assert {read_date(way) for way in ways} == {day.isoformat()}
    assert read_date(shown_date(day.isoformat())) == day.isoformat()


@given(st.dates(date(1905, 10, 1), date(2100, 12, 31)))
def test_a_day_that_excel_made_a_number(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read_date(float(serial)) == read_date(str(serial)) == day.isoformat()


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_whatever_stands_there_nothing_fails(cell: str | float | int) -> None:
    found = read_date(cell)
    assert found is None or len(found) in (4, 7, 10)
    if isinstance(cell, str):
        some_year(cell)
