"""The queues of the review: what waits, what is flagged, what was sent back, what was approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.actions.ledger import body_of
from server.domain.events import Event, Fate
from server.domain.items import Item
from server.domain.names import sort_key
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.paging import Paged, cut, pages
from server.http.office.review_filter import ReviewFilter, is_assisted
from server.store.port import View

PAGE = 100


@dataclass(frozen=True)
class QueueRow:
    """One confirmation in the queue; `own` is the reviewer's own, which he may not review."""

    fate: Fate
    item: Item | None
    name: str
    hamlet: str
    what: str
    person: str
    at: str
    assisted: bool
    own: bool
    href: str

    @property
    def flags(self) -> tuple[str, ...]:
        """What is unusual about it."""
        return self.fate.flags


@dataclass(frozen=True, kw_only=True)
class Queue(Paged[QueueRow]):
    """One page of a queue; `deliverers` are the (id, name) of those who have something in it."""

    filter: ReviewFilter
    deliverers: Sequence[tuple[str, str]]

    def url(self, page: int = 1) -> str:
        """Another page of this queue."""
        return self.filter.url(page=page)


def counts(view: View) -> dict[str, int]:
    """How many wait in each of the queues that somebody has to empty."""
    flagged = sum(bool(fate.flags) for fate in view.find(Fate, "queue", "pending"))
    return {
        "pending": view.count(Fate, "queue", "pending"),
        "flagged": flagged,
        "sent_back": view.count(Fate, "queue", "sent_back"),
    }


def waiting(view: View, wanted: ReviewFilter, now: datetime) -> list[Fate]:
    """The fates of a queue, the one that waits longest first, so that what is new comes at the end."""
    found = [fate for fate in _in_queue(view, wanted.tab) if wanted.passes(view, fate, now)]
    return sorted(found, key=lambda fate: fate.seq, reverse=wanted.tab == "approved")


def _in_queue(view: View, tab: str) -> list[Fate]:
    return view.find(Fate, "queue", "pending" if tab == "flagged" else tab)


def queue(view: View, wanted: ReviewFilter, page: int, reviewer: str, now: datetime) -> Queue:
    """A page of a queue. What was approved comes newest first, and only as much of it is read as is shown."""
    if wanted.tab == "approved" and not wanted.narrowed:
        total = view.count(Fate, "queue", "approved")
        page = min(page, pages(total, PAGE))
        recent = newest(view, Fate, "queue", "approved", lambda some: len(some) >= page * PAGE)
        shown = cut(recent, page, PAGE)
    else:
        found = waiting(view, wanted, now)
        total = len(found)
        page = min(page, pages(total, PAGE))
        shown = cut(found, page, PAGE)
    names = Names(view)
    rows = [row(view, fate, names, wanted, reviewer) for fate in shown]
    return Queue(
        filter=wanted, deliverers=_deliverers(view, wanted, names), rows=rows, page=page, total=total, size=PAGE
    )


def _deliverers(view: View, wanted: ReviewFilter, names: Names) -> list[tuple[str, str]]:
    if wanted.tab == "approved":
        return [(wanted.person, names.person(wanted.person))] if wanted.person else []
    people = {fate.person for fate in _in_queue(view, wanted.tab)} | ({wanted.person} if wanted.person else set())
    return sorted(((id_, names.person(id_)) for id_ in people), key=lambda one: sort_key(one[1]))


def following(view: View, event: str, wanted: ReviewFilter, now: datetime) -> str:
    """The event to look at once `event` is done: the next in its queue, the one before at the end, '' if none."""
    events = [fate.event for fate in waiting(view, wanted, now)] if wanted.tab != "approved" else []
    if event not in events:
        return events[0] if events else ""
    place = events.index(event)
    rest = events[place + 1 : place + 2] or events[max(place - 1, 0) : place]
    return rest[0] if rest else ""


def row(view: View, fate: Fate, names: Names, wanted: ReviewFilter, reviewer: str) -> QueueRow:
    """One line of the queue."""
    item = view.get(Item, fate.item) if fate.item else None
    event = view.get(Event, fate.id)
    shown = body_of(event).shown if event else None
    return QueueRow(
        fate=fate,
        item=item,
        name=item.name if item else shown.name if shown else "?",
        hamlet=names.place(item) if item else "",
        what=shown.what if shown else "",
        person=names.person(fate.person),
        at=fate.when,
        assisted=is_assisted(view, fate),
        own=fate.person == reviewer,
        href=wanted.at(fate.event),
    )
