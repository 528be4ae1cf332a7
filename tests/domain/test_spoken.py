"""Numbers and dates in words, as the phone says them (tests/field/spoken.test.js has the same pairs)."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.spoken import date_words, money_words, number_words, words_of

PHONE = (Path(__file__).parents[1] / "field" / "spoken.test.js").read_text("utf-8")
PAIRS = [(int(number), words) for number, words in re.findall(r'^  \[([\d_]+), "([^"]+)"\],$', PHONE, re.MULTILINE)]
DATES = re.findall(r'dateWords\("([^"]*)"\), "([^"]*)"', PHONE)


@pytest.mark.parametrize(("number", "words"), PAIRS)
def test_numbers_as_on_the_phone(number: int, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(("day", "words"), DATES)
def test_dates_as_on_the_phone(day: str, words: str) -> None:
    assert date_words(day) == words


def test_there_is_something_to_compare() -> None:
    assert len(PAIRS) > 10
    assert len(DATES) > 2


def test_what_words_are_derived_from() -> None:
    assert words_of("1991-03") == "tháng ba năm một nghìn chín trăm chín mươi mốt"
    assert words_of(1_200_000, money=True) == "một triệu hai trăm nghìn đồng" == money_words(1_200_000)
    nothing: tuple[object, ...] = (None, True, -1, 2.5, [], "hôm qua")
    assert [words_of(value) for value in nothing] == [""] * 6


@given(st.integers(0, 10**15))
def test_every_number_has_words_of_its_own(number: int) -> None:
    assert number_words(number) != number_words(number + 1)
    assert "  " not in number_words(number)
