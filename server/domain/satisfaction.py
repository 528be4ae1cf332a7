"""How content people are (R40, R45, R64): what was answered, out of how many who were asked, and how sure that is.

No share is ever said bare: it comes with the number of those who answered and its interval. Whoever is one of a handful
could be recognised, so less than five answers are shown nowhere, nor what could be found by subtraction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

Answers = tuple[int | None, int | None, int | None]
"""The three questions: whether the promise was kept, the official's attitude (R64), all in all. From 1 (poor) to 5."""
QUESTIONS = 3
LEVELS = (5, 4, 3, 2, 1)
"""As the screens show them: the gladdest first."""
CONTENT = 4
"""From this level on somebody is content ("Tốt", "Rất tốt")."""
FEW = 30
"""Fewer answers than these say little: whoever shows them warns of it."""
HIDDEN = 5
"""Fewer answers than these are shown nowhere."""
Z95 = 1.959964
"""The standard normal quantile of a two-sided 95 %."""


class Interval(NamedTuple):
    """Between which two shares the true one lies, in 0..1."""

    low: float
    high: float


def wilson(part: int, whole: int, z: float = Z95) -> Interval:
    """The score interval of a share (E. B. Wilson, 1927; no continuity correction): honest for few answers and near
    0 and 1, where the usual formula gives impossible limits. Of nothing nothing is known: 0..1.
    """
    if not whole:
        return Interval(0.0, 1.0)
    share, squared = part / whole, z * z
    middle = (share + squared / (2 * whole)) / (1 + squared / whole)
    half = z * sqrt(share * (1 - share) / whole + squared / (4 * whole * whole)) / (1 + squared / whole)
    # At the ends the formula gives exactly 0 and 1; rounding must not leave the share outside of its own interval.
    return Interval(0.0 if part == 0 else middle - half, 1.0 if part == whole else middle + half)


@dataclass(frozen=True)
class Share:
    """So many of so many; as hundredths, rounded half up."""

    part: int
    whole: int

    @property
    def interval(self) -> Interval:
        """Wilson's, 95 %."""
        return wilson(self.part, self.whole)

    @property
    def few(self) -> bool:
        """Whether a warning belongs beside it."""
        return self.whole < FEW

    @property
    def words(self) -> Mapping[str, int]:
        """What a sentence about it names: part, whole, percent, low, high. Of nothing there is no percentage: 0."""
        low, high = self.interval
        share = self.part / self.whole if self.whole else 0.0
        return {
            "part": self.part,
            "whole": self.whole,
            "percent": _hundredths(share),
            "low": _hundredths(low),
            "high": _hundredths(high),
        }


def _hundredths(share: float) -> int:
    return int(100 * share + 0.5)


def share_words(share: Share) -> str:
    """A share as the report says it: never a bare percentage, and none at all where too few answered."""
    if share.whole == 0:
        return "chưa có ai trả lời"
    if share.whole < HIDDEN:
        return "quá ít người trả lời, không nêu"
    said = "{part} trong {whole} người trả lời ({percent} %), khoảng tin cậy 95 %: {low}-{high} %"
    few = f"; mới có {share.whole} người trả lời nên chỉ để tham khảo" if share.few else ""
    return said.format(**share.words) + few


@dataclass(frozen=True)
class Distribution:
    """How one question was answered: how many gave 1, 2, 3, 4, 5."""

    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    @property
    def n(self) -> int:
        """How many answered it."""
        return sum(self.counts)

    @property
    def content(self) -> Share:
        """Those who are content, of those who answered."""
        return Share(sum(self.counts[CONTENT - 1 :]), self.n)

    @property
    def hidden(self) -> bool:
        """Whether so few answered that somebody could be recognised."""
        return 0 < self.n < HIDDEN

    def of(self, level: int) -> int:
        """How many gave that level."""
        return self.counts[level - 1]


def distribution(given: Iterable[int | None]) -> Distribution:
    """Of the answers to one question; what is no level from 1 to 5 is no answer."""
    counts = [0] * 5
    for level in given:
        if level is not None and 1 <= level <= 5:
            counts[level - 1] += 1
    return Distribution((counts[0], counts[1], counts[2], counts[3], counts[4]))


@dataclass(frozen=True)
class Tally:
    """So many were asked, so many answered at least one question, and how. A question is None where it is hidden."""

    asked: int
    answered: int
    questions: tuple[Distribution | None, ...]

    @property
    def response(self) -> Share:
        """Those who answered, of those who were asked."""
        return Share(self.answered, max(self.asked, self.answered))

    @property
    def few(self) -> bool:
        """Whether it says little yet."""
        return self.answered < FEW

    @property
    def hidden(self) -> bool:
        """Whether any of it is not shown."""
        return None in self.questions


@dataclass(frozen=True)
class Counted:
    """What was asked and answered in one group, before anything is hidden; no screen is given this."""

    asked: int
    answers: Sequence[Answers]

    @property
    def answered(self) -> int:
        """How many answered at least one question."""
        return sum(1 for one in self.answers if any(level is not None for level in one))

    def question(self, place: int) -> Distribution:
        """One question's, whole."""
        return distribution(one[place] for one in self.answers)


def tally(counted: Counted) -> Tally:
    """What may be shown of the whole: a question that only a handful answered is hidden."""
    whole = [counted.question(place) for place in range(QUESTIONS)]
    return Tally(counted.asked, counted.answered, tuple(None if one.hidden else one for one in whole))


def tallies(groups: Mapping[str, Counted]) -> dict[str, Tally]:
    """What may be shown of groups beside their whole, question by question (see `shown`)."""
    names = list(groups)
    columns = []
    for place in range(QUESTIONS):
        whole = [groups[name].question(place) for name in names]
        seen = shown([one.n for one in whole])
        columns.append([one if show else None for one, show in zip(whole, seen, strict=True)])
    return {
        name: Tally(groups[name].asked, groups[name].answered, tuple(column[row] for column in columns))
        for row, name in enumerate(names)
    }


def shown(sizes: Sequence[int]) -> list[bool]:
    """Which groups of these sizes may be shown beside their sum: none of less than five (an empty one says nothing of
    anybody), and the hidden ones together are no handful either, or the sum less the others would show them.
    """
    show = [size == 0 or size >= HIDDEN for size in sizes]
    by_size = sorted((place for place, size in enumerate(sizes) if size >= HIDDEN), key=lambda place: sizes[place])
    for place in by_size:
        if not 0 < sum(size for size, one in zip(sizes, show, strict=True) if not one) < HIDDEN:
            break
        show[place] = False
    return show
