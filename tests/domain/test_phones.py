"""Telephone numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.phones import find_phone


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0300000001", "0300000001"),
        ("300000001", "0300000001"),
        ("+84 300 000 001", "0300000001"),
        ("84300000001", "0300000001"),
        ("0300.000.001 / 0300000002", "0300000001"),
        ("số con gái: 0300 000 001", "0300000001"),
        ("0292 3800 001", "02923800001"),
        ("12345", None),
        ("", None),
    ],
)
def test_one_form(text: str, phone: str | None) -> None:
    assert find_phone(text) == phone


@given(st.text())
def test_nothing_but_a_number_or_none(text: str) -> None:
    phone = find_phone(text)
    assert phone is None or (phone.isdigit() and phone.startswith("0"))
