"""How a paper in the public post ended: brought to its owner, sent back, or counted in at the desk again."""

from datetime import date, datetime, time
from typing import NamedTuple, get_args

from server.actions.desk import Act
from server.actions.post import MAX_TEXT, done, item_here, record_post
from server.domain.delivery_class import may_receive
from server.domain.items import Item
from server.domain.names import tidy
from server.domain.problems import Refusal
from server.domain.times import VIETNAM, chosen_day, instant, local_day, stamp
from server.store.port import Unit
from sync.messages import Reason, Relation

RELATIONS: tuple[Relation, ...] = get_args(Relation)
REASONS: tuple[Reason, ...] = get_args(Reason)


class Brought(NamedTuple):
    """What the post says of a delivery: on which day, who received, the number of its slip.

    `authorisation` is the written one by which somebody else received what asks for one.
    """

    day: str
    name: str = ""
    relation: str = "subject"
    slip: str = ""
    authorisation: str = ""


def post_delivered(unit: Unit, act: Act, item_id: str, brought: Brought) -> Item:
    """The post brought it to its owner. Refuses not_found, not_posted, invalid with the field at fault."""
    item = item_here(unit, item_id)
    if done(unit, act):
        return item
    _with_the_post(item)
    data = {
        "item": item.id,
        "at": _at(item, act, brought.day),
        "to": _receiver(item, brought),
        "slip": tidy(brought.slip)[:MAX_TEXT],
        "authorisation": tidy(brought.authorisation)[:MAX_TEXT],
    }
    return record_post(unit, act, "post.delivered", item, data)


def _receiver(item: Item, brought: Brought) -> dict[str, str]:
    """Somebody else than the subject is named, with the written authorisation where the item asks for one."""
    relation = next((one for one in RELATIONS if one == brought.relation), None)
    if relation is None:
        raise Refusal("invalid", "relation", "Hãy chọn người nhận là ai.")
    lacks = may_receive(relation, brought.name, brought.authorisation, item.authorisation)
    if lacks == "name":
        raise Refusal("invalid", "name", "Hãy ghi họ tên người đã nhận thay.")
    if lacks == "authorisation":
        raise Refusal("invalid", "authorisation", "Người khác nhận thay phải có giấy ủy quyền: hãy ghi số, ngày.")
    return {"name": item.name if relation == "subject" else tidy(brought.name)[:MAX_TEXT], "relation": relation}


def post_returned(
    unit: Unit, act: Act, item_id: str, day: str, reason: str, note: str = "", arrived: bool = False
) -> Item:
    """The post sends it back; `arrived`: it lies at the desk already. Refuses not_found, not_posted, invalid."""
    item = item_here(unit, item_id)
    if done(unit, act):
        return item
    _with_the_post(item)
    known = next((one for one in REASONS if one == reason), None)
    if known is None:
        raise Refusal("invalid", "reason", "Hãy chọn lý do bưu điện chuyển hoàn.")
    data = {"item": item.id, "at": _at(item, act, day), "reason": known, "note": tidy(note)[:MAX_TEXT]}
    returned = record_post(unit, act, "post.returned", item, data)
    return _counted_in(unit, act, returned, "") if arrived else returned


def back_at_desk(unit: Unit, act: Act, item_id: str, why: str = "") -> Item:
    """The paper lies at the desk again: it came back, or never left. Refuses not_found, not_posted."""
    item = item_here(unit, item_id)
    if done(unit, act):
        return item
    _with_the_post(item)
    return _counted_in(unit, act, item, why)


def _counted_in(unit: Unit, act: Act, item: Item, why: str) -> Item:
    data = {"round": "", "items": [item.id], "note": tidy(why)[:MAX_TEXT]}
    return record_post(unit, act, "handover.taken_back", item, data)


def _with_the_post(item: Item) -> None:
    if item.custody.post is None or item.custody.state not in ("posted", "returned"):
        raise Refusal("not_posted")


def _at(item: Item, act: Act, text: str) -> str:
    """The middle of that day, but neither before the paper was posted nor after now. Refuses invalid."""
    day = date.fromisoformat(chosen_day(text, "day", "Hãy ghi ngày theo bưu điện."))
    posted = instant(item.custody.post.posted_at) if item.custody.post else act.now
    if day.isoformat() > local_day(act.now):
        raise Refusal("invalid", "day", "Ngày này còn chưa tới.")
    if day.isoformat() < local_day(posted):
        raise Refusal("invalid", "day", "Ngày này trước ngày gửi bưu điện.")
    return stamp(min(max(datetime.combine(day, time(12), VIETNAM), posted), act.now))
