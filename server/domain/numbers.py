"""Number sequences of papers that carry one (Số 07/PBS): one a form and year, counted up and never down."""

from typing import ClassVar

from server.domain.records import Record


class NumberSequence(Record, frozen=True, kw_only=True):
    """The last number given to a form in a year; `id` is `form:year`. A form never numbered has no sequence yet."""

    kind: ClassVar[str] = "number_sequence"
    last: int


def sequence_id(form: str, year: int) -> str:
    """How a form's sequence of a year is named."""
    return f"{form}:{year:04}"


def in_two_figures(number: int) -> str:
    """A number as a paper has it: below ten with a nought before it (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{number:02}"
