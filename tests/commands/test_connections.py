"""Slow, endless and many connections, on real sockets: they end, and whoever else asks is answered meanwhile."""

import asyncio
import resource
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from server.commands import connections
from server.commands.connections import PatientProtocol, connections_allowed
from server.http import bodies
from tests.communes import Here

HELLO = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /sync/enrol HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


@pytest.fixture
def port(here: Here, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server on a real socket with little patience."""
    monkeypatch.setattr(connections, "HEADERS_WITHIN", 0.4)
    monkeypatch.setattr(bodies, "PAUSE", 0.4)
    monkeypatch.setattr(bodies, "WHOLE", 1.5)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        here.app, http=PatientProtocol, loop="asyncio", lifespan="off", log_level="error", limit_concurrency=60
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])), daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join(10)
    listener.close()


def connect(port: int) -> socket.socket:
    """A connection that is read with patience."""
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def rest(connection: socket.socket) -> bytes:
    """All that comes until the server ends it."""
    found = b""
    try:
        while piece := connection.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


def answered(port: int) -> bool:
    """Whether somebody else is served."""
    with connect(port) as other:
        other.sendall(HELLO + b"Connection: close\r\n\r\n")
        return b'"status":"ok"' in rest(other)


def test_headers_that_never_end(port: int) -> None:
    with connect(port) as slow, connect(port) as silent:
        slow.sendall(HELLO)
        began = time.monotonic()
        assert answered(port)
        assert rest(slow) == b""
        assert rest(silent) == b""
        assert time.monotonic() - began < 15


def test_drops_of_headers_do_not_buy_time(port: int) -> None:
    with connect(port) as slow:
        began = time.monotonic()
        with pytest.raises(OSError, match=r"reset|pipe|aborted"):  # noqa: PT012
            while time.monotonic() - began < 15:
                slow.sendall(b"G" if time.monotonic() - began < 0.01 else b"X-A: 1\r\n")
                time.sleep(0.05)


def test_headers_without_end_in_size(port: int) -> None:
    with connect(port) as large:
        large.sendall(HELLO)
        try:
            large.sendall(b"X-A: ")
            for _ in range(2000):
                large.sendall(b"x" * 1000)
        except OSError:
            pass
        assert rest(large)[:12] in (b"HTTP/1.1 400", b"")
    assert answered(port)


def test_a_body_that_never_comes(port: int) -> None:
    with connect(port) as slow:
        slow.sendall(POST + b"Content-Length: 100\r\n\r\n{")
        assert answered(port)
        told = rest(slow)
        assert told.startswith(b"HTTP/1.1 408"), told
        assert b'"app":"tan-nha"' in told
        assert b"too_slow" in told


def test_a_body_in_drops(port: int) -> None:
    with connect(port) as slow:
        slow.sendall(POST + b"Content-Length: 100000\r\n\r\n")
        began, told = time.monotonic(), b""
        slow.settimeout(0.1)
        while not told and time.monotonic() - began < 20:
            slow.sendall(b"{")
            try:
                told = slow.recv(65536)
            except TimeoutError:
                continue
        assert told.startswith(b"HTTP/1.1 408"), told


def test_a_listener_is_not_a_slow_body(port: int, here: Here) -> None:
    here.log_in("clerk")
    cookie = b"Cookie: tannha=" + here.client.cookies["tannha"].encode() + b"\r\n"
    with connect(port) as open_page:
        open_page.sendall(b"GET /office/live HTTP/1.1\r\nHost: 127.0.0.1\r\n" + cookie + b"\r\n")
        assert b"200 OK" in open_page.recv(65536)
        time.sleep(2)  # longer than any patience above
        open_page.settimeout(0.2)
        with pytest.raises(TimeoutError):
            open_page.recv(65536)


def test_more_connections_than_there_is_room_for(port: int) -> None:
    crowd = [connect(port) for _ in range(80)]
    try:
        with connect(port) as late:
            late.sendall(HELLO + b"Connection: close\r\n\r\n")
            assert rest(late).startswith(b"HTTP/1.1 503")
    finally:
        for one in crowd:
            one.close()
    limit = time.monotonic() + 10
    while not answered(port):
        assert time.monotonic() < limit
        time.sleep(0.1)


def test_what_is_no_request(port: int) -> None:
    for rubbish in (b"\x16\x03\x01\x02\x00\x01", b"GET /\xff HTTP/1.1\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\n", b"\r\n" * 9):
        with connect(port) as other:
            other.sendall(rubbish)
            assert rest(other)[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 405", b"HTTP/1.1 421", b"")
    assert answered(port)


def test_room_for_files_is_left() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        allowed = connections_allowed()
        assert allowed + connections.SPARE <= resource.getrlimit(resource.RLIMIT_NOFILE)[0] or allowed == 128
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
