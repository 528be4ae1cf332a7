"""The public post in the office (R33, QĐ 45/2016/QĐ-TTg): what leaves by it, on whose wish, under which number."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from server.actions.custody import Touched, advance, settle
from server.actions.desk import Act
from server.actions.ledger import fact, record_act
from server.domain.delivery_class import may_leave
from server.domain.dossiers import Dossier
from server.domain.events import Event
from server.domain.items import Item
from server.domain.names import folded, tidy
from server.domain.postal import WRONG_TEXTS, read_tracking
from server.domain.problems import Refusal
from server.domain.requests import HomeRequest
from server.store.port import Unit, View

MAX_TEXT = 300


class Posting(NamedTuple):
    """One paper to hand to the post. `wish`: who asked for the post and when, where no request says so."""

    item: str
    tracking: str
    wish: str = ""


def asked_for_post(view: View, item: Item) -> str:
    """Where the owner asked for the post: `request`, `dossier`, or '' if nowhere (R33: only on request)."""
    request = view.get(HomeRequest, item.request) if item.request else None
    if request is not None and request.channel == "postal" and request.state in ("open", "accepted"):
        return "request"
    dossier = view.get(Dossier, item.dossier) if item.dossier else None
    return "dossier" if dossier is not None and dossier.channel_out == "postal" else ""


def post(unit: Unit, act: Act, posting: Posting) -> Item:
    """Hand a paper to the post (`item.posted`). The same number again for the same paper is the same act.

    Refuses not_found, bad_tracking, not_at_desk, class_forbids, not_asked, tracking_used.
    """
    item = item_here(unit, posting.item)
    number = _number(unit, item, posting.tracking)
    if item.custody.state == "posted" and item.custody.post and item.custody.post.tracking == number:
        return item
    if item.custody.state != "at_desk":
        raise Refusal("not_at_desk", "tracking", f"{item.name}: không còn ở bàn.")
    leave = may_leave(item, "post")
    if not leave.ok:
        raise Refusal("class_forbids", "tracking", f"{item.name}: {leave.words}.")
    asked, wish = asked_for_post(unit, item), tidy(posting.wish)[:MAX_TEXT]
    if not asked and not wish:
        raise Refusal("not_asked", "wish")
    data = {"item": item.id, "tracking": number, "asked": asked or "wish", "wish": wish}
    return record_post(unit, act, "item.posted", item, data)


def post_many(unit: Unit, act: Act, postings: Iterable[Posting]) -> list[tuple[Posting, Refusal]]:
    """Hand over one after another; gives those that were refused, with the reason. One that fails stops no other."""
    refused: list[tuple[Posting, Refusal]] = []
    for posting in postings:
        try:
            with unit.savepoint():
                post(unit, act, posting)
        except Refusal as refusal:
            refused.append((posting, refusal))
    return refused


def correct(unit: Unit, act: Act, item_id: str, tracking: str, why: str = "") -> Item:
    """Put right what was said of a posted paper: another number, or that the post still has it after all.

    Refuses not_found, not_posted, bad_tracking, tracking_used, conflict where another proof delivered it.
    """
    item = item_here(unit, item_id)
    if done(unit, act):
        return item
    post_, state = item.custody.post, item.custody.state
    if post_ is None:
        raise Refusal("not_posted")
    number = _number(unit, item, tracking)
    if state == "delivered" and item.custody.proof != post_.proof:
        raise Refusal("conflict", None, "Kết quả này đã trả bằng xác nhận khác.")
    if state == "posted" and number == post_.tracking:
        return item
    data = {"item": item.id, "tracking": number, "instead_of": post_.tracking, "why": tidy(why)[:MAX_TEXT]}
    return record_post(unit, act, "item.posted", item, data)


def item_here(unit: Unit, item_id: str) -> Item:
    """The item. Refuses not_found."""
    item = unit.get(Item, item_id)
    if item is None or item.custody.state == "withdrawn":
        raise Refusal("not_found")
    return item


def _number(view: View, item: Item, text: str) -> str:
    """The number, if it can be right and no other person's envelope has it: one may hold several papers of one."""
    number, wrong = read_tracking(text)
    if wrong is not None:
        raise Refusal("bad_tracking", "tracking", WRONG_TEXTS[wrong])
    for other in view.find(Item, "tracking", number):
        if other.id != item.id and _addressee(other) != _addressee(item):
            raise Refusal("tracking_used", "tracking", f"Mã này đã dùng cho {other.name}.")
    return number


def _addressee(item: Item) -> tuple[str, str]:
    return folded(item.name), item.birth


def done(view: View, act: Act) -> bool:
    """Whether this very act was written before: the same form sent twice is one act."""
    return bool(view.count(Event, "event", act.event_id))


def record_post(unit: Unit, act: Act, what: str, item: Item, data: Mapping[str, Any]) -> Item:
    """Write the act, let it move the item, and give the item as it is then."""
    event = record_act(unit, act, what, dict(data), item=item.id, items=[item.id])
    touched = Touched()
    advance(unit, touched, item.id, fact(event, None))
    settle(unit, touched, act.at)
    return item_here(unit, item.id)
