"""What a printed form must say, told from its file and the answers alone, and the page as a person reads it."""

import html
import re
from collections.abc import Iterator
from typing import Any

from server.domain.form_answers import part_written, written
from server.domain.form_layout import lay_out
from server.domain.form_pieces import in_sentence, label_of
from server.domain.form_values import value_at
from server.domain.forms import Field, Form, holds
from server.http.render import environment

Values = dict[str, Any]
SAMPLES: dict[str, Any] = {
    "number": 3,
    "money": 1540000,
    "date": "2019-05-04",
    "partial_date": "1941-07",
    "datetime": "2026-11-19T04:30",
    "month": "2024-07",
    "id_number": "093141000123",
    "phone": "0900000001",
    "email": "thu@xa.example",
    "yes_no": True,
    "person": {"name": "Trần Thí Dụ", "birth_date": "1990", "id": {"number": "093190000001"}},
    "identity": {"kind": "passport", "number": "C1234567", "issuer": "Cục Mẫu", "date": "2020-02-05"},
    "address": {"detail": "số 5", "hamlet": "Ấp Mẫu", "commune": "xã Hòa Mẫu", "province": "tỉnh Ví Dụ"},
    "benefit": {"receiving": True, "amount": 540000, "since": "2024-07"},
    "place_date": {"place": "xã Hòa Mẫu", "date": "2026-11-27"},
}


def filled_in(form: Form) -> Values:
    """An answer to every question of a form."""
    values: Values = {}
    for place, field in enumerate(form.fields):
        if field.name and field.type not in ("heading", "declaration", "signature"):
            node = values
            *above, last = field.name.split(".")
            for part in above:
                node = node.setdefault(part, {})
            node[last] = sample(field, str(place))
    return values


def sample(field: Field, mark: str) -> Any:
    """An answer of the field's type, known again by its mark where it is a text."""
    if field.type == "choice":
        return field.options[0].value
    if field.type == "choices":
        return [field.options[-1].value]
    if field.type == "rows":
        return [{column.name: sample(column, f"{mark}.{at}") for at, column in enumerate(field.columns)}]
    return SAMPLES.get(field.type, f"Lời Ghi {mark}")


def page(form: Form, values: Values | None, witness: str = "") -> str:
    """The sheet as a person reads it: boxes as signs, characters in their boxes as a word."""
    template = environment().get_template("print/form_sheet.html")
    body = template.render(laid=lay_out(form, values), witness=witness, t=str)
    body = re.sub(r'<svg[^>]*aria-label="(.)".*?</svg>', r"\1", body)
    body = re.sub(r'<span class="cells" aria-label="([^"]*)">(?:<span>.?</span>)*</span>', r"\1", body)
    body = re.sub(r"<(/?)s>", r"[\1]", body)
    return tidy(html.unescape(re.sub(r"<[^>]+>", " ", body)))


def tidy(text: str) -> str:
    """Blanks collapsed, none before a mark of punctuation."""
    return re.sub(r" ([:;,.?])", r"\1", " ".join(text.split()))


def must_say(form: Form, values: Values | None) -> list[str]:
    """Every printed label with its number, and every answer, in the order of the paper."""
    told: set[str] = set()
    said: list[str] = []
    for field in form.fields:
        shown = not field.when or holds(form, field.when, values or {})
        if not field.print or (values is not None and form.paper.left_out and not shown):
            continue
        given = (values or {}) if shown else {}
        said += _field(field, given, told)
        told.update(in_sentence(field, given))
    return [tidy(one) for one in said if one]


def _field(field: Field, values: Values, told: set[str]) -> Iterator[str]:
    value, label = value_at(values, field.name), label_of(field)
    if field.paper.stands == "within":
        yield written(field, value) if field.name not in told else ""
        return
    unnamed = field.type == "place_date" and not field.paper.label
    if field.type not in ("declaration", "signature") and not unnamed:
        yield field.number
    if not unnamed:
        yield label.partition(" (")[0].upper() if field.type == "signature" else label
    yield from _answer(field, value, values)


def _answer(field: Field, value: Any, values: Values) -> Iterator[str]:
    if field.type == "rows":
        yield from (label_of(column) for column in field.columns)
        yield from (written(column, row.get(column.name)) for row in value or [] for column in field.columns)
    elif field.type == "yes_no":
        yield f"{'☒' if value is True else '☐'} Có"
        yield f"{'☒' if value is False else '☐'} Không"
    elif field.type in ("choice", "choices") and field.paper.answer in ("boxes", "table"):
        yield from _options(field, value)
    elif field.paper.answer == "struck":
        yield from (option.paper or option.vi for option in field.options if option.print)
    elif field.paper.parts or field.type == "benefit":
        for part in field.paper.parts:
            yield f"{part.number} {part.label}"
            yield part_written(field, part.of, value)
    elif field.type == "choice":
        yield from (str(value_at(values, name) or "") for name in in_sentence(field, values)[:1])
    else:
        yield written(field, value)
    yield field.paper.after


def _options(field: Field, value: Any) -> Iterator[str]:
    picked = value if isinstance(value, list) else [value]
    for option in field.options:
        words = f"{option.number} {option.paper or option.vi}".strip()
        if field.paper.answer == "boxes" and option.print:
            yield f"{'☒' if option.value in picked else '☐'} {words}"
        elif field.type == "choices":
            yield f"{words} x" if option.value in picked else words
