"""The one rule on what may leave the house, by whom, and who may receive it (R34, R36; domain §3.1).

D0 is free. D1 signs a register: it leaves only with its recorded condition. D2 is given to the person who comes for
it, never on a round and never by post. D3 is electronic: nothing to carry, unless somebody wished a print.
"""

from typing import Literal, NamedTuple

from server.domain.conditions import Condition, ConditionKind
from server.domain.dates import shown_date
from server.domain.items import Item
from server.domain.names import tidy
from server.domain.people import Role

Road = Literal["round", "post"]
LeaveReason = Literal[
    "free",
    "signed_at_filing",
    "with_official",
    "authorised",
    "on_wish",
    "no_condition",
    "presence",
    "official_only",
    "official_not_post",
]
OFFICIALS: frozenset[Role] = frozenset({"clerk", "supervisor", "admin"})
"""Whose hands the register may travel in: a hamlet head and a volunteer are no officials (R16)."""
ReceiverReason = Literal["name", "authorisation"]

FORBIDDEN: dict[LeaveReason, str] = {
    "no_condition": "phải ký sổ: hãy ghi đã ký sổ khi nộp, sổ mang theo cùng công chức, hoặc giấy ủy quyền ký sổ",
    "presence": "phải đến nhận trực tiếp, không giao về nhà và không gửi bưu điện được",
    "official_only": "sổ mang theo cùng công chức, nên chỉ công chức đi giao được",
    "official_not_post": "sổ mang theo cùng công chức, nên không gửi bưu điện được",
}
"""Why not, as the end of a sentence about the paper."""
AUTHORISATION = "Người khác nhận thay phải có giấy ủy quyền"


class Leave(NamedTuple):
    """Whether a paper may leave, and by which part of the rule; the screens say `office.leave.<reason>`."""

    ok: bool
    reason: LeaveReason

    @property
    def words(self) -> str:
        """Why not, in words; '' if it may."""
        return FORBIDDEN.get(self.reason, "")


def may_leave(item: Item, road: Road = "round", carrier: Role | None = None) -> Leave:
    """Whether a paper may go on a round, or by post. `carrier` is who would carry the round, None for nobody yet."""
    if item.delivery_class == "D0":
        return Leave(True, "free")
    if item.delivery_class == "D3":
        return Leave(True, "on_wish")
    if item.delivery_class == "D2":
        return Leave(False, "presence")
    if item.condition is None:
        return Leave(False, "no_condition")
    if item.condition.kind == "with_official" and road == "post":
        return Leave(False, "official_not_post")
    if item.condition.kind == "with_official" and carrier is not None and carrier not in OFFICIALS:
        return Leave(False, "official_only")
    return Leave(True, item.condition.kind)


def may_receive(relation: str, name: str, authorisation: str, demanded: bool) -> ReceiverReason | None:
    """What is missing before a paper is given to somebody; None if it may be. `relation` is to the subject.

    Who is not the subject is named, and shows a written authorisation where the catalogue demands one (`demanded`),
    or where nothing but the authorisation makes him the receiver (R36, TT 17/2017 Điều 5.2).
    """
    if relation == "subject":
        return None
    if not tidy(name):
        return "name"
    return "authorisation" if (demanded or relation == "authorized") and not tidy(authorisation) else None


def checks(item: Item) -> tuple[str, ...]:
    """What whoever hands it over looks at and asks for: on the phone, on the slip, on the hand-over sheet."""
    found = [*item.checks]
    if item.authorisation:
        found.append(AUTHORISATION)
    if item.condition is not None:
        found.append(said(item.condition))
    return tuple(dict.fromkeys(found))


_SAID: dict[ConditionKind, str] = {
    "signed_at_filing": "Đã ký sổ khi nộp",
    "with_official": "Ký sổ tại nhà trước khi trao",
    "authorised": "Đã có ủy quyền ký sổ",
}


def said(condition: Condition) -> str:
    """A condition as whoever stands at the door reads it."""
    when = f" ngày {shown_date(condition.day)}" if condition.day else ""
    return f"{_SAID[condition.kind]}: {condition.document}{when}"
