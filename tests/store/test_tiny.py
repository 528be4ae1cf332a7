"""The embedded store: the contract, its folder, kills at random instants, a disk that fails."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.store.port import Store, Unavailable
from server.store.tiny import Locked, TinyStore
from tests.store.contract import RECORDS, Sheep, StoreContract, put

KILLS = 50


@pytest.fixture
def opened() -> Iterator[list[TinyStore]]:
    """Every store that a test opened; closed at the end."""
    stores: list[TinyStore] = []
    yield stores
    for store in stores:
        store.close()


@pytest.fixture
def store(tmp_path: Path, opened: list[TinyStore]) -> Store:
    opened.append(TinyStore(tmp_path, RECORDS))
    return opened[-1]


@pytest.fixture
def reopen(tmp_path: Path, opened: list[TinyStore]) -> Callable[[], Store]:
    def again() -> Store:
        opened.pop().close()
        opened.append(TinyStore(tmp_path, RECORDS))
        return opened[-1]

    return again


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """A store in another folder, opened anew at every call."""
    stores: list[TinyStore] = []

    def again() -> Store:
        while stores:
            stores.pop().close()
        stores.append(TinyStore(tmp_path / "fresh", RECORDS))
        return stores[-1]

    yield again
    for store in stores:
        store.close()


class TestTinyStore(StoreContract):
    """The contract on this engine."""


def test_a_folder_is_served_by_one_process(tmp_path: Path, store: Store) -> None:
    with pytest.raises(Locked):
        TinyStore(tmp_path, RECORDS)


def test_a_snapshot_can_be_read_beside_the_server(tmp_path: Path, store: Store) -> None:
    store.submit(put(Sheep(id="a", herd="x"))).result()
    snapshot = TinyStore(tmp_path, RECORDS, read_only=True)
    store.submit(put(Sheep(id="b", herd="x"))).result()
    with snapshot.read() as view:
        assert view.count(Sheep, "herd", "x") == 1
    snapshot.close()


def test_a_commit_that_fails_stores_nothing_and_heals(tmp_path: Path, store: Store) -> None:
    store.submit(put(Sheep(id="a", herd="x"))).result()
    other = sqlite3.connect(tmp_path / "tannha.sqlite", isolation_level=None)
    assert isinstance(store, TinyStore)
    store._connection.execute("PRAGMA busy_timeout = 10")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        store.submit(put(Sheep(id="b", herd="x"))).result()
    with store.read() as view:
        assert (view.get(Sheep, "b"), view.head) == (None, 1)
    other.execute("ROLLBACK")
    other.close()
    assert store.submit(put(Sheep(id="b", herd="x"))).result() == [2]


def test_killed_at_any_instant_what_was_acknowledged_is_there_and_nothing_is_half_there(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.store.killing", str(tmp_path), str(KILLS)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert result["kills"] == KILLS
    assert result["acknowledged"] > KILLS
    assert (result["missing"], result["half"], result["holes"]) == (0, 0, 0)
