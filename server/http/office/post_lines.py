"""The list of what goes by post behind a URL: what waits for it, what is on its way, what came back, what arrived."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from server.actions.calendar import calendar
from server.actions.post import asked_for_post
from server.domain.calendar import Calendar
from server.domain.delivery_class import Leave, may_leave
from server.domain.items import Item
from server.domain.postal import expected, read_tracking
from server.domain.times import instant, local_day
from server.http.office.asked import Asked, words_of
from server.http.office.item_list import PAGE, item_words, read_page
from server.http.office.names import Names, name_order
from server.http.office.paging import Paged, cut, pages
from server.store.port import View

POST_STATES = ("ready", "posted", "returned", "delivered")


@dataclass(frozen=True)
class PostFilter(Asked):
    """What a URL asks for; `late`, '1' or '', leaves only what should have come already."""

    here = "/office/post"
    choices = MappingProxyType({"state": POST_STATES, "late": ("1",)})
    state: str = "ready"
    q: str = ""
    late: str = ""


@dataclass(frozen=True)
class PostLine:
    """One paper. `expected` is the day by which the post should bring it, `asked` where its owner asked for it."""

    item: Item
    place: str
    leave: Leave
    asked: str = ""
    posted: str = ""
    expected: str = ""
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class PostList(Paged[PostLine]):
    """One page of it."""

    filter: PostFilter

    def url(self, path: str = "", page: int = 1) -> str:
        """This list's address, or another page of it."""
        return self.filter.url(path, page)


def waiting_for_post(view: View) -> dict[str, str]:
    """The papers at the desk whose owners asked for the post: id → where they asked."""
    found = ((item.id, asked_for_post(view, item)) for item in view.find(Item, "state", "at_desk"))
    return {id_: asked for id_, asked in found if asked}


def post_lines(view: View, wanted: PostFilter, today: str) -> list[PostLine]:
    """All that a filter lets through: what waits by name, what is on its way the longest first, else the newest."""
    lines = _ready(view) if wanted.state == "ready" else _handed_over(view, wanted.state, today)
    words, number = words_of(wanted.q), read_tracking(wanted.q).number
    return [
        line
        for line in lines
        if (line.late or not wanted.late)
        and (not words or all(word in item_words(line.item) for word in words) or _has(line.item, number))
    ]


def _has(item: Item, number: str) -> bool:
    return bool(number) and item.custody.post is not None and number in item.custody.post.tracking


def post_list(view: View, query: Mapping[str, str], today: str) -> PostList:
    """One page of what a query asks for; a page beyond the last is the last."""
    wanted = PostFilter.read(query)
    found = post_lines(view, wanted, today)
    page = min(read_page(query), pages(len(found), PAGE))
    return PostList(filter=wanted, rows=cut(found, page, PAGE), page=page, total=len(found), size=PAGE)


def _ready(view: View) -> list[PostLine]:
    names = Names(view)
    found = []
    for id_, asked in waiting_for_post(view).items():
        item = view.get(Item, id_)
        if item is not None:
            found.append(PostLine(item, names.place(item), may_leave(item, "post"), asked))
    return sorted(found, key=lambda line: (name_order(line.item.name), line.item.id))


def _handed_over(view: View, state: str, today: str) -> list[PostLine]:
    names, days = Names(view), calendar(view)
    found = [post_line(item, names, days, today) for item in view.find(Item, "post", state)]
    return sorted(found, key=lambda line: (line.posted, line.item.id), reverse=state != "posted")


def post_line(item: Item, names: Names, days: Calendar, today: str) -> PostLine:
    """One paper that the post has, or had. The commune's own hamlets are near (TT 17/2017)."""
    post = item.custody.post
    assert post is not None
    posted = local_day(instant(post.posted_at))
    due = expected(date.fromisoformat(posted), item.hamlet is not None, days).isoformat()
    late = item.custody.state == "posted" and due < today
    return PostLine(item, names.place(item), may_leave(item, "post"), "", posted, due, late)


def late_count(view: View, today: str) -> int:
    """How many the post should have brought already."""
    return sum(line.late for line in _handed_over(view, "posted", today))
