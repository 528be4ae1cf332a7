"""What one line of a printed form is made of: words, answers, blanks, boxes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from server.domain.form_answers import NO, YES, chosen, part_written, plain, written
from server.domain.form_paper import Part
from server.domain.form_values import value_at
from server.domain.forms import Field

BLANKS = {
    "datetime": "…… giờ …… phút, ngày …… tháng …… năm ………",
    "place_date": "…………………………, ngày …… tháng …… năm ………",
}
BENEFIT = (Part("amount", "mức"), Part("since", "đồng/tháng. Hưởng từ tháng"))
"""What a benefit asks for where the form does not say it otherwise."""

_UNSAID = {("benefit", "receiving"), ("address", "kind")}
"""What the paper does not ask: the box before a benefit says the one, the order of addresses the other."""
_IN_SENTENCE = re.compile(r"\{([^{}]+)\}")


class Piece(NamedTuple):
    """A piece of a line, by its kind: `word` printed, `said` an answer, `open` a blank of so many lines,
    `cells` a box a character, `tick` a box with its words and whether it is ticked, `struck` words struck out.
    """

    kind: str
    text: str = ""
    on: bool = False
    size: int = 1


Values = dict[str, Any]
Fields = Mapping[str, Field]
"""The fields of a form by their names."""


class Cell(NamedTuple):
    """A label with its number, the mark of its footnote, and what follows it; `lead` is a box before the label.

    `colon`: whether the label ends with one: where words are struck out they belong to the label.
    """

    number: str
    label: str
    mark: str
    pieces: tuple[Piece, ...]
    lead: Piece | None = None
    colon: bool = True


def cell(field: Field, values: Values, fields: Fields) -> Cell:
    """A field with its answer in `values`, or with the blanks that the paper has for it."""
    value = value_at(values, field.name)
    pieces = list(_pieces(field, value, values, fields))
    if field.paper.after:
        pieces.append(Piece("word", field.paper.after))
    lead = None
    if field.type == "benefit" and field.paper.answer == "boxes":
        lead = Piece("tick", on=isinstance(value, dict) and value.get("receiving") is True)
    label, struck = label_of(field), field.paper.answer == "struck"
    colon = not struck and not label.endswith((":", "?"))
    return Cell(field.number, label, "" if struck else field.paper.mark, tuple(pieces), lead, colon)


def label_of(field: Field) -> str:
    """What the paper calls a field."""
    return field.paper.label or field.label.vi


def within(before: Cell, field: Field, values: Values) -> Cell:
    """The cell with one more answer on its blank; an empty answer leaves it as it is."""
    text = written(field, value_at(values, field.name))
    if not text:
        return before
    words = f"{field.paper.label} {text}".lstrip()
    pieces = [piece for piece in before.pieces if piece.kind != "open"]
    if pieces and pieces[-1].kind == "said":
        words = f"{pieces.pop().text}; {words}"
    return before._replace(pieces=(*pieces, Piece("said", words)))


def in_sentence(field: Field, values: Values) -> tuple[str, ...]:
    """The names of the answers that stand in the sentence of what was chosen, which are not written again."""
    option = chosen(field.options, value_at(values, field.name))
    return tuple(_IN_SENTENCE.findall(option.paper)) if option and field.paper.answer == "written" else ()


def _pieces(field: Field, value: object, values: Values, fields: Fields) -> Iterator[Piece]:
    parts = field.paper.parts or (BENEFIT if field.type == "benefit" else ())
    if parts:
        yield from _parts(field, parts, value)
    elif field.type == "yes_no":
        yield from (Piece("tick", word, value is said) for word, said in ((YES, True), (NO, False)))
    elif field.type in ("choice", "choices") and field.paper.answer != "written":
        yield from _options(field, value)
    elif field.paper.boxes:
        text = written(field, value).replace(" ", "")
        yield Piece("cells", text, size=max(field.paper.boxes, len(text)))
    else:
        text = _sentence(field, value, values, fields) if field.type == "choice" else written(field, value)
        yield Piece("said", text) if text else _open(field)


def _open(field: Field) -> Piece:
    blank = BLANKS.get(field.type)
    return Piece("word", blank) if blank else Piece("open", size=field.paper.lines)


def _parts(field: Field, parts: tuple[Part, ...], value: object) -> Iterator[Piece]:
    for part in parts:
        if part.label:
            yield Piece("word", f"{part.number} {part.label}".strip())
        text = part_written(field, part.of, value)
        yield Piece("said", text) if text else Piece("open")
    yield from (Piece("said", f"({text})") for text in _left_over(field, parts, value) if text)


def _left_over(field: Field, parts: tuple[Part, ...], value: object) -> Iterator[str]:
    """What was answered and has no blank of its own."""
    if not isinstance(value, dict):
        yield plain(value) if value is not None else ""
        return
    asked = {part.of for part in parts}
    for key in value:
        covered = key in asked or (key == "hamlet" and "detail" in asked) or (field.type, key) in _UNSAID
        yield "" if covered else part_written(field, key, value)
    if field.type == "benefit" and value.get("receiving") is True and not value.get("amount"):
        yield "có"


def _options(field: Field, value: object) -> Iterator[Piece]:
    picked = value if isinstance(value, list) else [value]
    printed = [option for option in field.options if option.print]
    answered = any(option.value in picked for option in printed)
    for option in printed:
        on = option.value in picked
        words = f"{option.number} {option.paper or option.vi}".lstrip()
        if field.paper.answer == "struck":
            yield Piece("struck" if answered and not on else "word", words)
        else:
            yield Piece("tick", words, on)
    if field.paper.answer == "struck":
        yield Piece("word", f"{field.paper.mark}:".lstrip())
        yield Piece("open")
    known = [option.value for option in field.options]
    yield from (Piece("said", plain(one)) for one in picked if one is not None and one not in known)


def _sentence(field: Field, value: object, values: Values, fields: Fields) -> str:
    """The words of what was chosen, with other answers in their places; one that was not given is left open."""
    option = chosen(field.options, value)
    if option is None:
        return written(field, value)
    if not option.print:
        return ""

    def answer(found: re.Match[str]) -> str:
        other = fields.get(found[1])
        return (written(other, value_at(values, found[1])) if other else "") or "………"

    return _IN_SENTENCE.sub(answer, option.paper or option.vi)
