"""What a new day changes by itself: at the start, after every midnight, and never so that a server stops."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import structs

from server.actions.appointments import appointment_of, book
from server.actions.catalogue import seed
from server.daily import Daily
from server.documents.catalogue_file import shipped
from server.domain.appointments import Booking
from server.domain.citizens import Party
from server.domain.events import Feed
from server.domain.filled_forms import FilledForm
from server.store.port import Store
from tests.communes import Here
from tests.http.desk import form, publish, send
from tests.http.office import post

MIDNIGHT = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
"""In Vietnam the first instant of the 25th."""


def test_it_waits_for_a_little_after_midnight(here: Here) -> None:
    for now, hours in ((MIDNIGHT - timedelta(hours=1), 1), (MIDNIGHT, 24)):
        daily = Daily(here.store, {}, lambda now=now: now)  # type: ignore[misc]
        assert daily.wait() == hours * 3600 + 300


def test_a_server_publishes_when_it_starts_and_the_phone_has_it(here: Here) -> None:
    publish(here)
    with here.client:
        answer = here.turn(here.phone("volunteer"))
    assert {"form", "procedure"} <= {one["type"] for one in answer["changes"]}
    with Here.again(here).store.read() as view:
        assert view.count(Feed, "audience", "all") > 40


def test_what_was_settled_long_ago_is_erased(here: Here) -> None:
    here.log_in("clerk")
    id_, _ = send(here, here.phone("volunteer"))
    assert post(here, f"/office/desk/{id_}/withdraw", reason="trùng").status_code == 303
    later = datetime.now(UTC) + timedelta(days=31)
    asyncio.run(Daily(here.store, here.app.state.forms, lambda: later).once())
    erased = form(here, id_)
    assert (erased.values, erased.erased_at != "") == ({}, True)
    here.log_in("clerk")  # whoever was in a month ago has to log in again
    shown = here.client.get(f"/office/desk/{id_}", headers={"Accept": "text/html"})
    assert "Nội dung đã xóa ngày" in shown.text
    for path in ("correct", "print", "dossier"):
        answer = here.client.get(f"/office/desk/{id_}/{path}", headers={"Accept": "text/html"})
        assert answer.status_code in (404, 409), path
    with here.store.read() as view:
        assert view.count(FilledForm, "kept", "") == 0


def test_a_catalogue_of_before_has_its_plain_words_after_the_next_start(here: Here) -> None:
    bare = [structs.replace(one, about="", who="", result="") for one in shipped()]
    here.do(lambda unit: seed(unit, bare))
    with here.client:
        answer = here.turn(here.phone("volunteer"))
    told = [one["doc"] for one in answer["changes"] if one["type"] == "procedure"]
    assert told
    assert all(one["about"] and one["who"] and one["result"] for one in told)


def test_whom_an_appointment_names_is_forgotten_after_a_month(here: Here) -> None:
    booking = Booking(person=Party("Danh Thị Thử", phone="0912345678"), day="2026-11-27")
    here.clock = lambda: MIDNIGHT + timedelta(hours=3)
    made = here.do(lambda unit: book(unit, here.act("clerk"), booking))
    asyncio.run(Daily(here.store, {}, lambda: MIDNIGHT + timedelta(days=40)).once())
    with here.store.read() as view:
        assert appointment_of(view, made.id).person == Party("Danh Thị Thử")


def test_what_somebody_wants_erased_is_erased_by_the_administrator_only(here: Here) -> None:
    id_, _ = send(here, here.phone("volunteer"))
    here.log_in("clerk")
    assert post(here, f"/office/desk/{id_}/erase", law="yêu cầu").status_code == 403
    here.log_in("admin")
    assert post(here, f"/office/desk/{id_}/erase", law="yêu cầu").status_code == 409
    post(here, f"/office/desk/{id_}/withdraw", reason="không cần nữa")
    missing = post(here, f"/office/desk/{id_}/erase", law=" ")
    assert (missing.status_code, "Hãy ghi lý do." in missing.text) == (422, True)
    for _ in range(2):
        assert post(here, f"/office/desk/{id_}/erase", law="Người dân yêu cầu").status_code == 303
    assert (form(here, id_).values, form(here, id_).declarant.phone) == ({}, "")
    page = here.client.get(f"/office/desk/{id_}", headers={"Accept": "text/html"}).text
    assert "Người dân yêu cầu" in page
    assert post(here, "/office/desk/x/erase", law="x").status_code == 404


def test_what_fails_stops_no_server() -> None:
    class Broken:
        def submit(self, act: Callable[[Any], Any]) -> "Future[Any]":
            future: Future[Any] = Future()
            future.set_exception(OSError("disk"))
            return future

    broken: Any = Broken()
    store: Store = broken
    asyncio.run(Daily(store, {}, lambda: MIDNIGHT).once())
