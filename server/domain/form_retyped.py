"""Values as what would be typed: what putting a form right starts from, and what an empty one begins with."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from server.domain.form_inputs import BOXES, PARTS, asked
from server.domain.form_typed import derived_words
from server.domain.form_values import value_at
from server.domain.forms import Field, Form

_PIECES = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}).*)?)?)?")


def typed_of(form: Form, values: dict[str, Any]) -> dict[str, list[str]]:
    """What would be typed for these values: what putting a form right starts from."""
    typed: dict[str, list[str]] = {}
    for field in asked(form):
        value = value_at(values, field.name)
        if value is not None:
            _type(typed, field.type, field.name, value, field.columns)
        if field.type == "words":
            typed[f"{field.name}.derived"] = [derived_words(form, field, values)]
    return typed


def defaults_of(form: Form) -> dict[str, list[str]]:
    """What an empty form begins with."""
    typed: dict[str, list[str]] = {}
    for field in asked(form):
        if field.default is not None:
            _type(typed, field.type, field.name, field.default, field.columns)
    return typed


def _type(typed: dict[str, list[str]], type_: str, name: str, value: Any, columns: Sequence[Field] = ()) -> None:
    parts = PARTS.get(type_)
    if parts and isinstance(value, dict):
        for part, kind in parts:
            if value.get(part) is not None:
                _type(typed, kind, f"{name}.{part}", value[part])
    elif type_ == "rows" and isinstance(value, list):
        typed[name] = [str(number) for number in range(len(value))]
        for number, row in enumerate(value):
            for column in columns:
                cell = row.get(column.name) if isinstance(row, dict) else None
                if cell is not None:
                    _type(typed, column.type, f"{name}.{number}.{column.name}", cell, column.columns)
    elif type_ == "choices" and isinstance(value, list):
        typed[name] = [_text(one) for one in value]
    elif type_ in BOXES:
        _type_date(typed, name, _text(value))
    else:
        typed[name] = [_text(value)]


def _type_date(typed: dict[str, list[str]], name: str, text: str) -> None:
    found = _PIECES.fullmatch(text)
    if not found:
        typed[f"{name}.year"] = [text]
        return
    for box, piece in zip(("year", "month", "day", "hour", "minute"), found.groups(), strict=True):
        if piece is not None:
            typed[f"{name}.{box}"] = [piece]


def _text(value: Any) -> str:
    """A leaf as it is typed; what has a shape that no input has is at least readable."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int | float) else msgspec.json.encode(value).decode()
