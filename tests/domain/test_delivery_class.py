"""The one rule on what leaves the house: every class, every condition, every road; and who may receive."""

from datetime import date, timedelta
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.conditions import CONDITION_KINDS, Condition, ConditionKind, read_condition
from server.domain.delivery_class import (
    AUTHORISATION,
    FORBIDDEN,
    OFFICIALS,
    LeaveReason,
    Road,
    checks,
    may_leave,
    may_receive,
)
from server.domain.items import Class, Item, What
from server.domain.people import ROLES, Role
from server.domain.problems import Refusal
from sync.messages import Relation

KINDS: tuple[ConditionKind | None, ...] = (None, *CONDITION_KINDS)


def paper(class_: Class, kind: ConditionKind | None = None, **changed: object) -> Item:
    condition = Condition(kind, "Quyển 01, số 12", "2026-11-05") if kind else None
    item = {"id": "x", "name": "Danh Thị Thử", "what": What("result", "Giấy"), **changed}
    return Item(delivery_class=class_, condition=condition, **item)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("class_", "kind", "road", "carrier", "reason"),
    [
        ("D0", None, "round", None, "free"),
        ("D0", None, "post", None, "free"),
        ("D3", None, "round", "volunteer", "on_wish"),
        ("D1", None, "round", "clerk", "no_condition"),
        ("D1", "signed_at_filing", "post", None, "signed_at_filing"),
        ("D1", "authorised", "post", None, "authorised"),
        ("D1", "authorised", "round", "hamlet_head", "authorised"),
        ("D1", "with_official", "round", None, "with_official"),
        ("D1", "with_official", "round", "clerk", "with_official"),
        ("D1", "with_official", "round", "volunteer", "official_only"),
        ("D1", "with_official", "post", None, "official_not_post"),
        ("D2", "authorised", "round", "clerk", "presence"),
        ("D2", "signed_at_filing", "post", None, "presence"),
    ],
)
def test_the_rule(
    class_: Class, kind: ConditionKind | None, road: Road, carrier: Role | None, reason: LeaveReason
) -> None:
    leave = may_leave(paper(class_, kind), road, carrier)
    assert leave.reason == reason
    assert leave.ok == (reason not in FORBIDDEN)
    assert bool(leave.words) == (not leave.ok)


def test_over_everything() -> None:
    for class_, kind, road, carrier in product(get_args(Class), KINDS, get_args(Road), (None, *ROLES)):
        leave = may_leave(paper(class_, kind), road, carrier)
        if class_ == "D2":
            assert not leave.ok
        if class_ == "D1":
            by_hand = kind == "with_official" and (road == "post" or carrier not in (None, *OFFICIALS))
            assert leave.ok == (kind is not None and not by_hand)


def test_who_may_receive() -> None:
    assert may_receive("subject", "", "", demanded=True) is None
    assert may_receive("child", " ", "", demanded=False) == "name"
    assert may_receive("child", "Danh Văn Con", "", demanded=False) is None
    assert may_receive("child", "Danh Văn Con", "", demanded=True) == "authorisation"
    assert may_receive("authorized", "Lâm Thử", "", demanded=False) == "authorisation"
    for relation in get_args(Relation):
        assert may_receive(relation, "Lâm Thử", "Giấy ủy quyền 5/11", demanded=True) is None


def test_what_to_ask_for_at_the_door() -> None:
    assert checks(paper("D0", checks=("Đúng người",))) == ("Đúng người",)
    assert checks(paper("D0", authorisation=True, checks=(AUTHORISATION,))) == (AUTHORISATION,)
    said = checks(paper("D1", "with_official", checks=("Đúng người",), authorisation=True))
    assert said == ("Đúng người", AUTHORISATION, "Ký sổ tại nhà trước khi trao: Quyển 01, số 12 ngày 05/11/2026")


@given(st.sampled_from([*CONDITION_KINDS, "", "khác"]), st.text(max_size=300), st.text(max_size=12), st.dates())
def test_a_condition_is_read_or_refused_at_its_field(kind: str, document: str, day: str, today: date) -> None:
    try:
        found = read_condition(kind, document, day, today.isoformat())
    except Refusal as refusal:
        said = refusal.code, str(refusal.field)[:10]
        assert said == ("invalid", "condition_")
    else:
        assert found.kind == kind
        assert 0 < len(found.document) <= 200
        assert found.day <= today.isoformat()


def test_a_day_to_come_is_none() -> None:
    today = date(2026, 11, 24)
    assert read_condition("authorised", " Giấy  số 5 ", "2026-11-24", today.isoformat()) == Condition(
        "authorised", "Giấy số 5", "2026-11-24"
    )
    with pytest.raises(Refusal):
        read_condition("authorised", "Giấy số 5", (today + timedelta(days=1)).isoformat(), today.isoformat())
