"""The server's figures: commits by size of the store, confirmations a second beside SQLite's own rate, pulls."""

import asyncio
import gzip
import json
import multiprocessing
import os
import shutil
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import uvicorn

from server.actions import people
from server.store.port import Unit
from server.store.tiny import TinyStore
from tests.communes import Here, bearer
from tests.phones import Phone, confirmation
from tests.store.contract import RECORDS, Sheep

PHONES = 16
BATCH = 20
BATCHES = 15
ROUNDS = 5
ROW = b"x" * 600


def measure() -> dict[str, str]:
    """Figure → value, as text."""
    return commit_by_size() | confirmations_a_second() | pulls()


def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="tannha-bench-"))


def commit_by_size() -> dict[str, str]:
    """A commit of 20 documents in an empty store and in one of 50,000, in turns."""
    folders = [_folder(), _folder()]
    small, large = (TinyStore(folder, RECORDS) for folder in folders)
    for start in range(0, 50_000, 1000):
        large.submit(_flock(f"old{start}", 1000)).result()
    times: dict[TinyStore, list[float]] = {small: [], large: []}
    for turn in range(200):
        for store in (small, large):
            began = time.perf_counter()
            store.submit(_flock(f"new{turn}", 20)).result()
            times[store].append(time.perf_counter() - began)
    medians = [statistics.median(times[store]) * 1000 for store in (small, large)]
    for store, folder in zip((small, large), folders, strict=True):
        store.close()
        shutil.rmtree(folder)
    return {
        "commit of 20 documents, store of 0-4,000": f"{medians[0]:.2f} ms",
        "the same, store of 50,000-54,000": f"{medians[1]:.2f} ms (ratio {medians[1] / medians[0]:.2f})",
    }


def _flock(name: str, size: int) -> Callable[[Unit], None]:
    def act(unit: Unit) -> None:
        for place in range(size):
            unit.put(Sheep(id=f"{name}-{place}", herd=name, marks=("x" * 400,)))

    return act


def sqlite_rate(folder: Path) -> float:
    """Rows a second of bare SQLite: WAL, FULL, 20 rows of 600 bytes a transaction."""
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB)")
    began = time.perf_counter()
    for _ in range(200):
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO row (body) VALUES (?)", [(ROW,)] * 20)
        connection.execute("COMMIT")
    rate = 4000 / (time.perf_counter() - began)
    connection.close()
    (folder / "bare.sqlite").unlink()
    return rate


def append_rate(folder: Path) -> float:
    """Rows a second of the floor: append 20 × 600 bytes, fdatasync."""
    with (folder / "floor").open("ab", buffering=0) as file:
        began = time.perf_counter()
        for _ in range(200):
            file.write(ROW * 20)
            os.fdatasync(file.fileno())
        return 4000 / (time.perf_counter() - began)


def confirmations_a_second() -> dict[str, str]:
    """16 phones push batches of 20 signed confirmations over HTTP; beside it the floors, in turns."""
    rates: list[tuple[float, float, float]] = []
    sent = received = 0
    for _ in range(ROUNDS):
        folder = _folder()
        here = Here(folder / "data")
        work = [_batches(here) for _ in range(PHONES)]
        rate, sent, received = _push(here, work)
        rates.append((rate, sqlite_rate(folder), append_rate(folder)))
        shutil.rmtree(folder)
    ours, sqlite, floor = (statistics.median(column) for column in zip(*rates, strict=True))
    share = statistics.median(rate / bare for rate, bare, _ in rates)
    each = (sent + received) / (PHONES * BATCHES * BATCH)
    return {
        "confirmations/s, signed, verified, durable (16 phones, 20 a batch)": f"{ours:,.0f}",
        "SQLite WAL FULL, 20 rows a transaction, in the same run": f"{sqlite:,.0f} rows/s (ours {share:.1%} of it)",
        "append 20 x 600 B + fdatasync, in the same run": f"{floor:,.0f} rows/s",
        "bytes on the wire a confirmation, both ways, bodies gzipped": f"{each:.0f}",
    }


def _batches(here: Here) -> tuple[Phone, list[bytes]]:
    """A phone with a full bag of work, signed beforehand: signing is the phones' time, not the server's."""
    who = f"deliverer {len(here.people)}"
    here.people[who] = here.do(lambda unit: people.add_person(unit, here.act(), name=who, role="hamlet_head"))
    phone = here.phone(who)
    requests = []
    for _ in range(BATCHES):
        items = here.items(BATCH)
        here.round(items, who)
        events = [phone.write("confirmation.recorded", item, confirmation()) for item in items]
        requests.append(gzip.compress(json.dumps(phone.request(*events), ensure_ascii=False).encode()))
    return phone, requests


Work = list[tuple[dict[str, str], list[bytes]]]
"""For each phone its headers, and its requests in order."""


def _push(here: Here, phones: list[tuple[Phone, list[bytes]]]) -> tuple[float, int, int]:
    """Serve in this process, push from another one; confirmations/s, bytes sent, bytes received."""
    object.__setattr__(here.settings, "device_daily", 10**9)
    headers = {"Content-Encoding": "gzip", "Accept-Encoding": "gzip"}
    work: Work = [({**bearer(phone), **headers}, requests) for phone, requests in phones]
    config = uvicorn.Config(here.app, port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    serving = threading.Thread(target=server.run)
    serving.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        took, sent, received = pool.submit(load, f"http://127.0.0.1:{port}", work).result()
    server.should_exit = True
    serving.join()
    return PHONES * BATCHES * BATCH / took, sent, received


def load(url: str, work: Work) -> tuple[float, int, int]:
    """All phones at once, each its requests one after another; seconds, bytes sent, bytes received."""
    return asyncio.run(_load(url, work))


async def _load(url: str, work: Work) -> tuple[float, int, int]:
    sent = received = 0
    async with httpx2.AsyncClient(base_url=url, timeout=60) as client:

        async def one(headers: dict[str, str], requests: list[bytes]) -> None:
            nonlocal sent, received
            for content in requests:
                async with client.stream("POST", "/sync", content=content, headers=headers) as answer:
                    assert answer.status_code == 200
                    received += sum([len(part) async for part in answer.aiter_raw()])
                sent += len(content)

        began = time.perf_counter()
        await asyncio.gather(*(one(headers, requests) for headers, requests in work))
        return time.perf_counter() - began, sent, received


def pulls() -> dict[str, str]:
    """Server time of a pull, nothing new and 100 changed, with 10,000 other items about."""
    folder = _folder()
    here = Here(folder / "data")
    here.items(10_000)
    phone = here.phone()
    here.turn(phone)
    nothing = [_timed(here, phone) for _ in range(50)]
    start = phone.cursor
    for _ in range(4):
        here.round(here.items(25))
    hundred = []
    for _ in range(20):
        phone.cursor = start
        hundred.append(_timed(here, phone))
    here.store.close()
    shutil.rmtree(folder)
    return {
        "pull, nothing new": f"{statistics.median(nothing):.1f} ms",
        "pull, 100 changed": f"{statistics.median(hundred):.1f} ms",
    }


def _timed(here: Here, phone: Phone) -> float:
    request: dict[str, Any] = phone.request()
    began = time.perf_counter()
    answer = here.client.post("/sync", json=request, headers=bearer(phone))
    took = (time.perf_counter() - began) * 1000
    phone.cursor = answer.json()["cursor"]
    return took
