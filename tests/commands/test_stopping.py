"""Told to stop under load, the server answers what is under way, keeps what it acknowledged, and ends with 0."""

import asyncio
import json
import random
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from tests.browser.running import Running
from tests.communes import Here, bearer
from tests.phones import Phone, confirmation, hash_of
from tests.sync.served import ledger, lost_or_altered, served, traveller
from tests.sync.travelling import Traveller

PATIENCE = 30
"""Seconds within which everything of a test happens on a machine that does other things too."""


@pytest.fixture
def items(here: Here) -> list[str]:
    """A bag of the hamlet head."""
    bag = here.items(3)
    here.round(bag)
    return bag


class Half:
    """A turn of a phone that the server has half of."""

    def __init__(self, server: Running, phone: Phone, event: dict[str, str]) -> None:
        self.event = event
        body = json.dumps(phone.request(event)).encode()
        head = f"POST /sync HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        token = bearer(phone)["Authorization"]
        self.rest = body[20:]
        self.socket = socket.create_connection(("127.0.0.1", server.port), PATIENCE)
        self.socket.sendall(f"{head}Authorization: {token}\r\n\r\n".encode() + body[:20])
        assert server.answers(), "whoever came later was answered: this half has been read"

    def end(self) -> bytes:
        """Send the other half; all that comes until the server closes the connection."""
        with self.socket:
            self.socket.sendall(self.rest)
            return read_to_end(self.socket)


def read_to_end(connection: socket.socket) -> bytes:
    """All that still comes."""
    with connection.makefile("rb") as answer:
        return answer.read()


def refused(server: Running) -> bool:
    """Whether nobody listens any more."""
    try:
        socket.create_connection(("127.0.0.1", server.port), PATIENCE).close()
    except ConnectionRefusedError:
        return True
    return False


def told_to_stop(server: Running) -> None:
    """SIGTERM, and the server has heard it."""
    assert server.process is not None
    server.process.send_signal(signal.SIGTERM)
    limit = time.monotonic() + PATIENCE
    while not refused(server):
        assert time.monotonic() < limit
        time.sleep(0.02)


def ended(server: Running) -> int:
    """How the process ended."""
    assert server.process is not None
    return server.process.wait(PATIENCE)


@pytest.fixture
def listening(here: Here) -> str:
    """The cookie of somebody who looks at the office."""
    here.log_in("clerk")
    return f"tannha={here.client.cookies['tannha']}"


def test_half_a_turn_is_answered_whole_and_endless_answers_end(
    here: Here, items: list[str], listening: str, tmp_path: Path
) -> None:
    phone = here.phone()
    with served(tmp_path / "served", here) as server:
        stream = socket.create_connection(("127.0.0.1", server.port), PATIENCE)
        stream.sendall(f"GET /office/live HTTP/1.1\r\nHost: localhost\r\nCookie: {listening}\r\n\r\n".encode())
        assert b"200 OK" in stream.recv(4096)
        half = Half(server, phone, phone.write("confirmation.recorded", items[0], confirmation()))
        told_to_stop(server)
        head, _, body = half.end().partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        (receipt,) = json.loads(body)["receipts"]
        assert read_to_end(stream).endswith(b"0\r\n\r\n"), "the stream is ended, not cut"
        stream.close()
        assert ended(server) == 0
        kept = ledger(server.folder)[receipt["hash"]]
    assert (kept.status, kept.seq) == ("accepted", receipt["seq"])
    assert receipt["hash"] == hash_of(half.event)


@pytest.mark.parametrize("again", [signal.SIGTERM, signal.SIGINT])
def test_told_twice_it_goes_at_once(here: Here, items: list[str], tmp_path: Path, again: signal.Signals) -> None:
    phone = here.phone()
    with served(tmp_path / "served", here) as server:
        half = Half(server, phone, phone.write("confirmation.recorded", items[0], confirmation()))
        told_to_stop(server)
        assert server.process is not None
        server.process.send_signal(again)
        assert ended(server) == -again
        with suppress(ConnectionError):
            assert half.end() == b""
        assert half.event["body"] not in {event.body for event in ledger(server.folder).values()}
        server.start()
        assert server.answers()


def test_under_load_nothing_acknowledged_is_missing(
    here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TANNHA_DEVICE_DAILY", str(10**9))
    travellers = [traveller(here, 10, random.Random(seed)) for seed in range(4)]
    with served(tmp_path / "served", here) as server:
        asyncio.run(stopped_twice(server, travellers))
        assert server.verified()["ok"] is True
        stored = ledger(server.folder)
    assert lost_or_altered(travellers, stored) == []
    assert sum(len(one.receipts) for one in travellers) > 100


async def stopped_twice(server: Running, travellers: list[Traveller]) -> None:
    """All phones at work while the server is stopped and started, twice; then everything is sent."""
    stop = asyncio.Event()
    async with httpx2.AsyncClient(base_url=server.url, timeout=PATIENCE) as client:
        async with asyncio.TaskGroup() as group:
            for one in travellers:
                group.create_task(one.work(client, stop))
            for _ in range(2):
                travellers[0].news.clear()
                await asyncio.wait_for(travellers[0].news.wait(), PATIENCE)
                await asyncio.sleep(0.3)
                await asyncio.to_thread(told_to_stop, server)
                assert await asyncio.to_thread(ended, server) == 0
                await asyncio.to_thread(server.start)
            stop.set()
        async with asyncio.TaskGroup() as group:
            for one in travellers:
                group.create_task(one.drain(client))
