"""What a slip signed on paper says, and whether it can be a proof (product.md: Paper twin; domain §2.2, §2.4)."""

from datetime import UTC, date, datetime, time
from typing import Any, Literal, NamedTuple, get_args

from server.domain.delivery_class import may_receive
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.times import VIETNAM, stamp

Mark = Literal["signature", "thumb", "none"]
"""How the receiver marked the slip: signed, with a thumb, or not at all; without a signature a witness signed it."""
MARKS: tuple[Mark, ...] = get_args(Mark)
RELATIONS = ("subject", "spouse", "child", "parent", "sibling", "relative", "authorized", "guardian", "other")
"""As the protocol names them (sync.md §2)."""
_UNTIMED = time(12)
"""Where no hour stands on the slip, the middle of its day stands for it."""


class Slip(NamedTuple):
    """A signed slip as the clerk reads it. `day` is `yyyy-mm-dd`, `hour` `hh:mm` or '' where none was written."""

    name: str
    relation: str
    day: str
    hour: str = ""
    mark: str = "signature"
    witness: str = ""
    authorisation: str = ""


def read_slip(slip: Slip, item: Item, now: datetime) -> dict[str, Any]:
    """The `to` and `slip` of a `paper.confirmed` (sync.md §2). Refuses `invalid` with the field at fault.

    Somebody else than the subject is named with their relation, and with the written authorisation where the item
    asks for one; a mark that is no signature has a witness.
    """
    name, witness = _clean(slip.name), _clean(slip.witness)
    if slip.relation not in RELATIONS:
        raise Refusal("invalid", "relation", "Hãy chọn người nhận là ai.")
    if slip.mark not in MARKS:
        raise Refusal("invalid", "mark", "Hãy chọn ký, điểm chỉ hay không ký.")
    if slip.relation == "subject":
        name = item.name
    lacks = may_receive(slip.relation, name, slip.authorisation, item.authorisation)
    if lacks == "name":
        raise Refusal("invalid", "name", "Hãy ghi họ tên người đã nhận thay.")
    if lacks == "authorisation":
        raise Refusal("invalid", "authorisation", "Người khác nhận thay phải có giấy ủy quyền: hãy ghi số, ngày.")
    if slip.mark != "signature" and not witness:
        raise Refusal("invalid", "witness", "Không ký thì phải có người chứng kiến ký phiếu.")
    said = {
        "at": _at(slip.day, slip.hour, item, now),
        "hour": slip.hour,
        "mark": slip.mark,
        "witness": witness if slip.mark != "signature" else "",
        "authorisation": _clean(slip.authorisation) if slip.relation != "subject" else "",
        "giver": item.custody.holder,
    }
    return {"to": {"name": name, "relation": slip.relation}, "slip": said}


def _clean(text: str) -> str:
    return " ".join(text.split())[:200]


def _at(day: str, hour: str, item: Item, now: datetime) -> str:
    """The instant of the hand-over: neither in the future nor before the paper came to the commune."""
    try:
        clock = time.fromisoformat(hour) if hour else _UNTIMED
        when = datetime.combine(date.fromisoformat(day), clock.replace(tzinfo=None), VIETNAM)
    except ValueError as error:
        raise Refusal("invalid", "day", "Hãy ghi ngày, giờ trên phiếu.") from error
    today = now.astimezone(VIETNAM).date()
    if when.date() > today or (hour and when > now):
        raise Refusal("invalid", "day", "Ngày giờ trên phiếu còn chưa tới.")
    if item.arrived and day < item.arrived[:10]:
        raise Refusal("invalid", "day", "Ngày trên phiếu trước ngày kết quả về xã.")
    return stamp(min(when, now).astimezone(UTC))
