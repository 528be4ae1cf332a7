"""Every route against every caller, both ways: what the table says is what the doors do, at once after a change."""

import re
import threading
from collections.abc import Callable

import pytest
from httpx2 import Response

from server.actions.devices import revoke
from server.actions.people import change_person, set_password
from server.domain.people import Session
from tests.communes import Here, bearer
from tests.http.access_matrix import CALLERS, FILE, HIDDEN, ONCE, TOKENS, Answer, rows, table
from tests.phones import Phone

ENDLESS = "/office/live"
"""Answers for ever to who may; its guard is the same function, and a test of its own is below."""

LEAVING = {"/office/logout", "/office/account/leave"}
"""What ends the caller's own log-in."""


def test_the_table_that_is_kept_is_today_s() -> None:
    """A new route must be placed: `python -m tests.http.access_matrix` writes the table anew, and it is read then."""
    assert FILE.read_text("utf-8") == table()


def test_each_row_is_there_once() -> None:
    doors = [(row.method, row.path) for row in rows()]
    assert len(doors) == len(set(doors))


def calling(here: Here, caller: str) -> tuple[Callable[[], None], dict[str, str]]:
    """How this caller logs in, and his headers."""
    if caller in TOKENS:
        phone: Phone = here.phone()
        if caller == "revoked":
            here.do(lambda unit: revoke(unit, here.act(), phone.device, "mất máy"))
        token = phone.send if caller == "send token" else phone.token
        return here.client.cookies.clear, {"Authorization": f"Bearer {token}"}
    return (here.client.cookies.clear if caller == "nobody" else lambda: here.log_in(caller)), {}


def answered(answer: Response) -> Answer:
    """What a door did."""
    if answer.status_code == 303 and answer.headers["location"].startswith("/office/login?next="):
        return "log in"
    said = answer.content and "json" in answer.headers.get("content-type", "")
    problem = answer.json().get("problem", {}).get("code", "") if said else ""
    if answer.status_code == 401 and (problem in ("login_needed", "unknown_token") or not answer.content):
        return "log in"
    return "no" if answer.status_code == 403 else "in"


@pytest.mark.parametrize("caller", CALLERS)
def test_the_doors_do_what_the_table_says(here: Here, caller: str) -> None:
    enter, headers = calling(here, caller)
    enter()
    wrong = []
    for row in rows():
        expected = row.answers[CALLERS.index(caller)]
        if row.path == ENDLESS and expected == "in":
            continue
        path = re.sub(r"{\w+(:path)?}", "x", row.path)
        answer = here.client.request(row.method, path, headers=headers)
        done: Answer = "gone" if row.path in ONCE | HIDDEN and answer.status_code == 404 else answered(answer)
        if done != expected or answer.status_code >= 500:
            wrong.append((row.method, row.path, answer.status_code, done, expected))
        if row.path in LEAVING:
            enter()
    assert wrong == []


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_no_other_method_gets_round_a_guard(here: Here, method: str) -> None:
    here.log_in("volunteer")
    doors = {(row.method, row.path) for row in rows()}
    for _, path in sorted(doors):
        if (method, path) not in doors and path.startswith("/office/"):
            answer = here.client.request(method, re.sub(r"{\w+}", "x", path))
            assert answer.status_code in (403, 404, 405), (method, path, answer.status_code)


class TestAtOnce:
    """What an administrator changes about a person holds for what that person has open."""

    def test_a_role(self, here: Here) -> None:
        here.log_in("clerk")
        assert here.client.get("/office/people").status_code == 200
        here.do(lambda unit: change_person(unit, here.act(), here.people["clerk"].id, role="volunteer"))
        assert here.client.get("/office/people").status_code == 403
        assert here.client.post("/office/rounds/new").status_code == 403
        here.do(lambda unit: change_person(unit, here.act(), here.people["clerk"].id, role="supervisor"))
        assert here.client.get("/office/people").status_code == 200

    def test_leaving(self, here: Here) -> None:
        here.log_in("clerk")
        here.do(lambda unit: change_person(unit, here.act(), here.people["clerk"].id, active=False))
        assert answered(here.client.get("/office/people")) == "log in"
        assert answered(here.client.post("/office/rounds/new")) == "log in"

    def test_a_password(self, here: Here) -> None:
        here.log_in("clerk")
        here.do(lambda unit: set_password(unit, here.act(), here.people["clerk"].id, "mat-khau-khac"))
        assert answered(here.client.get("/office/people")) == "log in"

    def test_a_phone_of_who_leaves(self, here: Here) -> None:
        items = here.items(1)
        here.round(items)
        phone, volunteers = here.phone(), here.phone("volunteer")
        assert any(change["type"] == "item" for change in here.turn(phone)["changes"])
        here.log_in("admin")
        id_ = here.people["hamlet_head"].id
        edited = here.client.post(f"/office/people/{id_}/edit", data={"name": "Người Đã Nghỉ", "role": "hamlet_head"})
        assert edited.status_code == 303
        event = phone.write("attempt.failed", items[0], {"reason": "absent", "next": None, "note": ""})
        answer = here.turn(phone, event, cursor=None)
        assert (answer["orders"], answer["changes"]) == (["wipe"], [])
        assert [row["code"] for row in answer["receipts"]] == ["revoked"], "handed over, and it waits for a person"
        assert here.turn(volunteers)["orders"] == []

    def test_news(self, here: Here) -> None:
        """An open stream of news ends with the session of who listens."""
        here.log_in("clerk")
        done: list[Response] = []
        listener = threading.Thread(target=lambda: done.append(here.client.get(ENDLESS)))
        listener.start()
        while not here.app.state.hub.listening:
            listener.join(0.01)
        assert listener.is_alive()
        with here.store.read() as view:
            sessions = view.find(Session, "person", here.people["clerk"].id)
        for session in sessions:
            here.do(lambda unit, one=session: unit.remove(Session, one.id))  # type: ignore[misc]
        here.items(1)
        listener.join(20)
        assert not listener.is_alive()
        assert b"changed" not in done[0].content


def test_a_phone_s_token_is_no_session_and_a_session_no_token(here: Here) -> None:
    phone = here.phone("clerk")
    here.client.cookies.set("tannha", phone.token)
    assert answered(here.client.get("/office/")) == "log in"
    here.log_in("admin")
    session = here.client.cookies.get("tannha")
    assert answered(here.client.post("/sync", headers={"Authorization": f"Bearer {session}"})) == "log in"
    assert here.client.post("/sync", json=phone.request(), headers=bearer(phone)).status_code == 200
