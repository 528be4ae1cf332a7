"""Which confirmations a URL of the review asks for: the queue, and within it by flag, deliverer, hamlet and age."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from server.domain.events import Event, Fate
from server.domain.items import Item
from server.domain.times import stamp
from server.http.office.asked import Asked
from server.store.port import View

TABS = ("pending", "flagged", "sent_back", "approved")
FLAGS = ("twice", "not_holder", "unknown_item", "thin", "late", "clock", "gap")
REMARKS = (*FLAGS, "clean", "assisted")
"""What a queue can be narrowed to; `clean` has no flag and its own signature."""
AGES = ("1", "3", "7")
"""Days since the commune got it."""


@dataclass(frozen=True)
class ReviewFilter(Asked):
    """What is asked for; a field that is empty leaves nothing out."""

    here = "/office/review"
    choices = MappingProxyType({"tab": TABS, "flag": REMARKS, "days": AGES})
    tab: str = "pending"
    flag: str = ""
    person: str = ""
    hamlet: str = ""
    days: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anything of its queue out."""
        return self != ReviewFilter(tab=self.tab)

    def at(self, event: str) -> str:
        """The address of one confirmation within the queue; of the queue for ''."""
        return self.url(f"{self.here}/{event}" if event else "")

    def passes(self, view: View, fate: Fate, now: datetime) -> bool:
        """Whether a confirmation of the queue is asked for."""
        return (
            (self.tab != "flagged" or bool(fate.flags))
            and (not self.flag or self._remarked(view, fate))
            and (not self.person or fate.person == self.person)
            and (not self.hamlet or _hamlet(view, fate) == self.hamlet)
            and (not self.days or _received(view, fate) <= stamp(now - timedelta(days=int(self.days))))
        )

    def _remarked(self, view: View, fate: Fate) -> bool:
        if self.flag == "clean":
            return not fate.flags and not is_assisted(view, fate)
        return is_assisted(view, fate) if self.flag == "assisted" else self.flag in fate.flags


def is_assisted(view: View, fate: Fate) -> bool:
    """Whether the proof is another person's word instead of a signature of the one who received."""
    event = view.get(Event, fate.id)
    return event is not None and '"by":"assisted"' in event.words.replace(" ", "")


def _hamlet(view: View, fate: Fate) -> str:
    item = view.get(Item, fate.item) if fate.item else None
    return (item.hamlet or "") if item else ""


def _received(view: View, fate: Fate) -> str:
    event = view.get(Event, fate.id)
    return event.at if event else fate.when
