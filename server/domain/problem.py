"""A problem as other programs see it."""

from typing import NamedTuple


class Problem(NamedTuple):
    """A problem as other programs see it; `code` never changes once published."""

    status: int
    text: str
    text_en: str
