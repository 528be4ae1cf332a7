"""What was handed over in a period, and what was answered to the three questions at the door.

The answers stay inside the signed events: what is read here goes into sums (server.actions.satisfaction) or tells only
whether anything was answered at all (server.actions.follow_up).
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from server.actions.evidence import confirmation_data
from server.actions.review import fate_of
from server.domain.events import Event, Fate
from server.domain.items import Item
from server.domain.satisfaction import Answers
from server.domain.survey import Stream
from server.domain.times import instant, local_day
from server.store.port import View

SILENT: Answers = (None, None, None)
"""Nothing was answered."""


class Delivery(NamedTuple):
    """One paper in its hands: the acting confirmation, None for a slip or the post, and what it says."""

    item: Item
    day: str
    confirmation: Fate | None
    answers: Answers

    @property
    def stream(self) -> Stream:
        """Which way of serving it was."""
        return "card" if self.item.what.kind == "health_card" else "result"

    @property
    def answered(self) -> bool:
        """Whether at least one question was."""
        return self.answers != SILENT


def deliveries(view: View, first: date, last: date) -> Iterator[Delivery]:
    """All of those days (both included, in Vietnam): only the proof that acts counts, so what was undone, sent back or
    a second one says nothing here, and of one that was amended the last word does.
    """
    low, high = first.isoformat(), last.isoformat()
    for item in view.find(Item, "state", "delivered"):
        if low <= _day(item) <= high:
            yield _delivery(view, item)


def delivery_of(view: View, item: str) -> Delivery | None:
    """That of one paper, None while it is not in its hands."""
    found = view.get(Item, item)
    return _delivery(view, found) if found is not None and found.custody.state == "delivered" else None


def _day(item: Item) -> str:
    at = item.custody.delivered_at
    return local_day(instant(at)) if at else ""


def _delivery(view: View, item: Item) -> Delivery:
    fate = fate_of(view, item.custody.proof) if item.custody.proof else None
    confirmation = fate if fate and fate.what == "confirmation.recorded" else None
    return Delivery(item, _day(item), confirmation, _answers(view, confirmation) if confirmation else SILENT)


def _answers(view: View, fate: Fate) -> Answers:
    event = view.get(Event, fate.amended or fate.id)
    return _written(event.id, event.what, event.words) if event and event.words else SILENT


@lru_cache(maxsize=1 << 15)
def _written(event: str, what: str, body: str) -> Answers:
    """What an event says for ever; read once, since a year of them is read for every report."""
    row = Event(
        id=event, event="", seq=0, link="", at="", status="accepted", body=body, sig="", device="", n=0, what=what
    )
    try:
        given = confirmation_data(row).answers
    except KeyError:
        return SILENT
    one, two, three = (level if level in (1, 2, 3, 4, 5) else None for level in given)
    return (one, two, three)
