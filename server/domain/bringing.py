"""What somebody brings along for a procedure, and what is written for them at the desk (R12, R44)."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from server.domain.procedures import Component

_FORM = re.compile(r"(Tờ khai|Đơn|Bản khai|Giấy đề nghị|Phiếu)\b")
"""How the names of papers begin that the declarant fills in."""
_HOW = {
    "original": "bản chính",
    "copy": "bản sao",
    "certified": "bản sao có chứng thực",
    "shown": "cho xem rồi lấy lại",
}


class Bring(NamedTuple):
    """One paper in plain words; `written`: a form of the office, which nobody has to bring."""

    name: str
    how: str
    when: str
    written: bool


def is_form(component: Component) -> bool:
    """Whether a component is a form that is filled in, not a paper that somebody has."""
    return component.copy == "original" and _FORM.match(component.name) is not None


def to_bring(components: Iterable[Component], help: str = "writing") -> tuple[Bring, ...]:
    """The papers of a procedure: what is to be brought first, what is always needed before what only some need.

    With `writing` a form counts as written at the desk; for guidance only, it is brought like the rest.
    """
    found = [
        Bring(
            name=one.name + (f" × {one.count}" if one.count > 1 else ""),
            how="" if is_form(one) else _HOW[one.copy],
            when="" if one.required else one.when,
            written=help == "writing" and is_form(one),
        )
        for one in components
    ]
    return tuple(sorted(found, key=lambda one: (one.written, bool(one.when))))
