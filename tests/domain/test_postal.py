"""Postal numbers as they are typed and scanned, and when the post should have come."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.calendar import NATIONAL
from server.domain.postal import check_digit, expected, read_tracking

GOOD = "RR473124829VN"
LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)
SERIALS = st.text("0123456789", min_size=8, max_size=8)


@pytest.mark.parametrize(
    ("serial", "digit"),
    [("47312482", 9), ("00000000", 5), ("00000001", 4), ("12345678", 5), ("00000900", 0)],
)
def test_the_check_digit_of_the_standard(serial: str, digit: int) -> None:
    """The first is the standard's own example; rest 0 gives 5, rest 1 gives 0."""
    assert check_digit(serial) == digit


@pytest.mark.parametrize(
    "text", ["rr473124829vn", " RR 47312482 9 VN ", "RR-473.124.829-VN\r\n", "\ufeffRR473124829VN\t"]
)
def test_how_it_is_typed_does_no_harm(text: str) -> None:
    assert read_tracking(text) == (GOOD, None)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "empty"),
        ("  -  ", "empty"),
        ("RR47312482VN", "short"),
        ("RR4731248290VN", "long"),
        ("R1473124829VN", "service"),
        ("RR47312A829VN", "digits"),
        ("RR473124829GB", "country"),
        ("RR473124828VN", "check"),
        ("RR743124829VN", "check"),
    ],
)
def test_what_is_wrong_is_said(text: str, wrong: str) -> None:
    assert read_tracking(text).wrong == wrong


@given(LETTERS, SERIALS)
def test_a_number_with_its_digit_is_sound_and_with_another_is_not(service: str, serial: str) -> None:
    digit = check_digit(serial)
    for last in range(10):
        found = read_tracking(f"{service}{serial}{last}VN")
        assert (found.wrong is None) == (last == digit)


def telexed(number: str) -> str:
    """What an input method of Vietnam makes of the first two letters."""
    second = {"E": "\u0302", "F": "\u0300", "S": "\u0301", "R": "\u0309", "X": "\u0303", "J": "\u0323"}
    return unicodedata.normalize("NFC", "E" + second[number[1]]) + number[2:]


@pytest.mark.parametrize("second", "EFSRXJ")
def test_an_input_method_between_scanner_and_field(second: str) -> None:
    number = f"E{second}473124829VN"
    assert read_tracking(telexed(number)) == (number, None)
    assert read_tracking("Đ473124829VN").number == "DD473124829VN"


@given(st.text(max_size=40))
def test_no_text_makes_it_fall_over(text: str) -> None:
    found = read_tracking(text)
    assert len(found.number) <= 14
    assert found.wrong or len(found.number) == 13


def test_when_the_post_should_have_come() -> None:
    """20/11/2026 is a Friday; the 24th is a holiday since 2026."""
    friday = date(2026, 11, 20)
    assert expected(friday, True, NATIONAL) == date(2026, 11, 23)
    assert expected(friday, False, NATIONAL) == date(2026, 11, 25)
