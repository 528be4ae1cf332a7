"""Which confirmations a URL of the review asks for: the queue, and within it by flag, deliverer, hamlet and age."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from server.domain.events import Event, Fate
from server.domain.items import Item
from server.domain.times import stamp
from server.store.port import View

TABS = ("pending", "flagged", "sent_back", "approved")
FLAGS = ("twice", "not_holder", "unknown_item", "thin", "late", "clock", "gap")
REMARKS = (*FLAGS, "clean", "assisted")
"""What a queue can be narrowed to; `clean` has no flag and its own signature."""
AGES = ("1", "3", "7")
"""Days since the commune got it."""


@dataclass(frozen=True)
class ReviewFilter:
    """What is asked for; a field that is empty leaves nothing out."""

    tab: str = "pending"
    flag: str = ""
    person: str = ""
    hamlet: str = ""
    days: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The fields that say something, as a query or a form has them."""
        usual = asdict(ReviewFilter())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anything of its queue out."""
        return self != ReviewFilter(tab=self.tab)

    def url(self, event: str = "", page: int = 1, tab: str | None = None, file: bool = False) -> str:
        """The address of the queue, of one confirmation within it, of another page, of another queue, of its file."""
        asked = self if tab is None else replace(self, tab=tab)
        query = {**asked.given, **({"page": str(page)} if page > 1 else {})}
        path = f"/office/review/{event}" if event else "/office/review.xlsx" if file else "/office/review"
        return f"{path}?{urlencode(query)}" if query else path

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


def read_filter(given: Mapping[str, str], tab: str | None = None) -> ReviewFilter:
    """The filter of a query or a form; what is not understood is as if it were not there, `tab` if none is named."""
    found = {field.name: given.get(field.name, "")[:80] for field in fields(ReviewFilter)}
    known = {"tab": TABS, "flag": REMARKS, "days": AGES}
    for name, values in known.items():
        if found[name] not in values:
            found[name] = ""
    usual = tab if tab in TABS else "pending"
    return ReviewFilter(**{**found, "tab": found["tab"] or usual})


def is_assisted(view: View, fate: Fate) -> bool:
    """Whether the proof is another person's word instead of a signature of the one who received."""
    event = view.get(Event, fate.id)
    return event is not None and '"by":"assisted"' in event.body.replace(" ", "")


def _hamlet(view: View, fate: Fate) -> str:
    item = view.get(Item, fate.item) if fate.item else None
    return (item.hamlet or "") if item else ""


def _received(view: View, fate: Fate) -> str:
    event = view.get(Event, fate.id)
    return event.at if event else fate.when
