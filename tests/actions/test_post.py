"""The public post: on request only, each number once, its end, and what is put right afterwards."""

import json

import pytest

from server.actions.custody import Touched, refold
from server.actions.desk import new_id
from server.actions.erasure import erase
from server.actions.post import Posting, correct, post, post_many
from server.actions.post_ends import Brought, back_at_desk, post_delivered, post_returned
from server.actions.rounds import take_back
from server.domain.citizens import Party
from server.domain.conditions import Condition
from server.domain.events import Event
from server.domain.items import Item
from server.domain.postal import check_digit
from server.domain.problems import Refusal
from server.domain.requests import HomeRequest
from server.domain.times import local_day
from tests.communes import Here
from tests.phones import confirmation

WISH = "Con gái gọi điện ngày 20/11"


def number(serial: int) -> str:
    """A sound number."""
    return f"RR{serial:08}{check_digit(f'{serial:08}')}VN"


def posted(here: Here, item: str, serial: int = 1, wish: str = WISH) -> Item:
    return here.do(lambda unit: post(unit, here.act("clerk"), Posting(item, number(serial), wish)))


def refused(here: Here, item: str, tracking: str, wish: str = WISH) -> Refusal:
    with pytest.raises(Refusal) as found:
        here.do(lambda unit: post(unit, here.act("clerk"), Posting(item, tracking, wish)))
    return found.value


def today(here: Here) -> str:
    return local_day(here.clock())


def events(here: Here, item: str) -> list[tuple[str, dict[str, object]]]:
    with here.store.read() as view:
        return [(one.what, json.loads(one.body)["data"]) for one in view.find(Event, "item", item)]


def test_posted_on_a_wish(here: Here) -> None:
    (item,) = here.items(1)
    assert posted(here, item).custody.state == "posted"
    assert posted(here, item).custody.state == "posted"
    assert events(here, item) == [
        ("item.posted", {"item": item, "tracking": number(1), "asked": "wish", "wish": WISH}),
    ]
    with here.store.read() as view:
        assert [one.id for one in view.find(Item, "tracking", number(1))] == [item]
        assert [one.id for one in view.find(Item, "posted", today(here))] == [item]


def test_only_on_request(here: Here) -> None:
    (item,) = here.items(1)
    assert (refused(here, item, number(1), "  ").code, here.item(item).custody.state) == ("not_asked", "at_desk")
    request = HomeRequest(
        id=new_id(), person=Party("Danh Thị Thử 0"), wanted="health_card", channel="postal", made_by="x", made_at="x"
    )
    here.do(lambda unit: unit.put(request))
    (asked,) = here.items(1, request=request.id, number="CN3939300000999")
    posted(here, asked, 2, wish="")
    assert events(here, asked)[0][1]["asked"] == "request"


@pytest.mark.parametrize(
    ("class_", "condition", "code"),
    [
        ("D2", None, "class_forbids"),
        ("D1", None, "class_forbids"),
        ("D1", Condition("with_official", "Sổ khai sinh"), "class_forbids"),
        ("D1", Condition("authorised", "Giấy ủy quyền 07"), ""),
    ],
)
def test_the_class_decides_for_the_post_too(here: Here, class_: str, condition: Condition | None, code: str) -> None:
    (item,) = here.items(1, delivery_class=class_, condition=condition)
    if code:
        assert refused(here, item, number(1)).code == code
    else:
        posted(here, item)


def test_what_is_wrong_with_a_number_is_said(here: Here) -> None:
    (item,) = here.items(1)
    found = refused(here, item, "RR473124828VN")
    assert (found.code, found.field) == ("bad_tracking", "tracking")
    assert "số kiểm tra" in (found.detail or "")


def test_a_number_is_one_persons(here: Here) -> None:
    mine, other = here.items(2)
    (second,) = here.items(1, number="CN3939300000777")
    posted(here, mine)
    assert refused(here, other, number(1)).code == "tracking_used"
    assert posted(here, second).custody.state == "posted", "two papers of one person in one envelope"


def test_one_that_fails_stops_no_other(here: Here) -> None:
    first, second, third = here.items(3)
    postings = [
        Posting(first, number(1), WISH),
        Posting(second, "RR1", WISH),
        Posting(third, number(3), ""),
        Posting(third, number(3), WISH),
    ]
    failed = here.do(lambda unit: post_many(unit, here.act("clerk"), postings))
    assert [(one.item, refusal.code) for one, refusal in failed] == [(second, "bad_tracking"), (third, "not_asked")]
    assert [here.item(item).custody.state for item in (first, second, third)] == ["posted", "at_desk", "posted"]


def test_what_is_in_a_bag_is_not_posted(here: Here) -> None:
    items = here.items(1)
    here.round(items)
    assert refused(here, items[0], number(1)).code == "not_at_desk"


def test_brought_to_its_owner(here: Here) -> None:
    (item,) = here.items(1)
    posted(here, item)
    act = here.act("clerk")
    brought = Brought(today(here), "Danh Văn Con", "child", "PH 12")
    for _ in range(2):
        found = here.do(lambda unit: post_delivered(unit, act, item, brought))
    assert (found.custody.state, found.custody.proof) == ("delivered", act.event_id)
    assert events(here, item)[-1][1]["to"] == {"name": "Danh Văn Con", "relation": "child"}
    with pytest.raises(Refusal, match="not_posted"):
        here.do(lambda unit: post_delivered(unit, here.act("clerk"), item, brought))


@pytest.mark.parametrize(
    ("brought", "field"),
    [
        (Brought("2020-01-01"), "day"),
        (Brought("2999-01-01"), "day"),
        (Brought("hôm qua"), "day"),
        (Brought("", relation="cat"), "day"),
        (Brought("TODAY", relation="cat"), "relation"),
        (Brought("TODAY", relation="child"), "name"),
        (Brought("TODAY", "Con", "child"), "authorisation"),
    ],
)
def test_what_the_slip_has_to_say(here: Here, brought: Brought, field: str) -> None:
    (item,) = here.items(1, authorisation=True)
    posted(here, item)
    said = brought._replace(day=today(here)) if brought.day == "TODAY" else brought
    with pytest.raises(Refusal) as found:
        here.do(lambda unit: post_delivered(unit, here.act("clerk"), item, said))
    assert found.value.field == field
    assert here.item(item).custody.state == "posted"


def test_sent_back_and_counted_in(here: Here) -> None:
    for arrived, state in ((False, "returned"), (True, "at_desk")):
        (item,) = here.items(1)
        posted(here, item, 1 + arrived)
        act = here.act("clerk")
        for _ in range(2):
            here.do(lambda unit: post_returned(unit, act, item, today(here), "moved", "", arrived))  # noqa: B023
        assert here.item(item).custody.state == state
        if not arrived:
            here.do(lambda unit: back_at_desk(unit, here.act("clerk"), item))  # noqa: B023
        assert here.round([item]).items == (item,)


def test_a_mistyped_number_is_put_right_with_its_history(here: Here) -> None:
    (item,) = here.items(1)
    posted(here, item)
    found = here.do(lambda unit: correct(unit, here.act("clerk"), item, number(2), "gõ nhầm"))
    assert found.custody.post is not None
    assert found.custody.post.tracking == number(2)
    assert events(here, item)[-1] == (
        "item.posted",
        {"item": item, "tracking": number(2), "instead_of": number(1), "why": "gõ nhầm"},
    )
    with here.store.read() as view:
        assert view.count(Item, "tracking", number(1)) == 0


def test_a_mistaken_end_is_put_right(here: Here) -> None:
    (item,) = here.items(1)
    posted(here, item)
    here.do(lambda unit: post_delivered(unit, here.act("clerk"), item, Brought(today(here))))
    assert here.do(lambda unit: correct(unit, here.act("clerk"), item, number(1))).custody.state == "posted"
    (other,) = here.items(1)
    with pytest.raises(Refusal, match="not_posted"):
        here.do(lambda unit: correct(unit, here.act("clerk"), other, number(1)))


def test_a_phone_that_had_it_before_is_late(here: Here) -> None:
    items = here.items(1)
    round_ = here.round(items)
    phone = here.phone()
    here.do(lambda unit: take_back(unit, here.act("clerk"), round_.id, items))
    posted(here, items[0])
    here.turn(phone, phone.write("confirmation.recorded", items[0], confirmation()))
    assert here.item(items[0]).custody.state == "posted"


def test_who_received_can_be_erased_and_the_delivery_stays(here: Here) -> None:
    (item,) = here.items(1)
    posted(here, item)
    act = here.act("clerk")
    here.do(lambda unit: post_delivered(unit, act, item, Brought(today(here), "Danh Văn Bị Xóa", "child")))
    with here.store.read() as view:
        (event,) = view.find(Event, "event", act.event_id)
    here.do(lambda unit: erase(unit, here.act(), event.id, "Luật 91/2025 Đ14"))
    here.do(lambda unit: refold(unit, Touched(), item))
    assert here.item(item).custody.state == "delivered"
    here.log_in("admin")
    for path in (f"/office/items/{item}", f"/office/items/{item}/post", f"/office/review/{act.event_id}/erase"):
        answer = here.client.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == 200
        assert "Bị Xóa" not in answer.text
