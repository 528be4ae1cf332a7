"""The queues of the review: what waits, what is flagged, what was sent back, what was approved."""

from dataclasses import dataclass
from urllib.parse import urlencode

from server.actions.ledger import body_of
from server.domain.events import Event, Fate
from server.domain.items import Item
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.paging import Paged, cut, pages
from server.store.port import View

TABS = ("pending", "flagged", "sent_back", "approved")
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
    """One page of a queue."""

    tab: str

    def url(self, page: int = 1) -> str:
        """Another page of this queue."""
        return f"/office/review?{urlencode({'tab': self.tab, 'page': page})}"


def counts(view: View) -> dict[str, int]:
    """How many wait in each of the queues that somebody has to empty."""
    flagged = sum(bool(fate.flags) for fate in view.find(Fate, "queue", "pending"))
    return {
        "pending": view.count(Fate, "queue", "pending"),
        "flagged": flagged,
        "sent_back": view.count(Fate, "queue", "sent_back"),
    }


def waiting(view: View, tab: str) -> list[Fate]:
    """The fates of a queue, the one that waits longest first, so that what is new comes at the end."""
    queue = "sent_back" if tab == "sent_back" else "pending"
    found = [fate for fate in view.find(Fate, "queue", queue) if tab != "flagged" or fate.flags]
    return sorted(found, key=lambda fate: fate.seq)


def queue(view: View, tab: str, page: int, reviewer: str) -> Queue:
    """A page of a queue. What was approved comes newest first, and only as much of it is read as is shown."""
    if tab == "approved":
        total = view.count(Fate, "queue", "approved")
        page = min(page, pages(total, PAGE))
        recent = newest(view, Fate, "queue", "approved", lambda some: len(some) >= page * PAGE)
        shown = cut(recent, page, PAGE)
    else:
        found = waiting(view, tab)
        total = len(found)
        page = min(page, pages(total, PAGE))
        shown = cut(found, page, PAGE)
    names = Names(view)
    rows = [_row(view, fate, names, tab, reviewer) for fate in shown]
    return Queue(tab=tab, rows=rows, page=page, total=total, size=PAGE)


def href(event: str, tab: str) -> str:
    """The address of one confirmation within a queue."""
    return f"/office/review/{event}" + (f"?tab={tab}" if tab != "pending" else "")


def following(view: View, event: str, tab: str) -> str:
    """The event to look at once `event` is done: the next in its queue, the one before at the end, '' if none."""
    events = [fate.event for fate in waiting(view, tab)] if tab != "approved" else []
    if event not in events:
        return events[0] if events else ""
    place = events.index(event)
    rest = events[place + 1 : place + 2] or events[max(place - 1, 0) : place]
    return rest[0] if rest else ""


def _row(view: View, fate: Fate, names: Names, tab: str, reviewer: str) -> QueueRow:
    item = view.get(Item, fate.item) if fate.item else None
    event = view.get(Event, fate.id)
    body = body_of(event) if event else None
    shown = body.shown if body else None
    return QueueRow(
        fate=fate,
        item=item,
        name=item.name if item else shown.name if shown else "?",
        hamlet=names.place(item) if item else "",
        what=shown.what if shown else "",
        person=names.person(fate.person),
        at=fate.when,
        assisted=body is not None and b'"assisted"' in bytes(body.data),
        own=fate.person == reviewer,
        href=href(fate.event, tab),
    )
