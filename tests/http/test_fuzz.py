"""Whatever anybody sends to any route is answered by a page or the house's problem; no role comes in by confusion.

`make test` sends a few requests to each route, `make fuzz` (TANNHA_TEST_EXAMPLES) many. Each run says how many.
"""

import json
import os
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.routing import Mount, Route

from server.domain.access import may
from server.domain.people import ROLES, Role
from server.http.public import look_up
from server.http.routes import routes
from sync.messages import APP
from tests.http.asgi import Answer, Sent
from tests.http.hostile import requests
from tests.http.walk import BROWSER, ENDLESS, Walk, route_of
from tests.http.whole import Whole

EXAMPLES = int(os.environ.get("TANNHA_TEST_EXAMPLES", "4"))
"""Requests to each route."""
START = ("/", "/office/", "/field/", "/tra-cuu", "/so-tay", "/gop-y", "/office/login")
LEAVING = ("/office/logout",)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The demonstration, whose look-up does not wait before it answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(look_up, "PAUSE", 0.0)
        commune = Whole(tmp_path_factory.mktemp("whole") / "data")
        yield commune
        commune.close()


@pytest.fixture(scope="module")
def walks(whole: Whole) -> dict[Role, Walk]:
    """What each role that has the office sees by following links."""
    each: dict[Role, int] = {"clerk": 1, "supervisor": 1, "admin": 2}
    return {role: Walk(whole.door, whole.cookies(role), most).go(*START) for role, most in each.items()}


def sound(sent: Sent, answer: Answer) -> None:
    """The answer is a page or the house's problem, whatever was sent."""
    assert answer.error is None, (sent, answer.error)
    assert 200 <= answer.status < 500, (sent, answer.status, answer.text[:300])
    assert "default-src 'none'" in answer.headers["content-security-policy"], sent
    assert "Traceback" not in answer.text, sent
    kind = answer.headers.get("content-type", "")
    if answer.status >= 400 and sent.method != "HEAD" and "html" not in kind:
        told = json.loads(answer.body)
        assert told["app"] == APP, sent
        assert {"code", "text", "text_en", "field"} <= set(told["problem"]), sent
    if answer.status >= 400 and sent.path.startswith("/sync"):
        assert "json" in kind, sent


def shut(role: Role | None, sent: Sent, answer: Answer) -> None:
    """Who may not, did not come in."""
    route = route_of(unquote(urlsplit(sent.path).path, errors="replace"), sent.method)
    permission = getattr(route, "permission", None)
    if permission is None or (role is not None and may(role, permission)):
        return
    asked_to_log_in = answer.status == 303 and answer.headers["location"].startswith("/office/login")
    assert answer.status in (401, 403) or asked_to_log_in, (role, sent, answer.status)


def test_every_route(whole: Whole, walks: dict[Role, Walk]) -> None:
    known = sorted({part for url in walks["admin"].answers for part in urlsplit(url).path.split("/") if part})
    before, failed = whole.door.sent, list[str]()
    for route in routes:
        assert isinstance(route, (Route, Mount))
        if route.path == ENDLESS:
            continue
        form = walks["admin"].forms.get(("POST", route.path))
        drawn = requests(route, known, form.fields if form else ())

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize="TANNHA_TEST_EXAMPLES" not in os.environ,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(drawn, st.sampled_from([*ROLES, "admin", "clerk", None]))
        def send(sent: Sent, role: Role | None) -> None:
            whole.mend()
            answer = whole.door.ask(sent, whole.cookies(role))
            sound(sent, answer)
            shut(role, sent, answer)

        try:
            send()
        except AssertionError as error:
            failed.append(f"{route.path}: {str(error)[:600]}")
    print(f"fuzz: {whole.door.sent - before} requests, {whole.door.failures} failures")
    assert failed == [], "\n".join(failed)
    assert whole.door.failures == 0


def test_no_page_shows_a_door_that_is_shut(walks: dict[Role, Walk]) -> None:
    for role, walk in walks.items():
        assert walk.shut == [], role
        bad = {url: answer.status for url, answer in walk.answers.items() if answer.status >= 400}
        assert bad == {}, role
        assert len(walk.answers) > 150, "a walk that finds nothing proves nothing"


def test_every_form_of_every_page(whole: Whole, walks: dict[Role, Walk]) -> None:
    before = whole.door.sent
    for role, walk in walks.items():
        for form in walk.forms.values():
            if urlsplit(form.action).path in LEAVING:
                continue
            whole.mend()
            answer = walk.submit(form)
            sent = Sent(form.method, form.action)
            sound(sent, answer)
            shut(role, sent, answer)
    print(f"forms: {whole.door.sent - before} requests, {whole.door.failures} failures")


def test_with_the_addresses_and_forms_of_another(whole: Whole, walks: dict[Role, Walk]) -> None:
    before = whole.door.sent
    others: list[Role | None] = [*ROLES, None]
    for owner, walk in walks.items():
        for role in others:
            if role == owner:
                continue
            confused = Walk(whole.door, whole.cookies(role))
            for url in walk.answers:
                if not _allowed(role, url, "GET"):
                    parts = urlsplit(url)
                    sent = Sent("GET", parts.path, parts.query.encode(), BROWSER)
                    shut(role, sent, whole.door.ask(sent, confused.cookies))
            for form in walk.forms.values():
                if not _allowed(role, form.action, form.method):
                    answer = confused.submit(form)
                    shut(role, Sent(form.method, form.action), answer)
    print(f"confused: {whole.door.sent - before} requests")
    assert whole.door.sent - before > 1000


def _allowed(role: Role | None, url: str, method: str) -> bool:
    permission = getattr(route_of(urlsplit(url).path, method), "permission", None)
    return permission is None or (role is not None and may(role, permission))
