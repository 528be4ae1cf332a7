"""The desk's figures (R17): how many forms were written, guided on and became dossiers, by what and by whom."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from server.domain.entries import DeskEntry

Dimension = Literal["form", "procedure", "scribe", "union", "hamlet"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
NONE = "none"
"""Stands for what an entry does not say: no form, no union, no hamlet."""


class Count(NamedTuple):
    """Figures of one value of a dimension: all that was written, of it guided on to its desk, grown into a dossier, and
    written at home."""

    value: str
    written: int
    guided: int
    dossiers: int
    home: int


def value_of(entry: DeskEntry, dimension: Dimension) -> str:
    """What an entry says of a dimension, NONE for nothing."""
    if dimension == "procedure":
        return entry.procedure.code or NONE
    said: str | None = getattr(entry, dimension)
    return said or NONE


def count(value: str, entries: Iterable[DeskEntry]) -> Count:
    """The figures of some entries under a value."""
    found = list(entries)
    return Count(
        value,
        len(found),
        sum(one.guided for one in found),
        sum(bool(one.dossier) for one in found),
        sum(one.place == "home" for one in found),
    )


def count_by(entries: Iterable[DeskEntry], dimension: Dimension) -> list[Count]:
    """The figures by a dimension, the largest first, what says nothing last."""
    found: dict[str, list[DeskEntry]] = {}
    for one in entries:
        found.setdefault(value_of(one, dimension), []).append(one)
    made = [count(value, there) for value, there in found.items()]
    return sorted(made, key=lambda one: (one.value == NONE, -one.written, one.value))
