"""Bad input at every door of the office: a clear answer, never a 500, and nothing stored by halves."""

from typing import Any

import pytest
from starlette.routing import Route

from server.http.routes import routes
from tests.communes import Here
from tests.http.test_access import office_routes

LONG = "x" * 100_000
FIELDS = [
    "name",
    "username",
    "password",
    "role",
    "hamlet",
    "union",
    "phone",
    "deliverer",
    "due",
    "items",
    "reason",
    "to",
    "why",
    "language",
    "upload",
    "next",
    "note",
    "q",
    "page",
    "state",
    "batch",
    "province",
    "office",
    "hamlets",
    "admin_name",
    "token",
    "event_id",
]

BODIES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "json": {"json": {"name": ["x"]}},
    "rubbish": {"content": b"\xff\xfe\x00%%%==&&;;"},
    "long": {"data": dict.fromkeys(FIELDS, LONG[:5000])},
    "zeros": {"data": dict.fromkeys(FIELDS, "\x00\ud7ff💥'\"><script>")},
    "a broken multipart": {
        "content": b"--b\r\nContent-Disposition: form-data; name=",
        "headers": {"Content-Type": "multipart/form-data; boundary=b"},
    },
    "files where text belongs": {"files": dict.fromkeys(FIELDS[:5], ("x.bin", b"\x00\x01"))},
    "too many fields": {"data": {f"field{place}": "x" for place in range(3000)}},
    "a wrong charset": {
        "content": "name=Nguyễn".encode("utf-16"),
        "headers": {"Content-Type": "application/x-www-form-urlencoded; charset=utf-16"},
    },
}


def posts() -> list[str]:
    found = {route.path for route in office_routes() if "POST" in (route.methods or set())}
    return sorted(found | {"/office/login", "/office/logout", "/office/language", "/setup"})


@pytest.mark.parametrize("kind", BODIES)
def test_posts(here: Here, kind: str) -> None:
    item = here.items(1)[0]
    round_ = here.round(here.items(1))
    device = here.phone().device
    for path in posts():
        here.log_in("admin")
        sent = BODIES[kind]
        ids = ("x", item, round_.id, here.people["clerk"].id, device, "%00", "../x", "💥")
        for id_ in ids if len(sent.get("data", {})) < 1000 else ids[:2]:
            where = path.replace("{id}", id_).replace("{event}", id_).replace("{hash}", id_)
            headers = {"Accept": "text/html", **sent.get("headers", {})}
            answer = here.client.post(where, **{**sent, "headers": headers})
            assert answer.status_code < 500, (path, kind, answer.text[:300])
            if "{" not in path:
                break


@pytest.mark.parametrize(
    "query",
    [
        "?page=-1",
        "?page=abc",
        "?page=999999999999",
        "?state=zzz&hamlet=%00&q=%F0%9F%92%A5",
        "?q=" + "x" * 3000,
        "?tab=%",
    ],
)
def test_gets(here: Here, query: str) -> None:
    here.items(3)
    here.log_in("admin")
    for route in routes:
        if isinstance(route, Route) and "GET" in (route.methods or set()) and route.path != "/office/live":
            path = route.path
            for name in ("{id}", "{event}", "{hash}", "{path:path}"):
                path = path.replace(name, "x")
            answer = here.client.get(path + query, headers={"Accept": "text/html"})
            assert answer.status_code < 500, (route.path, query, answer.text[:300])


def test_an_upload_over_the_cap_is_refused(here: Here) -> None:
    here.log_in("clerk")
    files = {"file": ("the.xlsx", b"x" * (10 * 1024 * 1024 + 10))}
    answer = here.client.post("/office/import", files=files, headers={"Accept": "text/html"})
    assert answer.status_code == 413


def test_a_failure_of_ours_is_a_sentence(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here.log_in("clerk")
    monkeypatch.setattr(type(here.store), "read", lambda self: 1 / 0)
    answer = here.client.get("/health")
    assert (answer.status_code, answer.json()["problem"]["code"]) == (500, "internal")
    assert "Traceback" not in answer.text
