"""What lets a paper of class D1 leave the house: how the register gets, or got, its signature (domain §3.1, R34)."""

from typing import Literal, get_args

from msgspec import Struct

from server.domain.names import tidy
from server.domain.problems import Refusal
from server.domain.times import chosen_day

ConditionKind = Literal["signed_at_filing", "with_official", "authorised"]
CONDITION_KINDS: tuple[ConditionKind, ...] = get_args(ConditionKind)
MAX_DOCUMENT = 200


class Condition(Struct, frozen=True, omit_defaults=True):
    """The recorded condition. Who recorded it, and when, stands in the item's history.

    `signed_at_filing`: the register was signed when the dossier was handed in · `with_official`: it travels to the
    house with an official (đăng ký lưu động) · `authorised`: a written authorisation to sign it (QĐ 45/2016/QĐ-TTg,
    Điều 9.1.d). `document` names the book and number, or the authorisation; `day` is that document's, or ''.
    """

    kind: ConditionKind
    document: str
    day: str = ""


def read_condition(kind: str, document: str, day: str, today: str) -> Condition:
    """A condition as it was typed; `today` is a day. Refuses invalid with its field: kind, document or day."""
    known = next((one for one in CONDITION_KINDS if one == kind), None)
    if known is None:
        raise Refusal("invalid", "condition_kind", "Hãy chọn điều kiện nào đã đủ.")
    if not tidy(document):
        raise Refusal("invalid", "condition_document", "Hãy ghi số quyển, số giấy, hoặc ai mang sổ đi.")
    when = chosen_day(day, "condition_day", "Hãy chọn ngày của giấy ấy.") if day.strip() else ""
    if when > today:
        raise Refusal("invalid", "condition_day", "Ngày của giấy ấy còn chưa tới.")
    return Condition(known, tidy(document)[:MAX_DOCUMENT], when)
