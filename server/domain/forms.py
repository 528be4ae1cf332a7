"""A form of the writing desk as data: its steps, its fields, and the JSON Schema of what may be filled in (R12)."""

from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args

import jsonschema_rs
import msgspec
from msgspec import Struct

from server.domain.form_paper import OnPaper, Sheet

FieldType = Literal[
    "text",
    "caps",
    "number",
    "money",
    "words",
    "date",
    "partial_date",
    "datetime",
    "month",
    "id_number",
    "phone",
    "email",
    "choice",
    "choices",
    "yes_no",
    "person",
    "identity",
    "address",
    "benefit",
    "place_date",
    "rows",
    "heading",
    "declaration",
    "signature",
]
FIELD_TYPES: tuple[FieldType, ...] = get_args(FieldType)
SILENT: tuple[FieldType, ...] = ("heading", "declaration", "signature")
"""What stands on the paper and is not filled in."""


class Words(Struct, frozen=True):
    """A text in both languages."""

    vi: str
    en: str


class Option(Struct, frozen=True, omit_defaults=True):
    """One answer of a choice; `number` what the paper numbers it with, `print` whether the paper has it.

    `paper` is how the paper words it: a sentence may have answers in it, `số {ruling.number}`.
    """

    value: str
    vi: str
    en: str
    number: str = ""
    paper: str = ""
    print: bool = True


class Field(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of a form. `name` is the path of its value, with dots; `number` what the paper numbers it with.

    `when` names the condition under `$defs` of the schema under which it is shown; `of` is what `words` are derived
    from; `columns` are those of `rows`; `print` says whether the paper has it, `paper` how.
    """

    type: FieldType
    label: Words
    name: str = ""
    number: str = ""
    options: tuple[Option, ...] = ()
    columns: tuple["Field", ...] = ()
    hint: Words | None = None
    when: str = ""
    of: str = ""
    default: str | int | bool | None = None
    print: bool = True
    paper: OnPaper = OnPaper()


class Step(Struct, frozen=True, omit_defaults=True):
    """What is asked together, on one screen of the phone; `paper` is the heading that it has on paper."""

    title: Words
    fields: tuple[Field, ...]
    paper: str = ""


class Example(Struct, frozen=True):
    """Values that must pass, or fail at a path."""

    name: str
    values: dict[str, Any]
    at: str = ""


class Examples(Struct, frozen=True, rename={"passing": "pass", "failing": "fail"}):
    """What a form is tried on."""

    passing: tuple[Example, ...]
    failing: tuple[Example, ...]


class Form(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, rename={"schema": "$schema"}):
    """One form, in force from `valid_from` to `valid_to` (days, inclusive; '' for open).

    `kind` is official (printed like the paper), own (this program's), or sheet (data for a blank that is not here).
    """

    code: str
    title: Words
    procedures: tuple[str, ...]
    source: str
    kind: Literal["official", "own", "sheet"]
    steps: tuple[Step, ...]
    values: dict[str, Any]
    examples: Examples
    confidence: Literal["H", "M", "L"] = "M"
    valid_from: str = ""
    valid_to: str = ""
    note: Words | None = None
    paper: Sheet = Sheet()
    schema: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """All lines, in the order of the paper."""
        return tuple(field for step in self.steps for field in step.fields)

    def in_force(self, day: str) -> bool:
        """Whether the form is used on a day."""
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


class Fault(NamedTuple):
    """What is wrong with values: the path (`/copies/count`), the rule, and its own words where it has some."""

    path: str
    rule: str
    words: Words | None = None


def read_form(data: bytes) -> Form:
    """A form file. Raises msgspec.MsgspecError with the place at fault."""
    return msgspec.json.decode(data, type=Form)


def faults(form: Form, values: dict[str, Any]) -> list[Fault]:
    """Everything wrong with the values, in the order of their paths; the same on both sides (tests/forms/vectors)."""
    found = {
        _fault(form, error) for error in _validator(form.code, msgspec.json.encode(form.values)).iter_errors(values)
    }
    return sorted(found, key=lambda fault: (fault.path, fault.rule))


def holds(form: Form, condition: str, values: dict[str, Any]) -> bool:
    """Whether a condition of `$defs` holds: what is shown only then is shown."""
    schema = {"$ref": f"#/$defs/{condition}", "$defs": form.values.get("$defs", {})}
    return _validator(f"{form.code}#{condition}", msgspec.json.encode(schema)).is_valid(values)


@lru_cache(maxsize=256)
def _validator(name: str, schema: bytes) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(msgspec.json.decode(schema), validate_formats=True)


def _fault(form: Form, error: jsonschema_rs.ValidationError) -> Fault:
    steps = [str(step) for step in error.schema_path]
    rule = steps[-1]
    path = [str(step) for step in error.instance_path]
    if rule == "required":
        path.append(str(getattr(error.kind, "property", "")))
    own = _own_words(form.values, steps)
    if own is not None:
        return Fault(own[0], "rule", own[1])
    return Fault("/" + "/".join(path), rule)


def _own_words(schema: dict[str, Any], steps: list[str]) -> tuple[str, Words] | None:
    """The nearest `message` above a broken rule: (path to show it at, words)."""
    node: Any = schema
    found = None
    for step in steps:
        node = node[int(step)] if isinstance(node, list) else node.get(step) if isinstance(node, dict) else None
        if isinstance(node, dict) and isinstance(node.get("message"), dict):
            found = node["message"]
    return (found["at"], Words(found["vi"], found["en"])) if found else None
