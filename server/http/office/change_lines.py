"""The history of a document in lines: who, when, what, and what was different."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.domain.changes import Change
from server.http.office.names import Names


@dataclass(frozen=True)
class ChangeLine:
    """One act on a document; `who` is the name of whoever did it."""

    change: Change
    who: str


def change_lines(changes: Iterable[Change], names: Names) -> list[ChangeLine]:
    """The lines of a history, in its order."""
    return [ChangeLine(change, names.person(change.by)) for change in changes]
