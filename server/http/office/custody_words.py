"""In whose custody a paper is, in words."""

from server.domain.item_due import must_return
from server.domain.items import MAX_ATTEMPTS, Item
from server.http.office.names import Names
from server.http.office.page import Say
from server.http.render import clock, day


def where(item: Item, names: Names, say: Say) -> str:
    """Few words for a list: with whom, or where."""
    custody, round_ = item.custody, names.round(item.custody.round)
    if custody.post is not None and custody.state in ("posted", "returned"):
        key = "posted" if custody.state == "posted" else "returned_by_post"
        return say(f"office.where.{key}", tracking=custody.post.tracking)
    if custody.state in ("in_round", "returned"):
        return say("office.where.round", name=names.person(custody.holder), no=round_.no if round_ else "?")
    if custody.state == "delivered":
        return day(custody.delivered_at)
    if custody.state == "at_desk" and custody.attempts >= MAX_ATTEMPTS:
        return say("office.where.tried", n=custody.attempts)
    return ""


def custody_words(item: Item, names: Names, say: Say) -> str:
    """A whole sentence for the item's own page."""
    custody, round_ = item.custody, names.round(item.custody.round)
    key: str = custody.state
    if key == "at_desk" and custody.attempts >= MAX_ATTEMPTS:
        key = "at_desk_tried"
    elif key == "in_round" and must_return(item):
        key = "must_return"
    elif key == "in_round" and round_ is not None and round_.state == "packed":
        key = "packed"
    elif key == "in_round" and round_ is not None and round_.state == "given":
        key = "given"
    elif custody.post is not None and (key == "returned" or custody.proof == custody.post.proof):
        key = f"{key}_by_post"
    return say(
        f"office.custody.{key}",
        name=names.person(custody.holder),
        no=round_.no if round_ else "?",
        moment=f"{day(custody.delivered_at)} {clock(custody.delivered_at)}",
        n=custody.attempts,
        day=day(custody.delivered_at),
        tracking=custody.post.tracking if custody.post else "",
    )
