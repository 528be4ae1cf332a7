"""Every route against every role, both ways: the table of domain/access.py is what the doors really do."""

import re

import pytest
from starlette.routing import Route

from server.domain.access import PERMISSIONS, may
from server.domain.people import ROLES
from server.http.routes import routes
from tests.communes import Here

OPEN = {
    "/sync",
    "/sync/enrol",
    "/sync/files/{name}",
    "/health",
    "/setup",
    "/office/login",
    "/office/logout",
    "/office/language",
    "/",
    "/q/calendar/{token}.ics",
    "/q/{id}",
    "/y/cam-on",
    "/y/{token}",
    "/tra-cuu",
    "/so-tay",
    "/so-tay/{code}",
    "/gop-y",
    "/gop-y/theo-doi",
    "/field",
    "/field/worker.js",
    "/field/screens.js",
    "/field/writing.js",
    "/field/{path:path}",
    "/manifest.webmanifest",
}
"""What needs no log-in: the phone's files, the sync endpoint with its tokens, the doors, the public pages."""


def office_routes() -> list[Route]:
    return [route for route in routes if isinstance(route, Route) and hasattr(route, "permission")]


def test_every_route_is_guarded_or_meant_to_be_open() -> None:
    unguarded = {route.path for route in routes if isinstance(route, Route) and not hasattr(route, "permission")}
    assert unguarded == OPEN


def test_every_permission_guards_something() -> None:
    used = {getattr(route, "permission", None) for route in office_routes()}
    assert set(PERMISSIONS) - used <= {"review.flagged", "held.release"}


@pytest.mark.parametrize("role", [*ROLES, None])
def test_who_comes_in(here: Here, role: str | None) -> None:
    if role is not None:
        here.log_in(role)
    for route in office_routes():
        if route.path == "/office/live":
            continue  # answers for ever to who may; its guard is the same function
        permission: str = route.permission  # type: ignore[attr-defined]
        for method in sorted((route.methods or set()) - {"HEAD"}):
            path = re.sub(r"{\w+}", "x", route.path)
            assert "{" not in path, path
            answer = here.client.request(method, path, headers={"Accept": "text/html"})
            place = (role, method, route.path, answer.status_code)
            if role is None:
                expected = answer.status_code == 303 if method == "GET" else answer.status_code == 401
                assert expected, place
            elif may(role, permission):  # type: ignore[arg-type]
                assert answer.status_code not in (401, 403, 500), place
            else:
                assert answer.status_code == 403, place


def test_a_write_from_another_site_is_refused(here: Here) -> None:
    here.log_in("admin")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        answer = here.client.post("/office/people/new", headers=headers)
        assert (answer.status_code, answer.json()["problem"]["code"]) == (403, "cross_site")


def test_every_answer_carries_the_policy(here: Here) -> None:
    for path in ("/", "/office/login", "/field/", "/nothing", "/health", "/static/build/field.css"):
        headers = here.client.get(path, headers={"Accept": "text/html"}).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
