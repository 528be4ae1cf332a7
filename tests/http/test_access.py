"""What every door has in common: a permission that is used, writes from this site only, the policy."""

from starlette.routing import Route

from server.domain.access import PERMISSIONS
from server.http.routes import routes
from tests.communes import Here


def office_routes() -> list[Route]:
    return [route for route in routes if isinstance(route, Route) and hasattr(route, "permission")]


def test_every_permission_guards_something() -> None:
    used = {getattr(route, "permission", None) for route in office_routes()}
    assert set(PERMISSIONS) - used <= {"review.flagged", "held.release"}


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
