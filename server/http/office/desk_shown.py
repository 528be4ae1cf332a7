"""A filled form as the desk reads it: every answer in its step, what is wrong with it, and what was different."""

from dataclasses import dataclass

from server.domain.changes import Change, Difference
from server.domain.confirmations import Drawing, drawing
from server.domain.filled_forms import FilledForm, Signing
from server.domain.form_answers import written
from server.domain.form_faults import field_of, name_of, whole_faults
from server.domain.form_inputs import PARTS, asked
from server.domain.form_typed import hidden_by, kept_beside
from server.domain.form_values import flat, value_at
from server.domain.forms import Fault, Field, Form, Words
from server.http.office.names import Names
from server.http.office.page import Say
from sync.messages import Signature


@dataclass(frozen=True)
class FaultLine:
    """One fault: the name of the input where it is put right, what that is called, and what is wrong."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Answer:
    """One answer: its number on the paper, its label, the answer as the paper writes it, what is wrong."""

    name: str
    number: str
    label: str
    text: str
    faults: tuple[FaultLine, ...]


@dataclass(frozen=True)
class Part:
    """The answers of one step."""

    title: str
    answers: tuple[Answer, ...]


def fault_lines(form: Form, values: dict[str, object], word: Say, language: str) -> list[FaultLine]:
    """Everything wrong with values, in words, in the order of the paper."""
    places = {field.name: place for place, field in enumerate(asked(form))}
    found = [(field_of(form, name_of(fault)), fault) for fault in whole_faults(form, values)]
    found.sort(key=lambda one: places[one[0].name] if one[0] else len(places))
    return [_line(field, fault, word, language) for field, fault in found]


def parts_of(form: Form, filled: FilledForm, word: Say, language: str) -> list[Part]:
    """The answers step by step; what was left empty is there only where that is wrong, or could be."""
    wrong = fault_lines(form, filled.values, word, language)
    hidden = hidden_by(form, filled.values)
    found = []
    for step in form.steps:
        answers = []
        for field in step.fields:
            if not field.name or field.type == "signature":
                continue
            own = tuple(one for one in wrong if _belongs(one.name, field.name))
            text = _text(field, value_at(filled.values, field.name))
            if text or own or field.when not in hidden:
                answers.append(Answer(field.name, field.number, said(field.label, language), text, own))
        if answers:
            found.append(Part(said(step.title, language), tuple(answers)))
    return found


def rest_of(form: Form | None, filled: FilledForm) -> dict[str, str]:
    """What no field of the form asks for, and all of a form that nobody knows, as it came."""
    return flat(kept_beside(form, filled.values) if form else filled.values)


def difference_lines(
    form: Form | None, change: Change, names: Names, word: Say, language: str
) -> list[tuple[str, str, str]]:
    """(what, before, after) of every difference, in the words of the form."""
    return [_difference(form, one, names, word, language) for one in change.differences]


def signature_of(signing: Signing) -> Drawing | None:
    """The witness's signature as lines; None where none was drawn or it cannot be read."""
    return drawing(Signature(signing.box, signing.strokes)) if signing.box and signing.strokes else None


def said(words: Words, language: str) -> str:
    """A text in the language of the screen."""
    return words.en if language == "en" else words.vi


def label_at(form: Form | None, path: str, language: str) -> str:
    """What the paper calls what stands at a path with dots; the path itself where no field has it."""
    field = _field_at(form, path)
    return said(field.label, language) if field else path


def _text(field: Field, value: object) -> str:
    """An answer as the paper writes it, a table row by row."""
    if field.type == "yes_no" and isinstance(value, bool):
        return "Có" if value else "Không"
    if field.type != "rows" or not isinstance(value, list):
        return written(field, value)
    rows = [
        ", ".join(filter(None, (written(one, row.get(one.name)) for one in field.columns)))
        for row in value
        if isinstance(row, dict)
    ]
    return "\n".join(f"{number}. {row}" for number, row in enumerate(rows, 1))


def _line(field: Field | None, fault: Fault, word: Say, language: str) -> FaultLine:
    name = name_of(fault)
    if fault.words:
        text = said(fault.words, language)
    else:
        inner = name.removeprefix(f"{field.name}.").split(".")[-1] if field and name != field.name else ""
        part = f"{word(f'office.desk.part.{inner}')}: " if inner in PART_NAMES else ""
        text = part + word(f"office.desk.fault.{rule_word(fault.rule)}")
    return FaultLine(name, said(field.label, language) if field else name, text)


PART_NAMES = frozenset(name for parts in PARTS.values() for name, _ in parts)
RULES = ("required", "type", "pattern", "format", "enum", "minLength", "maxLength", "minimum", "maximum", "minItems")


def rule_word(rule: str) -> str:
    """The rules that have a sentence of their own; the others share one."""
    return rule if rule in RULES else "other"


def _field_at(form: Form | None, path: str) -> Field | None:
    """The field whose value a path leads to, or into."""
    return next((one for one in asked(form) if _belongs(path, one.name)), None) if form else None


def _belongs(path: str, name: str) -> bool:
    return path == name or path.startswith(f"{name}.")


def _difference(form: Form | None, one: Difference, names: Names, word: Say, language: str) -> tuple[str, str, str]:
    if not one.field.startswith("values."):
        return word(f"office.desk.field.{one.field}"), _said_so(one.before, word), _said_so(one.after, word)
    path = one.field.removeprefix("values.")
    field = _field_at(form, path)
    label = label_at(form, path, language)
    if field is None or path == field.name:
        return label, _leaf(field, one.before), _leaf(field, one.after)
    return f"{label} ({path.removeprefix(field.name + '.')})", one.before, one.after


def _said_so(text: str, word: Say) -> str:
    """What a history keeps of a yes or no, in words; anything else as it is."""
    return word({"True": "office.yes", "False": "office.no"}[text]) if text in ("True", "False") else text


def _leaf(field: Field | None, text: str) -> str:
    """One leaf of a history in the words of its field."""
    if field is None or not text:
        return text
    if field.type == "yes_no":
        return "Có" if text == "yes" else "Không"
    if field.type in ("choice", "choices"):
        return next((option.vi for option in field.options if option.value == text), text)
    return written(field, text)
