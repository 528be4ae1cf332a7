"""A file of the build goes out as it lies packed, to a browser that takes it so; the same bytes come out."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from server.http import field

CODE, PACKED = b"let tannha = 1;", b"\x0b\x07\x80let tannha = 1;\x03"
"""A script, and what Brotli makes of something so short."""


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A build of two files, of which one lies packed."""
    monkeypatch.setattr(field, "BUILD", tmp_path)
    for name, content in {"worker.js": CODE, "worker.js.br": PACKED, "alone.css": b"a {}"}.items():
        (tmp_path / name).write_bytes(content)
    files = Mount("/static", field.Fresh(directory=tmp_path))
    return TestClient(Starlette(routes=[Route("/field/worker.js", field.worker), files]))


@pytest.mark.parametrize("path", ["/field/worker.js", "/static/worker.js"])
@pytest.mark.parametrize(
    ("accepted", "encoding", "content"),
    [("gzip, br;q=0.9", "br", PACKED), ("gzip, deflate", None, CODE), ("", None, CODE), ("vibration", None, CODE)],
)
def test_who_takes_it_packed(
    client: TestClient, path: str, accepted: str, encoding: str | None, content: bytes
) -> None:
    with client.stream("GET", path, headers={"Accept-Encoding": accepted}) as answer:
        assert b"".join(answer.iter_raw()) == content
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"].startswith("text/javascript")
    assert (answer.headers["vary"], answer.headers["cache-control"]) == ("Accept-Encoding", "no-cache")


def test_what_lies_unpacked_goes_out_so(client: TestClient) -> None:
    answer = client.get("/static/alone.css", headers={"Accept-Encoding": "br"})
    assert (answer.content, answer.headers.get("content-encoding")) == (b"a {}", None)
    assert client.get("/static/nowhere.css", headers={"Accept-Encoding": "br"}).status_code == 404
