"""How the paper of a form looks, as far as the order of its fields does not say it: all optional, all Vietnamese."""

from typing import Literal

from msgspec import Struct


class Part(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One of several blanks of an answer: `of` is the key in the answer (`number`, `commune`…)."""

    of: str
    label: str
    number: str = ""


class OnPaper(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How one field stands on the paper.

    `label` where the paper says it otherwise than the screen; `mark` of its footnote; `after` what follows the blank.
    `stands`: on a line of its own, beside the field before, within its blank (then an empty paper has nothing of it),
    or as whom the paper is addressed to. `answer`: a box each, written on a blank, the wrong ones struck out, or a
    table with a line each. `boxes` for that many characters; `lines` to write on; `parts` for several blanks.
    """

    label: str = ""
    mark: str = ""
    after: str = ""
    stands: Literal["line", "beside", "within", "to"] = "line"
    answer: Literal["boxes", "written", "struck", "table"] = "boxes"
    boxes: int = 0
    lines: int = 1
    parts: tuple[Part, ...] = ()


class OfficeBlock(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A place that the office fills in by hand, printed empty: left of the signatures, or below them.

    `lines` stand in it, under them who signs side by side.
    """

    title: str
    how: str = ""
    lines: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    side: Literal["left", "below"] = "left"


class Sheet(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The sheet of a form: its number, the agency at its head, another title, footnotes, the office's part.

    `left_out` where lines whose condition does not hold are not printed, as on our own papers.
    """

    number: str = ""
    agency: str = ""
    title: str = ""
    subtitle: str = ""
    footnotes: tuple[str, ...] = ()
    office: tuple[OfficeBlock, ...] = ()
    left_out: bool = False
