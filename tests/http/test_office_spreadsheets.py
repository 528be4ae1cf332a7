"""Every list of the office as a file: the same rows as on the screen, for whoever may read the list and nobody else."""

import asyncio
import threading
from typing import Any

import pytest
from starlette.routing import Route
from starlette.types import Message

from server.documents.sheets import read_table
from server.http.office import routes, spreadsheet
from tests.communes import Here
from tests.http.office import confirmed

FILES = ("/office/items.xlsx", "/office/review.xlsx", "/office/people.xlsx", "/office/devices.xlsx")
EVERY = [path for route in routes if isinstance(route, Route) and (path := route.path).endswith(".xlsx")]


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_opens(here: Here, path: str) -> None:
    confirmed(here, 3)
    assert here.client.get(path, headers={"Accept": "text/html"}).status_code == 303
    here.log_in("clerk")
    answer = here.client.get(path + ("?state=all" if "items" in path else ""))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    (sheet,) = read_table(answer.content, "list.xlsx").sheets
    head, *rows = sheet.rows
    assert len(rows) >= (1 if "devices" in path else 3)
    assert all(head)


def test_every_list_has_its_file(here: Here) -> None:
    confirmed(here, 3)
    here.log_in("admin")
    asked = [path for path in EVERY if "{" not in path]
    assert len(asked) > 15
    for path in asked:
        answer = here.client.get(path)
        assert (answer.status_code, answer.content[:2]) == (200, b"PK"), path


def test_a_file_is_made_beside_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    made, sent = [], list[Message]()

    def slowly(sheets: dict[str, list[dict[str, Any]]]) -> bytes:
        made.append((threading.get_ident(), sheets["Tên"]))
        return b"PK"

    async def send(message: Message) -> None:
        sent.append(message)

    monkeypatch.setattr(spreadsheet, "as_book", slowly)
    answer = spreadsheet.Spreadsheet({"Tên": ({"Tên": name} for name in ("Một", "Hai"))}, {})
    asyncio.run(answer({"type": "http"}, receive=None, send=send))  # type: ignore[arg-type]  # nothing is received
    ((thread, rows),) = made
    assert thread != threading.get_ident()
    assert rows == [{"Tên": "Một"}, {"Tên": "Hai"}]
    assert (b"content-length", b"2") in sent[0]["headers"]
    assert sent[1]["body"] == b"PK"
