"""Review: who may judge what, once, and what comes of it."""

from typing import Any

import pytest

from server.actions import devices, review
from server.actions.evidence import evidence
from server.domain.events import Fate
from server.domain.problems import Refusal
from tests.communes import Here
from tests.phones import Phone, confirmation, hash_of, id_of, signed


def delivered(here: Here, who: str = "hamlet_head", **changed: Any) -> tuple[Phone, dict[str, str], str]:
    items = here.items(1)
    here.round(items, who)
    phone = here.phone(who)
    event = phone.write("confirmation.recorded", items[0], confirmation(**changed))
    here.turn(phone, event)
    return phone, event, items[0]


def fate(here: Here, event: dict[str, str]) -> Fate:
    with here.store.read() as view:
        found = view.get(Fate, hash_of(event))
    assert found is not None
    return found


def approve(here: Here, event: dict[str, str], by: str = "clerk") -> Fate:
    return here.do(lambda unit: review.approve(unit, here.act(by), id_of(event)))


def test_approved_once(here: Here) -> None:
    _, event, _ = delivered(here)
    first = approve(here, event)
    assert (first.review, first.reviewed_by, first.queue) == ("approved", here.people["clerk"].id, "approved")
    assert approve(here, event, "supervisor") == first


def test_nobody_reviews_his_own(here: Here) -> None:
    _, event, _ = delivered(here, "clerk")
    for refused_act in (
        lambda unit: review.approve(unit, here.act("clerk"), id_of(event)),
        lambda unit: review.send_back(unit, here.act("clerk"), id_of(event), "x"),
    ):
        with pytest.raises(Refusal) as refused:
            here.do(refused_act)
        assert refused.value.code == "own_review"
    assert approve(here, event, "clerk2").review == "approved"


def test_flagged_ones_are_for_a_supervisor(here: Here) -> None:
    _, event, _ = delivered(here, proof=signed("AQ"))
    assert fate(here, event).flags == ("thin",)
    with pytest.raises(Refusal) as refused:
        approve(here, event)
    assert refused.value.code == "needs_supervisor"
    assert approve(here, event, "supervisor").review == "approved"


def test_sending_back_needs_a_reason(here: Here) -> None:
    _, event, item = delivered(here)
    with pytest.raises(Refusal) as refused:
        here.do(lambda unit: review.send_back(unit, here.act("clerk"), id_of(event), "  "))
    assert refused.value.code == "needs_reason"
    sent = here.do(lambda unit: review.send_back(unit, here.act("clerk"), id_of(event), " Chữ  ký mờ "))
    assert (sent.review, sent.reason, sent.queue) == ("sent_back", "Chữ ký mờ", "sent_back")
    assert here.item(item).custody.redo is not None
    approve(here, event)
    assert here.item(item).custody.redo is None


def test_an_unknown_item_can_be_reviewed_too(here: Here) -> None:
    phone = here.phone()
    event = phone.write("confirmation.recorded", "no-such-item", confirmation())
    here.turn(phone, event)
    assert approve(here, event, "supervisor").review == "approved"


def test_undone_and_unknown_ones_cannot_be_reviewed(here: Here) -> None:
    phone, event, _ = delivered(here)
    here.turn(phone, phone.write("confirmation.undone", None, {"of": id_of(event), "why": ""}))
    with pytest.raises(Refusal) as refused:
        approve(here, event)
    assert refused.value.code == "conflict"
    with pytest.raises(Refusal) as refused:
        here.do(lambda unit: review.approve(unit, here.act("clerk"), "nothing"))
    assert refused.value.code == "not_found"


def test_what_was_held_for_a_revoked_phone_acts_when_released(here: Here) -> None:
    items = here.items(1)
    here.round(items)
    phone = here.phone()
    here.do(lambda unit: devices.revoke(unit, here.act(), phone.device, "mất"))
    event = phone.write("confirmation.recorded", items[0], confirmation())
    here.turn(phone, event)
    assert here.item(items[0]).custody.state == "in_round"
    released = here.do(lambda unit: review.release(unit, here.act("supervisor"), hash_of(event)))
    assert (released.status, released.queue) == ("accepted", "pending")
    assert here.item(items[0]).custody.state == "delivered"


def test_what_nobody_understands_stays_held(here: Here) -> None:
    phone = here.phone()
    event = phone.write("moon.landed", None, {})
    here.turn(phone, event)
    with pytest.raises(Refusal) as refused:
        here.do(lambda unit: review.release(unit, here.act("supervisor"), hash_of(event)))
    assert refused.value.code == "conflict"


def test_the_evidence_shows_the_amended_words_and_the_first_proof(here: Here) -> None:
    phone, event, item = delivered(here)
    data = confirmation("Danh Thị Con", proof=signed("AQ"), to={"name": "Danh Thị Con", "relation": "child"})
    here.turn(phone, phone.write("confirmation.amended", item, {"of": id_of(event), **data}))
    with here.store.read() as view:
        found = evidence(view, fate(here, event))
    assert (found.data.to.name, found.data.to.relation) == ("Danh Thị Con", "child")
    assert found.before is not None
    assert found.before.to.relation == "subject"
    assert found.drawing is not None
    assert found.drawing.points == 40
