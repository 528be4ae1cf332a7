"""What the fold of custody takes and gives: one event as it concerns one item, and what became of it."""

from typing import NamedTuple

from server.domain.events import Review
from server.domain.items import Custody


class Fact(NamedTuple):
    """One event as it concerns one item. `at` is its writer's clock, `when` the corrected one, both ISO text."""

    seq: int
    event: str
    device: str
    n: int
    what: str
    person: str
    at: str
    when: str
    data: object


class Verdict(NamedTuple):
    """What the fold says of one confirmation or attempt: flags of fact against state, and what became of it."""

    flags: frozenset[str] = frozenset()
    undone: bool = False
    amended: Fact | None = None
    review: Review | None = None
    reason: str = ""


class Outcome(NamedTuple):
    """The item's custody, and the verdicts by event id."""

    custody: Custody
    verdicts: dict[str, Verdict]


class ImportedData(NamedTuple):
    """`items.imported` as the fold needs it: what came to the desk, what an undone import takes away."""

    items: frozenset[str]
    withdrawn: frozenset[str]


class PackedData(NamedTuple):
    """`round.packed` and `round.reassigned` as the fold needs them."""

    round: str
    holder: str


class PaperData(NamedTuple):
    """`paper.confirmed` as the fold needs it: who received, and when by the slip; '' where that was erased."""

    name: str = ""
    relation: str = ""
    when: str = ""


class ReviewData(NamedTuple):
    """`review.approved` and `review.sent_back` as the fold needs them; `of` may be a confirmation on paper, too."""

    of: str
    reason: str = ""
