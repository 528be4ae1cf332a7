"""Erasure: the words go, the proof that something happened stays, and the ledger still verifies."""

import pytest

from server.actions import review
from server.actions.custody import Touched, refold
from server.actions.erasure import erase
from server.actions.verify import check, compare
from server.domain.events import Event
from server.domain.problems import Refusal
from server.http.ledger import head
from tests.communes import Here
from tests.phones import confirmation, hash_of, id_of


def test_the_words_go_and_the_ledger_stays_whole(here: Here) -> None:
    items = here.items(2)
    here.round(items)
    phone = here.phone()
    event = phone.write("confirmation.recorded", items[0], confirmation("Danh Thị Bị Xóa"))
    attempt = phone.write("attempt.failed", items[1], {"reason": "absent", "note": "Danh Thị Bị Xóa"})
    receipts = here.turn(phone, event, attempt)["receipts"]
    here.do(lambda unit: review.approve(unit, here.act("clerk"), id_of(event)))
    with here.store.read() as view:
        before = head(view)
    for one in (event, attempt, event):
        here.do(lambda unit, one=one: erase(unit, here.act(), hash_of(one), "Luật 91/2025 Đ14"))  # type: ignore[misc]
    with here.store.read() as view:
        found = check(view)
        assert (found.bad, found.erased) == (None, 2)
        assert compare(found, before) == "prefix"
        assert found.head == head(view)
        assert "Bị Xóa" not in "".join(stored.record.body for stored in view.scan(Event))
    for item in items:
        here.do(lambda unit, item=item: refold(unit, Touched(), item))  # type: ignore[misc]
    assert here.item(items[0]).custody.state == "delivered"
    assert here.item(items[1]).custody.attempts == 1
    assert here.turn(phone, event, attempt)["receipts"] == receipts
    here.log_in("admin")
    again = here.client.get(f"/office/review/{id_of(event)}/erase", headers={"Accept": "text/html"})
    assert again.status_code == 200
    refused = here.client.post(f"/office/review/{id_of(event)}/erase", data={}, headers={"Accept": "text/html"})
    assert 'id="wrong-law"' in refused.text
    here.log_in("clerk")
    for path in ("/office/review?tab=approved", f"/office/review/{id_of(event)}", f"/office/items/{items[0]}"):
        answer = here.client.get(path, headers={"Accept": "text/html"})
        assert answer.status_code in (200, 303), answer.text[:500]


def test_what_may_not_be_erased(here: Here) -> None:
    items = here.items(1)
    round_ = here.round(items)
    phone = here.phone()
    event = phone.write("handover.accepted", None, {"round": round_.id, "items": items, "missing": []})
    here.turn(phone, event)
    for hash_, law, code in (
        (hash_of(event), "x", "conflict"),
        ("nothing", "x", "not_found"),
        (hash_of(event), " ", "needs_reason"),
    ):
        with pytest.raises(Refusal) as refused:
            here.do(lambda unit, hash_=hash_, law=law: erase(unit, here.act(), hash_, law))  # type: ignore[misc]
        assert refused.value.code == code
