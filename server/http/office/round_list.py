"""The list of rounds behind a URL: the open ones by due day, the closed ones newest first, paged."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from server.domain.rounds import Round
from server.http.office.asked import Asked
from server.http.office.item_list import PAGE, read_page
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.paging import Paged, cut, pages
from server.http.office.round_lines import RoundLine, round_line
from server.store.port import View


@dataclass(frozen=True)
class RoundFilter(Asked):
    """What a URL asks for: closed rounds or open ones, whose, and due by which day."""

    here = "/office/rounds"
    choices = MappingProxyType({"state": ("open", "closed")})
    day_fields = ("due",)
    state: str = "open"
    deliverer: str = ""
    due: str = ""

    @property
    def closed(self) -> bool:
        """Whether it asks for closed rounds."""
        return self.state == "closed"

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anything out of those in that state."""
        return bool(self.deliverer or self.due)


@dataclass(frozen=True, kw_only=True)
class Rounds(Paged[RoundLine]):
    """One page of the list."""

    filter: RoundFilter

    def url(self, path: str = "", page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def matching_rounds(view: View, wanted: RoundFilter) -> list[Round]:
    """All rounds that a filter lets through, in the order of the list."""
    if wanted.closed:
        index = ("deliverer", wanted.deliverer) if wanted.deliverer else ("all", "")
        found = [one for one in view.find(Round, *index) if one.closed_at and _due(one, wanted)]
        return sorted(found, key=lambda one: (one.closed_at or "", one.no), reverse=True)
    found = [one for one in view.find(Round, "open", wanted.deliverer) if _due(one, wanted)]
    return sorted(found, key=lambda one: (one.due, one.no))


def _due(round_: Round, wanted: RoundFilter) -> bool:
    return not wanted.due or round_.due <= wanted.due


def round_list(view: View, query: Mapping[str, str], today: str) -> Rounds:
    """One page of what a query asks for; a page beyond the last is the last."""
    wanted, asked = RoundFilter.read(query), read_page(query)
    if wanted.closed and not wanted.narrowed:
        total = view.count(Round, "all", "") - view.count(Round, "open", "")
        page = min(asked, pages(total, PAGE))
        most = page * PAGE
        recent = newest(view, Round, "all", "", lambda some: sum(bool(one.closed_at) for one in some) >= most)
        shown = cut([one for one in recent if one.closed_at], page, PAGE)
    else:
        found = matching_rounds(view, wanted)
        total, page = len(found), min(asked, pages(len(found), PAGE))
        shown = cut(found, page, PAGE)
    names = Names(view)
    lines = [round_line(view, one, names, today) for one in shown]
    return Rounds(filter=wanted, rows=lines, page=page, total=total, size=PAGE)
