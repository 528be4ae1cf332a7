"""Who did a great deal (R66): contributions beside each other, and who reaches a mark that somebody set. A proposal.

Only what was done is counted, never what went wrong; nobody is ranked: the order is that of the names. Who is
commended is decided by people (Luật Thi đua, khen thưởng 06/2022/QH15), for reasons that no table knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Contribution = Literal["written", "shifts", "home", "requests"]
CONTRIBUTIONS: tuple[Contribution, ...] = get_args(Contribution)
"""Forms written for people, shifts sat at the desk, results carried home, requests for service at home brought in."""
Group = Literal["unions", "hamlets", "people"]
GROUPS: tuple[Group, ...] = get_args(Group)
COLUMNS: dict[Group, tuple[Contribution, ...]] = {
    "unions": ("written", "shifts", "home"),
    "hamlets": ("home", "requests"),
    "people": ("written", "shifts", "home", "requests"),
}
"""What is counted of whom."""
Marks = Mapping[Contribution, int]
"""The least that counts as a great deal; a contribution without a mark proposes nobody."""


class Line(NamedTuple):
    """One union, hamlet or person and what was done; `reached` are the contributions at or over their marks."""

    id: str
    name: str
    counts: dict[Contribution, int]
    reached: tuple[Contribution, ...]

    @property
    def proposed(self) -> bool:
        """Whether any mark is reached."""
        return bool(self.reached)


@dataclass(frozen=True)
class Proposal:
    """The lines of one group under its marks."""

    group: Group
    marks: dict[Contribution, int]
    lines: tuple[Line, ...]

    @property
    def columns(self) -> tuple[Contribution, ...]:
        """What is counted."""
        return COLUMNS[self.group]

    @property
    def proposed(self) -> list[Line]:
        """Those who reach a mark."""
        return [line for line in self.lines if line.proposed]


def usual_marks(group: Group, counts: Iterable[Mapping[Contribution, int]]) -> dict[Contribution, int]:
    """A mark to begin with: half as much again as the average of all who did it; where only one did, none."""
    rows = list(counts)
    marks: dict[Contribution, int] = {}
    for column in COLUMNS[group]:
        done = [row[column] for row in rows if row.get(column)]
        if len(done) > 1:
            marks[column] = -(-3 * sum(done) // (2 * len(done)))
    return marks


def proposal(
    group: Group, names: Mapping[str, str], counts: Mapping[str, Mapping[Contribution, int]], marks: Marks
) -> Proposal:
    """Everybody of `names` in its order, with their counts, and the marks that they reach."""
    held = {column: mark for column in COLUMNS[group] if (mark := marks.get(column, 0)) > 0}
    lines = []
    for id_, name in names.items():
        own = {column: counts.get(id_, {}).get(column, 0) for column in COLUMNS[group]}
        reached = tuple(column for column, mark in held.items() if own[column] >= mark)
        lines.append(Line(id_, name, own, reached))
    return Proposal(group, held, tuple(lines))
