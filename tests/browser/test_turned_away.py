"""Browsers in which the app would not work are told so, with the way out, before the invitation is used."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.browser.conftest import PHONE
from tests.browser.eyes import violations
from tests.browser.running import Running

APPS = {
    "Zalo": ("Mozilla/5.0 (Linux; Android 10) Chrome/120.0 Mobile Safari/537.36 Zalo android/24010", "Chrome"),
    "Facebook": ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Mobile/15E148 [FBAN/FBIOS;FBAV/450.0]", "Safari"),
    "Messenger": ("Mozilla/5.0 (Linux; Android 12) Chrome/120.0 Mobile Safari/537.36 Messenger/450", "Chrome"),
}


@pytest.mark.parametrize("app", APPS)
def test_inside_another_app(server: Running, browser: Browser, app: str) -> None:
    agent, outside = APPS[app]
    context = browser.new_context(viewport=PHONE, user_agent=agent)  # type: ignore[arg-type]  # two ints
    page = context.new_page()
    page.goto(server.url + server.invitation())
    expect(page.get_by_role("heading", name=f"Hãy mở bằng {outside}")).to_be_visible()
    expect(page.get_by_role("listitem").first).to_contain_text(app)
    expect(page.get_by_text("Mã mời vẫn còn nguyên.")).to_be_visible()
    assert violations(page, app) == []
    context.close()


def test_too_old(server: Running, contexts: Callable[[str], BrowserContext]) -> None:
    """A browser that knows neither the colours nor the script of the app: it shows what the server sends."""

    def of_then(route: Route) -> None:
        route.fulfill(body=route.fetch().text().replace("color-mix(in oklab", "unknown(in oklab"))

    page = contexts("phone").new_page()
    page.route("**/field.css", of_then)
    page.route("**/field.js", lambda route: route.abort())
    page.goto(f"{server.url}/field/enrol")
    expect(page.get_by_role("heading", name="Trình duyệt này quá cũ")).to_be_visible()
    expect(page.get_by_text("Đang mở Tận Nhà")).to_be_hidden()
    assert violations(page, "too old") == []
