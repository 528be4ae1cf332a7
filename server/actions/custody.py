"""Bringing records up to date after events: an item's custody, its confirmations' fates, its round, the feeds."""

from msgspec import structs

from server.actions.dossier_custody import follow
from server.actions.feeds import publish_fate, publish_item, publish_round
from server.actions.ledger import facts
from server.actions.request_papers import follow_request
from server.domain.custody import fold, step
from server.domain.events import Event, Fate
from server.domain.facts import Fact, Outcome, Verdict
from server.domain.items import Custody, Item
from server.domain.rounds import Round
from server.store.port import Unit

STATE_FLAGS = frozenset({"late", "twice", "not_holder"})
"""The flags that the fold decides; the others were decided when the event was judged."""


class Touched:
    """The items and rounds that a turn or an act has touched, so that each is published once, at its end."""

    def __init__(self) -> None:
        self.items: dict[str, None] = {}
        self.rounds: dict[str, None] = {}

    def item(self, id_: str, *rounds: str | None) -> None:
        """Note an item, with the rounds that it was or is in."""
        self.items[id_] = None
        self.rounds.update((round_, None) for round_ in rounds if round_)


def advance(unit: Unit, touched: Touched, item_id: str, new: Fact) -> frozenset[str]:
    """Take one new plain fact (the latest in the ledger) into an item; gives the flags that it earned."""
    item = unit.get(Item, item_id)
    if item is None:
        return frozenset()
    outcome = step(item_id, Outcome(item.custody, {}), new)
    _keep(unit, touched, item, outcome.custody)
    return outcome.verdicts.get(new.event, Verdict()).flags


def refold(unit: Unit, touched: Touched, item_id: str, reviewer: str | None = None, at: str | None = None) -> None:
    """Work out an item anew from all its facts, and what became of its confirmations.

    `reviewer` and `at` are written to the fates whose review changes.
    """
    item = unit.get(Item, item_id)
    if item is None:
        return
    outcome = fold(item_id, facts(unit, item_id))
    _keep(unit, touched, item, outcome.custody)
    for event, verdict in outcome.verdicts.items():
        _judge(unit, event, verdict, reviewer, at)


def _keep(unit: Unit, touched: Touched, item: Item, custody: Custody) -> None:
    touched.item(item.id, item.custody.round, custody.round)
    if custody != item.custody:
        unit.put(structs.replace(item, custody=custody))


def _judge(unit: Unit, event_id: str, verdict: Verdict, reviewer: str | None, at: str | None) -> None:
    row = next((row for row in unit.find(Event, "event", event_id) if unit.get(Fate, row.id)), None)
    fate = unit.get(Fate, row.id) if row else None
    if fate is None:
        return
    amended = next(iter(unit.find(Event, "event", verdict.amended.event)), None) if verdict.amended else None
    changed = structs.replace(
        fate,
        flags=tuple(sorted({*fate.flags} - STATE_FLAGS | verdict.flags)),
        undone=verdict.undone,
        amended=amended.id if amended else None,
        review=verdict.review,
        reason=verdict.reason,
    )
    if changed == fate:
        return
    if reviewer is not None and changed.review != fate.review:
        changed = structs.replace(changed, reviewed_by=reviewer, reviewed_at=at)
    unit.put(changed)
    publish_fate(unit, changed)


def settle(unit: Unit, touched: Touched, at: str) -> None:
    """After a turn or an act: publish the items touched, and close or reopen their rounds."""
    for item_id in touched.items:
        item = unit.get(Item, item_id)
        if item is not None:
            publish_item(unit, item)
            follow(unit, item, at)
            follow_request(unit, item, at)
    for round_id in touched.rounds:
        _settle_round(unit, round_id, at)


def _settle_round(unit: Unit, round_id: str, at: str) -> None:
    """A round is closed when nothing of it is with its deliverer any more, and open again when something is."""
    round_ = unit.get(Round, round_id)
    if round_ is None:
        return
    items = [item for item_id in round_.items if (item := unit.get(Item, item_id)) is not None]
    out = any(item.custody.round == round_id and item.custody.state in ("in_round", "returned") for item in items)
    changed = structs.replace(round_, closed_at=None if out else (round_.closed_at or at))
    if changed != round_:
        unit.put(changed)
    publish_round(unit, changed)
