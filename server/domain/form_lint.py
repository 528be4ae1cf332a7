"""What is wrong with a form file itself, said to the person who writes it: nothing here is about what is filled in."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import msgspec

from server.domain.form_paper_lint import lint_paper
from server.domain.form_unread import why_unread
from server.domain.forms import SILENT, Field, Form, faults, read_form

KEYWORDS = frozenset(
    {
        *("$schema", "$defs", "$ref", "type", "properties", "required", "additionalProperties", "items"),
        *("enum", "const", "pattern", "format", "minLength", "maxLength", "minimum", "maximum"),
        *("minItems", "maxItems", "uniqueItems", "contains", "allOf", "anyOf", "not", "if", "then", "else", "message"),
    }
)
"""What both validators read alike. Anything else is refused, so that phone and server never differ."""
FORMATS = frozenset({"date", "email"})
_BAD_PATTERN = re.compile(r"\\[A-Za-z\-]|\(\?")
"""`\\w`, `\\d`, `\\-` and groups with `?` are read differently by the two sides."""


def lint(data: bytes, name: str) -> list[str]:
    """Every mistake of a form file called `name`.json, in sentences; an empty list for a sound one."""
    try:
        form = read_form(data)
    except msgspec.MsgspecError as error:
        return [f"không đọc được tệp: {why_unread(data, error)}"]
    found = [*_head(form, name), *_schema(form.values, "")]
    if not found:
        try:
            jsonschema_rs.meta.validate(form.values)
        except jsonschema_rs.ValidationError as error:
            found.append(f"lược đồ `values` sai ở /{'/'.join(map(str, error.instance_path))}: {error.message}")
    return found or [*_fields(form), *lint_paper(form), *_examples(form)]


def _head(form: Form, name: str) -> Iterator[str]:
    if form.code != name:
        yield f"mã “{form.code}” phải trùng tên tệp “{name}”"
    if form.valid_to and form.valid_to < form.valid_from:
        yield "ngày hết hiệu lực trước ngày có hiệu lực"
    if not form.steps or any(not step.fields for step in form.steps):
        yield "mỗi bước phải có ít nhất một trường"


def _schema(node: Any, where: str, properties: bool = False) -> Iterator[str]:
    if isinstance(node, list):
        for place, one in enumerate(node):
            yield from _schema(one, f"{where}/{place}")
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        here = f"{where}/{key}"
        if not properties and key not in KEYWORDS:
            yield f"từ khóa “{key}” ở {where or '/'} không dùng được: điện thoại và máy chủ có thể hiểu khác nhau"
        elif not properties and key == "pattern":
            yield from _pattern(str(value), here)
        elif not properties and key == "format" and value not in FORMATS:
            yield f"định dạng “{value}” ở {here} không có"
        elif properties or key not in ("enum", "const", "message", "required"):
            yield from _schema(value, here, properties=not properties and key in ("properties", "$defs"))


def _pattern(pattern: str, where: str) -> Iterator[str]:
    if not (pattern.startswith("^") and pattern.endswith("$")):
        yield f"mẫu ở {where} phải bắt đầu bằng ^ và kết thúc bằng $"
    if _BAD_PATTERN.search(pattern):
        yield f"mẫu ở {where} chỉ dùng lớp ký tự như [0-9], không dùng \\d, \\w, \\- hay (?"


def _fields(form: Form) -> Iterator[str]:
    named = [field for field in form.fields if field.type not in SILENT]
    names = [field.name for field in named]
    yield from (f"trường “{name}” có hai lần" for name in sorted({one for one in names if names.count(one) > 1}))
    conditions = form.values.get("$defs", {})
    for field in form.fields:
        if field.when and field.when not in conditions:
            yield f"trường “{field.name or field.label.vi}” hiện theo điều kiện “{field.when}” không có trong $defs"
    for field in named:
        schema = schema_at(form.values, field.name)
        if schema is None:
            yield f"trường “{field.name}” không có trong lược đồ `values`"
        else:
            yield from _options(field, schema)
        if field.type == "words" and field.of not in names:
            yield f"trường “{field.name}” ghi bằng chữ của “{field.of}”, nhưng không có trường đó"
    asked = set(names)
    yield from (f"lược đồ có “{path}” mà không bước nào hỏi" for path in _leaves(form.values) if path not in asked)


def _options(field: Field, schema: dict[str, Any]) -> Iterator[str]:
    if field.type == "rows":
        if not field.columns:
            yield f"trường “{field.name}” là bảng mà không có cột"
        for column in field.columns:
            inner = schema_at(schema.get("items", {}), column.name)
            if inner is None:
                yield f"cột “{column.name}” của “{field.name}” không có trong lược đồ"
            else:
                yield from _options(column, inner)
    if field.type in ("choice", "choices"):
        allowed = schema.get("enum") if field.type == "choice" else schema.get("items", {}).get("enum")
        if [option.value for option in field.options] != allowed:
            yield f"các lựa chọn của “{field.name}” khác với lược đồ"


def schema_at(schema: dict[str, Any], name: str) -> dict[str, Any] | None:
    """The part of a schema that a value's name with dots leads to; None if nothing is there."""
    node: Any = schema
    for part in name.split("."):
        node = node.get("properties", {}).get(part) if isinstance(node, dict) else None
    return node if isinstance(node, dict) else None


def _leaves(schema: dict[str, Any], above: str = "") -> Iterator[str]:
    for name, inner in schema.get("properties", {}).items():
        path = f"{above}{name}"
        if isinstance(inner, dict) and "properties" in inner:
            yield from _leaves(inner, f"{path}.")
        else:
            yield path


def _examples(form: Form) -> Iterator[str]:
    if not form.examples.passing or not form.examples.failing:
        yield "cần ít nhất một ví dụ đúng và một ví dụ sai"
    for example in form.examples.passing:
        for fault in faults(form, example.values):
            yield f"ví dụ đúng “{example.name}” bị bắt lỗi ở {fault.path} ({fault.rule})"
    for example in form.examples.failing:
        paths = [fault.path for fault in faults(form, example.values)]
        if not paths:
            yield f"ví dụ sai “{example.name}” không bị bắt lỗi"
        elif example.at not in paths:
            yield f"ví dụ sai “{example.name}” phải sai ở {example.at}, nhưng sai ở {', '.join(paths)}"
