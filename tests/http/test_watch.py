"""Each request is one line of the log, by its route; a failure is told of under the name that the asker is shown."""

import logging
from typing import Any, NoReturn

import pytest
import structlog
from structlog.testing import capture_logs

from server.http import watch
from server.http.office import items
from server.http.watch import new_name
from tests.communes import Here
from tests.http.asgi import Door, Sent
from tests.http.office import PAGE

SECRET = "Danh Thị Bí Mật"


@pytest.fixture(autouse=True)
def told_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other tests hear warnings only."""
    all_of_it = structlog.make_filtering_bound_logger(logging.INFO)
    monkeypatch.setattr(watch, "log", structlog.wrap_logger(None, wrapper_class=all_of_it))


def lines(here: Here, path: str, **asked: Any) -> tuple[Any, list[Any]]:
    """The answer to a request, and what the log has of it."""
    with capture_logs() as told:
        answer = here.client.get(path, **asked)
    return answer, told


def test_a_request_is_a_line_by_its_route(here: Here) -> None:
    here.log_in("clerk")
    (item,) = here.items(1)
    answer, told = lines(here, f"/office/items/{item}?q={SECRET}", headers=PAGE)
    (line,) = told
    assert answer.status_code == 200
    assert (line["method"], line["route"], line["status"]) == ("GET", "/office/items/{id}", 200)
    assert line["bytes"] > 500
    assert line["ms"] > 0
    assert item not in str(line)
    assert SECRET not in str(line)


@pytest.mark.parametrize("path", ["/khong-co/Danh%20Th%E1%BB%8B", "/office/khong-co"])
def test_what_no_route_answers_has_no_address_either(here: Here, path: str) -> None:
    _, told = lines(here, path)
    assert [(line["route"], line["status"]) for line in told] == [("-", 404)]


def test_a_method_that_is_none(here: Here) -> None:
    door = Door(here.app)
    with capture_logs() as told:
        door.ask(Sent(SECRET, "/office/"))
    door.close()
    assert told[0]["method"] == "OTHER"


class TestAFailure:
    """A defect, and a store that takes nothing."""

    @pytest.fixture(autouse=True)
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: Any) -> NoReturn:
            raise KeyError(SECRET)

        monkeypatch.setattr(watch, "new_name", lambda: "K7QF-2M9D")
        monkeypatch.setattr(items, "listing", fail)

    def test_is_named_to_who_reads_a_page(self, here: Here) -> None:
        here.log_in("clerk")
        answer, told = lines(here, "/office/items", headers=PAGE)
        assert answer.status_code == 500
        assert "K7QF-2M9D" in answer.text
        assert answer.headers["content-security-policy"]
        assert [line["event"] for line in told] == ["request failed", "request"]
        assert told[1]["status"] == 500
        assert told[1]["bytes"] == len(answer.content)

    def test_is_named_to_a_program(self, here: Here) -> None:
        here.log_in("clerk")
        assert here.client.get("/office/items", headers={"accept": "*/*"}).json()["request"] == "K7QF-2M9D"

    def test_a_refusal_needs_no_name(self, here: Here) -> None:
        assert "request" not in here.client.get("/khong-co").json()


def test_names_are_easily_told_apart() -> None:
    names = {new_name() for _ in range(1000)}
    assert len(names) == 1000
    assert not any(letter in name for name in names for letter in "01OIL U")
