"""The newest records under an index, without reading the old ones."""

from collections.abc import Callable
from typing import TypeVar

from server.domain.records import Record
from server.store.port import View

R = TypeVar("R", bound=Record)
_STEP = 256


def newest(view: View, type_: type[R], index: str, value: str, enough: Callable[[list[R]], bool]) -> list[R]:
    """Records under an index, last put first, as many as it takes until `enough` says so, or all.

    Looks back from the head in windows that double: the cost grows with what is wanted, not with the history.
    """
    step, before, found = _STEP, view.head, []  # type: int, int, list[R]
    while before > 0 and not enough(found):
        after = max(0, before - step)
        window = [one for one in view.changes(type_, index, value, after, before - after) if one.rev <= before]
        found += [one.record for one in reversed(window)]
        before, step = after, step * 2
    return found
