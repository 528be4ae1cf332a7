"""What was typed into a form's inputs as values, and values as what would be typed: by the types of its fields.

Inputs are called as on the phone (web/field/filling/fields.js): the field's path, a date's boxes and a block's parts
behind it, `dossiers.0.title` for a table. What cannot be understood stays as it was typed, for the check to find.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from server.domain.form_inputs import BOXES, PARTS, asked
from server.domain.form_values import value_at
from server.domain.forms import Field, Form, holds
from server.domain.names import tidy
from server.domain.phones import find_phone
from server.domain.spoken import words_of

Typed = Mapping[str, Sequence[str]]
"""What stands in the inputs, by name; of a table under its own name the numbers of its rows."""
LOOKS = 5
"""A condition may depend on what another one shows; after so many looks the rest is taken as it is."""
MAX_ROWS = 60
MAX_TEXT = 2000


def text_in(typed: Typed, name: str) -> str:
    """What one input holds."""
    found = typed.get(name) or ("",)
    return tidy(found[-1])[:MAX_TEXT]


def filled(form: Form, typed: Typed, commune: str) -> tuple[dict[str, Any], frozenset[str]]:
    """The values by what was typed, and the conditions that do not hold: what they hide is left out of the values.

    `commune` is the own one's name, which an address in one of its hamlets has.
    """
    conditions = {field.when for field in form.fields if field.when}
    hidden: frozenset[str] = frozenset()
    values = _values(form, typed, hidden, commune)
    for _ in range(LOOKS if conditions else 0):
        before, hidden = hidden, frozenset(one for one in conditions if not holds(form, one, values))
        values = _values(form, typed, hidden, commune)
        if hidden == before:
            break
    return values, hidden


def hidden_by(form: Form, values: dict[str, Any]) -> frozenset[str]:
    """The conditions that do not hold for values."""
    return frozenset(field.when for field in form.fields if field.when and not holds(form, field.when, values))


def kept_beside(form: Form, values: dict[str, Any]) -> dict[str, Any]:
    """What of the values no field of the form asks for: nothing that a phone sent is lost by putting the rest right."""
    rest = deepcopy(values)
    for field in asked(form):
        steps = field.name.split(".")
        parents: list[dict[str, Any]] = [rest]
        for step in steps[:-1]:
            inner = parents[-1].get(step)
            if not isinstance(inner, dict):
                break
            parents.append(inner)
        else:
            parents[-1].pop(steps[-1], None)
            for parent, step in zip(reversed(parents[:-1]), reversed(steps[:-1]), strict=True):
                if not parent[step]:
                    del parent[step]
    return rest


def put_at(values: dict[str, Any], path: str, value: Any) -> None:
    """Set the value at a path with dots. What stands in its way there is replaced."""
    *steps, last = path.split(".")
    node = values
    for step in steps:
        inner = node.setdefault(step, {})
        if not isinstance(inner, dict):
            inner = node[step] = {}
        node = inner
    node[last] = value


def _values(form: Form, typed: Typed, hidden: frozenset[str], commune: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    shown = [field for field in asked(form) if field.when not in hidden]
    for field in shown:
        value = value_in(field, typed, field.name)
        if field.type == "address" and isinstance(value, dict) and value.get("hamlet") and not value.get("commune"):
            value = {**value, "commune": commune}
        if value is not None:
            put_at(values, field.name, value)
    for field in shown:
        if field.type == "words" and (said := _words(form, field, typed, values)):
            put_at(values, field.name, said)
    return values


def _words(form: Form, field: Field, typed: Typed, values: dict[str, Any]) -> str:
    """What was typed by hand, else what follows from the field that the words repeat."""
    own = text_in(typed, field.name)
    follows = derived_words(form, field, values)
    return own if own and own != text_in(typed, f"{field.name}.derived") else follows


def derived_words(form: Form, field: Field, values: dict[str, Any]) -> str:
    """A field of words as it follows from the one that it repeats."""
    source = next((one for one in form.fields if one.name == field.of), None)
    return words_of(value_at(values, field.of), source is not None and source.type == "money")


def value_in(field: Field, typed: Typed, name: str) -> Any:
    """The value of one field under the name of its inputs; None where nothing was typed."""
    return _value(field.type, typed, name, field.columns)


def _value(type_: str, typed: Typed, name: str, columns: Sequence[Field] = ()) -> Any:
    if parts := PARTS.get(type_):
        return _whole((part, _value(kind, typed, f"{name}.{part}")) for part, kind in parts)
    if type_ == "rows":
        numbers = [number for number in typed.get(name, ()) if number.isascii() and number.isdigit()][:MAX_ROWS]
        rows = [
            _whole((one.name, value_in(one, typed, f"{name}.{number}.{one.name}")) for one in columns)
            for number in numbers
        ]
        return [row for row in rows if row] or None
    if type_ == "choices":
        return [tidy(one)[:MAX_TEXT] for one in typed.get(name, ()) if one] or None
    if type_ in BOXES:
        return _date(typed, name, type_)
    text = text_in(typed, name)
    return _READERS.get(type_, str)(text) if text else None


def _whole(members: Any) -> dict[str, Any] | None:
    return {name: value for name, value in members if value is not None} or None


def _date(typed: Typed, name: str, type_: str) -> str | None:
    """A date from its boxes, as precise as it was typed."""
    day, month, year, hour, minute = (
        text_in(typed, f"{name}.{box}") for box in ("day", "month", "year", "hour", "minute")
    )
    parts = [year, _two(month)] if type_ == "month" else [year, _two(month), _two(day)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    time = f"T{_two(hour)}:{_two(minute or '0')}" if type_ == "datetime" and (hour or minute) else ""
    return f"{'-'.join(parts)}{time}" or None


def _two(text: str) -> str:
    return text.zfill(2) if text else ""


def _number(text: str) -> Any:
    found = re.fullmatch(r"([0-9]{1,15})(?:[.,]([0-9]{1,9}))?", text)
    if not found:
        return text
    return float(f"{found[1]}.{found[2]}") if found[2] and int(found[2]) else int(found[1])


def _money(text: str) -> Any:
    digits = re.sub("[^0-9]", "", text)
    whole = re.fullmatch(r"[0-9.\s]+(đ|đồng)?", text, re.IGNORECASE) and digits and len(digits) < 16
    return int(digits) if whole else text


_READERS: dict[str, Callable[[str], Any]] = {
    "caps": str.upper,
    "number": _number,
    "money": _money,
    "yes_no": lambda text: text == "yes",
    "phone": lambda text: find_phone(text) or text,
    "id_number": lambda text: re.sub(r"[\s.-]", "", text),
}
