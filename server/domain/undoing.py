"""Which facts do not count: what a wrong tap's undoing takes back, and the slip that was recorded by mistake."""

from collections.abc import Iterable
from datetime import datetime

from server.domain.facts import Fact, PaperData, ReviewData
from sync.messages import UNDO_MS, AmendedData, UndoneData


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """By ledger order; an amendment that arrived before what it amends follows right after it."""
    found = list(facts)
    seqs = {fact.event: fact.seq for fact in found}

    def place(fact: Fact) -> tuple[int, int]:
        of = fact.data.of if isinstance(fact.data, AmendedData) else ""
        return (max(fact.seq, seqs.get(of, 0)), fact.n if seqs.get(of, 0) > fact.seq else 0)

    return sorted(found, key=place)


def undone_by(facts: list[Fact]) -> set[str]:
    """The events that an undoing within 10 minutes by the phone's clock, before any review, takes back."""
    by_event = {fact.event: fact for fact in facts}
    reviewed = {
        data.of: fact.seq for fact in reversed(facts) if isinstance(data := fact.data, ReviewData)
    }  # the first review counts: reversed, so that it is written last
    found: set[str] = set()
    for fact in facts:
        if isinstance(fact.data, UndoneData) and (of := by_event.get(fact.data.of)):
            in_time = of.device == fact.device and within_undo(of.at, fact.at)
            if in_time and reviewed.get(of.event, fact.seq) >= fact.seq:
                found.add(of.event)
    return found


def within_undo(first: str, then: str) -> bool:
    """Whether two times of one clock are at most 10 minutes apart; False if either cannot be read."""
    try:
        apart = datetime.fromisoformat(then) - datetime.fromisoformat(first)
    except (ValueError, TypeError):
        return False
    return abs(apart.total_seconds()) * 1000 <= UNDO_MS


def struck(facts: list[Fact]) -> set[str]:
    """The confirmations on paper that the office took back: their last verdict is a sending back.

    Nobody's phone has to do such a one again, so it is as if it had never been recorded (sync.md §2: the kinds
    `review.*` serve, none of its own is needed); `review.approved` lets it stand after all.
    """
    papers = {fact.event for fact in facts if isinstance(fact.data, PaperData)}
    last = {data.of: data.reason for fact in facts if isinstance(data := fact.data, ReviewData)}
    return {event for event in papers if last.get(event)}
