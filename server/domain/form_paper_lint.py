"""What is wrong with how a form file says that its paper looks, in sentences."""

import re
from collections.abc import Iterator

from server.domain.forms import Field, Form

_IN_SENTENCE = re.compile(r"\{([^{}]*)\}")
_WITH_PARTS = ("identity", "address", "benefit", "person")


def lint_paper(form: Form) -> Iterator[str]:
    """Every mistake of the paper of a form that can be read."""
    names = {field.name for field in form.fields if field.name}
    for step in form.steps:
        for place, field in enumerate(step.fields):
            said = field.name or field.label.vi
            if field.paper.stands in ("beside", "within") and not _stands(step.fields[:place]):
                yield f"trường “{said}” đứng cạnh một trường khác, nhưng trước nó không có trường nào"
            if field.paper.parts and field.type not in _WITH_PARTS:
                yield f"trường “{said}” không có nhiều phần để chia ô"
            if field.paper.boxes < 0 or field.paper.lines < 1:
                yield f"trường “{said}” có số ô hoặc số dòng không dùng được"
            yield from _sentences(field, names)


def _stands(before: tuple[Field, ...]) -> bool:
    """Whether there is a line before, on which another field can stand."""
    printed = [field.type for field in before if field.print]
    return bool(printed) and printed[-1] not in ("heading", "declaration", "signature", "rows")


def _sentences(field: Field, names: set[str]) -> Iterator[str]:
    for option in field.options:
        for name in _IN_SENTENCE.findall(option.paper):
            if name not in names:
                yield f"câu của lựa chọn “{option.value}” nhắc “{name}”, nhưng không có trường đó"
