"""The figures of a period: each is the length of its list, its parts are lists, too; Biểu II.06 checks them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from server.domain.report_codes import (
    DIMENSIONS,
    FIGURES,
    PENDING,
    RECEIVED_SIDE,
    SETTLED,
    Code,
    Dimension,
    FigureKind,
    kind_of,
)
from server.domain.report_period import Period
from server.domain.report_rows import FigureRow, Material, rows_of


@dataclass(frozen=True)
class Part:
    """One value of a dimension with its list; `value` is an id, a code or a name, '' for what says nothing."""

    value: str
    rows: tuple[FigureRow, ...]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.rows)


@dataclass(frozen=True)
class Figure:
    """One figure of a period: nothing but its list."""

    kind: FigureKind
    rows: tuple[FigureRow, ...]

    @property
    def code(self) -> Code:
        """Its code."""
        return self.kind.code

    @property
    def count(self) -> int:
        """How many: the length of its list."""
        return len(self.rows)

    @property
    def amount(self) -> int:
        """What the rows add up to, where the figure has a sum (visits, days, trips, people)."""
        return sum(row.amount for row in self.rows)

    def parts(self, dimension: str) -> list[Part]:
        """By a dimension, the largest first, what says nothing last. KeyError for no dimension."""
        if dimension not in DIMENSIONS:
            raise KeyError(dimension)
        made = [Part(value, tuple(rows)) for value, rows in counted(self.rows, dimension).items()]
        return sorted(made, key=lambda one: (not one.value, -one.count, one.value))

    def part(self, dimension: str, value: str) -> Part:
        """One of them; empty for a value that nothing has."""
        return next((one for one in self.parts(dimension) if one.value == value), Part(value, ()))


class Identity(NamedTuple):
    """Biểu II.06: what came in against what became of it. `holds` unless a dossier is counted nowhere, or twice."""

    received: int
    carried_over: int
    settled: int
    pending: int

    @property
    def holds(self) -> bool:
        """Whether both sides are the same."""
        return self.received + self.carried_over == self.settled + self.pending

    @property
    def words(self) -> str:
        """Both sides, and when they differ by how much."""
        left, right = self.received + self.carried_over, self.settled + self.pending
        sides = (
            f"Nhận trong kỳ {self.received} + kỳ trước chuyển qua {self.carried_over} = {left}; "
            f"đã giải quyết {self.settled} + đang giải quyết {self.pending} = {right}"
        )
        return (
            f"{sides}. Khớp." if self.holds else f"{sides}. Lệch {abs(left - right)} hồ sơ, cần kiểm tra lại dữ liệu."
        )


@dataclass(frozen=True)
class Figures:
    """All figures of a period."""

    period: Period
    rows: Mapping[Code, tuple[FigureRow, ...]]

    def __getitem__(self, code: str) -> Figure:
        """The figure of a code. KeyError if there is none."""
        kind = kind_of(code)
        if kind is None:
            raise KeyError(code)
        return Figure(kind, self.rows.get(kind.code, ()))

    def count(self, *codes: str) -> int:
        """One figure, or several that have nothing in common added up."""
        return sum(self[code].count for code in codes)

    def amount(self, code: str) -> int:
        """The sum of a figure."""
        return self[code].amount

    @property
    def all(self) -> list[Figure]:
        """Every figure, in the order in which they are shown."""
        return [self[kind.code] for kind in FIGURES]

    @property
    def identity(self) -> Identity:
        """The self-check."""
        received, carried = (self.count(code) for code in RECEIVED_SIDE)
        return Identity(received, carried, self.count(*SETTLED), self.count(*PENDING))

    @property
    def on_time(self) -> tuple[int, int]:
        """Settled before or on their day, of all that were settled."""
        return self.count("settled_early", "settled_on_time"), self.count(*SETTLED)

    @property
    def visits_per_dossier(self) -> float | None:
        """How often somebody came for a dossier on average (R43); None without any."""
        figure = self["visits"]
        return figure.amount / figure.count if figure.count else None

    def by(self, dimension: Dimension) -> list["Across"]:
        """Every value of a dimension with each figure that is parted by it, the most first, what says nothing last."""
        kinds = [kind for kind in FIGURES if dimension in kind.by]
        counts = {kind.code: counted(self.rows.get(kind.code, ()), dimension) for kind in kinds}
        values = dict.fromkeys(value for parts in counts.values() for value in parts)
        made = [Across(one, {code: len(parts.get(one, ())) for code, parts in counts.items()}) for one in values]
        return sorted(made, key=lambda one: (not one.value, -sum(one.counts.values()), one.value))


class Across(NamedTuple):
    """One hamlet, union, … with its part of each figure."""

    value: str
    counts: dict[Code, int]


class Compared(NamedTuple):
    """A figure beside the one of the period before; the change in percent, None from nothing."""

    now: int
    before: int

    @property
    def change(self) -> float | None:
        """In percent."""
        return (self.now - self.before) * 100 / self.before if self.before else None


def figures_of(material: Material) -> Figures:
    """The figures of what a period is counted from."""
    return Figures(material.period, rows_of(material))


def compared(now: Figures, before: Figures, codes: Sequence[Code]) -> dict[Code, Compared]:
    """Figures of two periods beside each other."""
    return {code: Compared(now.count(code), before.count(code)) for code in codes}


def counted(rows: Iterable[FigureRow], dimension: str) -> dict[str, list[FigureRow]]:
    """Rows by a part; the parts together are all of them."""
    found: dict[str, list[FigureRow]] = {}
    for row in rows:
        found.setdefault(getattr(row, dimension), []).append(row)
    return found
