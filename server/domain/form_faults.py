"""What is missing or wrong as a person looks for it: where a whole group is missing, what is missing of it.

The phone says the same (web/field/filling/check.js).
"""

from copy import deepcopy
from typing import Any

from server.domain.form_inputs import asked
from server.domain.form_typed import put_at
from server.domain.form_values import value_at
from server.domain.forms import Fault, Field, Form, faults

DEPTH = 4
"""Groups that the schema asks for are looked into, so deep at most."""


def whole_faults(form: Form, values: dict[str, Any]) -> list[Fault]:
    """Everything wrong with the values, field by field."""
    fields = asked(form)
    looked, found = deepcopy(values), faults(form, values)
    for _ in range(DEPTH):
        named = (name_of(fault) for fault in found)
        groups = [name for name in named if _is_group(fields, name) and value_at(looked, name) is None]
        if not groups:
            break
        for name in groups:
            put_at(looked, name, {})
        found = faults(form, looked)
    return found


def name_of(fault: Fault) -> str:
    """Where it is, as the inputs are called: `/child/name` is `child.name`."""
    return fault.path.removeprefix("/").replace("/", ".")


def field_of(form: Form, name: str) -> Field | None:
    """The field that something lies in, else the first one beneath it; None for what no field asks for."""
    fields = asked(form)
    own = [one for one in fields if name == one.name or name.startswith(f"{one.name}.")]
    return own[-1] if own else next((one for one in fields if one.name.startswith(f"{name}.")), None)


def _is_group(fields: list[Field], name: str) -> bool:
    return all(one.name != name for one in fields) and any(one.name.startswith(f"{name}.") for one in fields)
