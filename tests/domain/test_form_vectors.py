"""The phone and the desk read the same typed inputs to the same values, and say the same words: shared vectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.domain.form_typed import value_in
from server.domain.forms import Field, Words
from server.domain.spoken import date_words, number_words

VECTORS = Path(__file__).resolve().parents[1] / "forms"
TYPED: list[dict[str, Any]] = json.loads((VECTORS / "typed.json").read_text("utf-8"))
SPOKEN: dict[str, list[list[Any]]] = json.loads((VECTORS / "spoken.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", TYPED, ids=lambda vector: f"{vector['type']} {list(vector['typed'].values())}")
def test_what_is_typed(vector: dict[str, Any]) -> None:
    field = Field(vector["type"], Words("", ""), name="x")
    assert value_in(field, vector["typed"], "x") == vector["value"]


def test_numbers_in_words() -> None:
    assert [number_words(number) for number, _ in SPOKEN["numbers"]] == [words for _, words in SPOKEN["numbers"]]


def test_dates_in_words() -> None:
    assert [date_words(date) for date, _ in SPOKEN["dates"]] == [words for _, words in SPOKEN["dates"]]
