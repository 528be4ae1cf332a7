"""The list of items behind a URL: filtered, in the order of Vietnamese names, paged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Self

from server.domain.item_due import is_overdue, must_return
from server.domain.items import Item
from server.http.office.asked import Asked, searchable, words_of
from server.http.office.custody_words import where
from server.http.office.names import Names, name_order
from server.http.office.page import Say
from server.http.office.paging import Paged, cut, pages
from server.store.port import View

PAGE = 50
OPEN = ("at_desk", "in_round", "returned", "posted")
CARRIED = ("in_round", "returned")
STATES = ("open", "at_desk", "in_round", "must_return", "returned", "posted", "delivered", "all")
"""`must_return`: after its third failed visit, and not yet brought back."""
NO_HAMLET = "none"


@dataclass(frozen=True)
class Filter(Asked):
    """What a URL asks for. `hamlet` is an id, 'none' for unknown places, '' for all.

    `deliverer` is who holds it, or handed it over; `due` the day by which it is due; `overdue` is '1' or ''.
    """

    here = "/office/items"
    choices = MappingProxyType({"state": STATES, "overdue": ("1",)})
    day_fields = ("due",)
    q: str = ""
    state: str = "open"
    hamlet: str = ""
    deliverer: str = ""
    due: str = ""
    batch: str = ""
    overdue: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """The filter of a query; of one import it shows what is delivered too, unless a state is named."""
        found = super().read(query)
        return found if query.get("state") in STATES else replace(found, state=found.usual.state)

    @property
    def usual(self) -> Self:
        """What is open; of one import everything."""
        return type(self)(state="all" if self.batch else "open")


def read_page(query: Mapping[str, str]) -> int:
    """The page that a query asks for, 1 if it asks for none."""
    text = query.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


@dataclass(frozen=True)
class Row:
    """One item of the list; `also` says with whom or since when."""

    item: Item
    hamlet: str
    also: str
    overdue: bool
    must_return: bool


@dataclass(frozen=True, kw_only=True)
class Listing(Paged[Row]):
    """One page of the list of items."""

    filter: Filter

    def url(self, path: str = "", page: int = 1, **other: str) -> str:
        """This list's address, another page of it, or the same with something else asked for."""
        return self.filter.url(path, page, **other)


def matching(view: View, wanted: Filter, today: str) -> list[Item]:
    """All items that a filter lets through, in the order of their names."""
    words = words_of(wanted.q)
    found = [
        item
        for item in _candidates(view, wanted)
        if _state_fits(item, wanted.state)
        and (not wanted.hamlet or (item.hamlet or NO_HAMLET) == wanted.hamlet)
        and (not wanted.deliverer or item.custody.holder == wanted.deliverer)
        and (not wanted.due or (item.due is not None and item.due <= wanted.due))
        and (not wanted.batch or item.batch == wanted.batch)
        and (not wanted.overdue or is_overdue(item, today))
        and (not words or all(word in item_words(item) for word in words))
    ]
    return sorted(found, key=lambda item: (name_order(item.name), item.birth, item.id))


def listing(view: View, wanted: Filter, page: int, today: str, say: Say) -> Listing:
    """One page of what a filter lets through; a page beyond the last is the last."""
    found, names = matching(view, wanted, today), Names(view)
    page = min(page, pages(len(found), PAGE))
    rows = [
        Row(item, names.hamlet(item.hamlet), where(item, names, say), is_overdue(item, today), must_return(item))
        for item in cut(found, page, PAGE)
    ]
    return Listing(filter=wanted, rows=rows, page=page, total=len(found), size=PAGE)


def _candidates(view: View, wanted: Filter) -> list[Item]:
    """The smallest index that holds all that is wanted."""
    if wanted.batch:
        return view.find(Item, "batch", wanted.batch)
    if wanted.deliverer and wanted.state in ("open", "must_return", *CARRIED):
        return view.find(Item, "holder", wanted.deliverer)
    if wanted.state == "must_return":
        return [item for state in CARRIED for item in view.find(Item, "state", state)]
    if wanted.state == "open":
        return [item for state in OPEN for item in view.find(Item, "state", state)]
    return view.find(Item, "all", "") if wanted.state == "all" else view.find(Item, "state", wanted.state)


def _state_fits(item: Item, state: str) -> bool:
    if state == "must_return":
        return must_return(item)
    return state == "all" or (item.custody.state in OPEN if state == "open" else item.custody.state == state)


def item_words(item: Item) -> str:
    """What a search looks in: every word with a blank before it."""
    tracking = item.custody.post.tracking if item.custody.post else ""
    text = f"{item.name} {item.nickname} {item.number} {item.insurance_code} {item.way} {item.dossier_code} {tracking}"
    return searchable(text)
