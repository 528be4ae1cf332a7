"""Photo and place at a door: off by default, told to phones, shown only while allowed, and gone by the next morning."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.actions.verify import check
from server.daily import Daily
from server.domain.events import Event, Feed
from server.store.port import Unit
from tests.communes import Here, bearer
from tests.phones import Phone, confirmation, id_of

JPEG = b"\xff\xd8\xff\xe0" + b"at the door" * 100
NAME = hashlib.sha256(JPEG).hexdigest()
PLACE = {"lat": 9.7812, "lon": 105.6613, "acc": 12}


def told(answer: dict[str, Any]) -> list[Any]:
    """What a phone is told of the commune, `gone` as None."""
    return [change.get("doc") for change in answer["changes"] if change["type"] == "commune"]


@pytest.fixture
def phone(here: Here) -> Phone:
    return here.phone()


def delivered(here: Here, phone: Phone, **data: Any) -> str:
    """One paper given at a door; the event's id."""
    (item,) = here.items(1)
    here.round([item])
    event = phone.write("confirmation.recorded", item, confirmation(**data))
    answer = here.turn(phone, event)
    assert answer["receipts"][0]["status"] == "accepted"
    return id_of(event)


def seen(here: Here, event: str) -> str:
    here.log_in("clerk")
    answer = here.client.get(f"/office/review/{event}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


def night(here: Here, days: int = 1) -> None:
    """The morning after so many nights."""
    then = datetime.now(UTC) + timedelta(days=days)
    here.clock = lambda: then
    asyncio.run(Daily(here.store, {}, lambda: then, (), here.app.state.files.remove).once())


def test_phones_hear_what_is_allowed_and_nothing_while_nothing_is(here: Here, phone: Phone) -> None:
    assert told(here.turn(phone)) == []
    here.allow(photos=True)
    assert told(here.turn(phone)) == [{"photos": True, "places": False}]
    here.allow(photos=True, places=True)
    assert told(here.turn(phone)) == [{"photos": True, "places": True}]
    here.allow()
    assert told(here.turn(phone)) == [None]


def test_a_commune_that_had_switched_it_on_before_tells_its_phones_on_the_next_day(here: Here, phone: Phone) -> None:
    here.allow(places=True)
    here.do(_forget_told)
    night(here)
    assert told(here.turn(phone)) == [{"photos": False, "places": True}]


def _forget_told(unit: Unit) -> None:
    """As of a store that is older than that phones are told."""
    (row,) = (row for row in unit.find(Feed, "audience", "all") if row.type == "commune")
    unit.remove(Feed, row.id)


def test_allowed_and_agreed_to_it_stands_beside_the_signature(here: Here, phone: Phone) -> None:
    here.allow(photos=True, places=True)
    event = delivered(here, phone, photo=NAME, place=PLACE, agreed=["photo", "place"])
    assert here.client.put(f"/sync/files/{NAME}", content=JPEG, headers=bearer(phone)).status_code == 201
    page = seen(here, event)
    assert f"/office/files/{NAME}" in page
    assert "9.7812, 105.6613, sai số khoảng 12 m" in page
    assert "chụp ảnh, ghi vị trí" in page
    night(here)
    page = seen(here, event)
    assert f"/office/files/{NAME}" in page
    assert "9.7812" in page


def test_switched_off_later_nobody_looks_any_more_and_it_is_kept(here: Here, phone: Phone) -> None:
    here.allow(photos=True, places=True)
    event = delivered(here, phone, photo=NAME, place=PLACE)
    here.client.put(f"/sync/files/{NAME}", content=JPEG, headers=bearer(phone))
    here.allow()
    night(here)
    page = seen(here, event)
    assert "không ai xem được" in page
    assert NAME not in page
    assert "9.7812" not in page
    assert here.client.get(f"/office/files/{NAME}").status_code == 404
    here.allow(photos=True, places=True)
    assert f"/office/files/{NAME}" in seen(here, event)
    assert here.client.get(f"/office/files/{NAME}").content == JPEG


def test_what_comes_while_it_is_off_is_taken_in_shown_to_nobody_and_gone_by_the_morning(
    here: Here, phone: Phone
) -> None:
    event = delivered(here, phone, photo=NAME, place=PLACE, answers=[5, 4, None], note="nhà sau chùa")
    assert here.turn(phone)["files"] == [NAME]
    assert here.client.put(f"/sync/files/{NAME}", content=JPEG, headers=bearer(phone)).status_code == 201
    here.allow(photos=True, places=True)
    page = seen(here, event)
    assert NAME not in page, "nor once it is allowed again"
    assert "9.7812" not in page
    assert here.client.get(f"/office/files/{NAME}").status_code == 404
    night(here)
    assert not here.app.state.files.has(NAME)
    assert "files" not in here.turn(phone), "and is not asked for again"
    page = seen(here, event)
    assert "nhà sau chùa" in page
    assert "<svg" in page
    with here.store.read() as view:
        (stored,) = view.find(Event, "event", event)
        assert "9.7812" not in stored.body + stored.rest
        finding = check(view)
    assert (finding.bad, finding.erased) == (None, 1)
    night(here, 2)
    with here.store.read() as view:
        assert sum(row.record.what == "event.erased" for row in view.scan(Event)) == 1
