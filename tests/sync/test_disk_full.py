"""The server's disk is full: pushes get 503, nothing is half there, reading goes on; with room again all is taken."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from server.actions.verify import check
from server.domain.events import Event
from server.store.tiny import TinyStore
from tests.communes import Here, bearer
from tests.phones import Phone, confirmation, hash_of
from tests.sync.disks import Disk, limited_disk, small_disk
from tests.sync.served import ledger, served

BATCH = 40
MOST = 400
"""Batches after which any of these disks is full."""

Push = Callable[[dict[str, Any]], httpx2.Response]


def until_full(phone: Phone, items: list[str], push: Push) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Batch after batch until one is not stored: the receipts so far, and the request that was turned away."""
    receipts: list[dict[str, Any]] = []
    for _ in range(MOST):
        events = [phone.write("confirmation.recorded", item, confirmation()) for item in items]
        request = phone.request(*events, limit=0)
        answer = push(request)
        if answer.status_code != 200:
            assert_is_unavailable(answer)
            return receipts, request
        receipts += answer.json()["receipts"]
    raise AssertionError("the disk is never full")


def assert_is_unavailable(answer: httpx2.Response) -> None:
    assert answer.status_code == 503
    assert answer.json()["app"] == "tan-nha"
    assert answer.json()["problem"]["code"] == "unavailable"
    assert {"text", "text_en", "field"} <= set(answer.json()["problem"])
    assert int(answer.headers["Retry-After"]) > 0


def hashes(request: dict[str, Any]) -> list[str]:
    return [hash_of(event) for event in request["events"]]


@pytest.mark.parametrize("disk", [small_disk, limited_disk])
def test_a_full_disk_under_the_running_server(
    disk: Callable[[Path], AbstractContextManager[Disk]],
    tmp_path: Path,
    here: Here,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TANNHA_DEVICE_DAILY", str(10**9))
    items = here.items(BATCH)
    phone = here.phone()
    root = tmp_path / "disk"
    root.mkdir()
    with disk(root) as room, served(room.folder, here) as server:
        with httpx2.Client(base_url=server.url, headers=bearer(phone), timeout=30) as client:

            def push(request: dict[str, Any]) -> httpx2.Response:
                return client.post("/sync", json=request)

            assert push(phone.request(phone.write("moon.landed", None, {}))).status_code == 200
            room.fill(server)
            receipts, refused = until_full(phone, items, push)
            for _ in range(3):
                assert_is_unavailable(push(refused))
            pulled = push(phone.request(cursor=None))
            assert pulled.status_code == 200
            assert pulled.json()["changes"]
            assert pulled.json()["need"] == [[phone.n - BATCH + 1, phone.n]]
            stored = ledger(server.folder)
            assert not set(hashes(refused)) & set(stored)
            room.clear(server)
            answer = push(refused)
            assert answer.status_code == 200
            assert [row["status"] for row in answer.json()["receipts"]] == ["accepted"] * BATCH
            assert push(phone.request()).json()["need"] == []
        receipts += answer.json()["receipts"]
        assert server.verified()["ok"] is True
        stored = ledger(server.folder)
        assert {row["hash"]: row["seq"] for row in receipts}.items() <= {h: e.seq for h, e in stored.items()}.items()
        assert len([event for event in stored.values() if event.device == phone.device]) == phone.n
        server.restart()
        assert ledger(server.folder).keys() == stored.keys()


def test_sqlite_itself_has_no_room(here: Here) -> None:
    """The database may have no more pages: the real engine's SQLITE_FULL, whatever the machine allows us."""
    items, phone = here.items(BATCH), here.phone()
    object.__setattr__(here.settings, "device_daily", 10**9)
    assert isinstance(here.store, TinyStore)
    connection = here.store._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 20}")

    def push(request: dict[str, Any]) -> Any:
        return here.client.post("/sync", content=json.dumps(request), headers=bearer(phone))

    _, refused = until_full(phone, items, push)
    with pytest.raises(sqlite3.OperationalError, match="full"):
        connection.execute("CREATE TABLE ballast AS SELECT randomblob(1000000)")
    with here.store.read() as view:
        head = view.head
        assert all(view.get(Event, hash_) is None for hash_ in hashes(refused))
        assert check(view).good
    item = here.item(items[0])
    assert_is_unavailable(push(refused))
    assert here.item(items[0]) == item
    connection.execute(f"PRAGMA max_page_count = {2**31}")
    receipts = push(refused).json()["receipts"]
    assert [row["status"] for row in receipts] == ["accepted"] * BATCH
    assert receipts[0]["seq"] == head + 1, "no number was spent on what was not stored"
    with here.store.read() as view:
        assert check(view).good
