"""The first set-up of a real commune behind its one-time link."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from server.app import build, open_store
from server.settings import Settings
from tests.communes import URL
from tests.http.office import text

TYPED = {
    "name": "Xã Mới",
    "province": "Thành phố Cần Thơ",
    "office": "Trung tâm",
    "phone": "02933555123",
    "hamlets": "Mỹ Phú\n\n  Long Trường 2 \nMỹ Phú",
    "admin_name": "Lê Thị Đầu",
    "username": "dau",
    "password": "mat-khau-dai",
}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """A server on an empty folder."""
    settings = Settings(data=tmp_path / "data")
    store = open_store(settings)
    yield TestClient(build(settings, store), URL, raise_server_exceptions=False, follow_redirects=False)
    store.close()


def token(client: TestClient) -> str:
    found: str = client.app.state.setup_token  # type: ignore[attr-defined]
    return found


def test_only_with_the_link(empty: TestClient) -> None:
    assert empty.get("/setup").status_code == 404
    assert empty.get("/setup", params={"token": "x"}).status_code == 404
    assert empty.post("/setup", data={**TYPED, "token": "x"}).status_code == 404
    assert "chưa được thiết lập" in text(empty.get("/"))


@pytest.mark.parametrize(
    ("field", "value"), [("name", " "), ("hamlets", "\n"), ("admin_name", ""), ("password", "ngắn")]
)
def test_what_was_typed_stays(empty: TestClient, field: str, value: str) -> None:
    answer = empty.post("/setup", data={**TYPED, field: value, "token": token(empty)})
    assert answer.status_code == 422
    assert f'id="wrong-{field}"' in answer.text
    kept = {name for name in TYPED if name not in (field, "password", "hamlets")}
    assert all(TYPED[name] in answer.text for name in kept)
    assert TYPED["password"] not in answer.text


def test_once_and_logged_in(empty: TestClient) -> None:
    link = token(empty)
    answer = empty.post("/setup", data={**TYPED, "token": link})
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/")
    people = empty.get("/office/people/new")
    assert "Long Trường 2" in text(people)
    assert text(people).count("Mỹ Phú") == 1
    assert empty.get("/setup", params={"token": link}).status_code == 404
    assert empty.post("/setup", data={**TYPED, "token": link}).status_code == 404
