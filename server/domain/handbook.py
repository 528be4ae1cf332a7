"""Searching the handbook: the procedures that fit what somebody asks for in their own words, accents or none."""

from collections.abc import Iterable

from server.domain.names import folded
from server.domain.procedures import Procedure

LEAST = 2
"""Letters that a search needs."""


def fitting(procedures: Iterable[Procedure], asked: str) -> list[Procedure]:
    """The procedures that fit the words asked for, those that have it in their name, a short one, first; of the
    words that nobody knows (`hỏi`, `xin`) none has to fit as long as another does."""
    words = folded(asked).split()
    if sum(map(len, words)) < LEAST:
        return []
    scored = [(_score(one, words), len(one.name), one) for one in procedures]
    best = max((score for score, _, _ in scored), default=0)
    found = [one for one in scored if one[0] * 2 > best]
    found.sort(key=lambda one: (-one[0], one[1], one[2].code))
    return [one for _, _, one in found]


def _score(procedure: Procedure, words: list[str]) -> int:
    """How well it fits: a word in the name is worth three, one in what it is for and who may ask one."""
    name = f" {folded(procedure.name)} {procedure.code}"
    about = f" {folded(f'{procedure.field} {procedure.about} {procedure.who}')}"
    return sum(3 if f" {word}" in name else f" {word}" in about for word in words)
