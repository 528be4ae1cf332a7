"""Fixtures of the journeys: a real Chromium, real servers, and a watch on the content security policy."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.running import Running, demonstrate

CHROMIUM = "/usr/lib/chromium/chromium-headless-shell"
"""Chromium without the parts that draw its own windows: the same engine, a fifth less work."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys; each has contexts of its own."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration commune, made once and copied for each journey."""
    folder = tmp_path_factory.mktemp("demonstration") / "data"
    folder.mkdir()
    demonstrate(folder)
    return folder


@pytest.fixture
def server(tmp_path: Path, demonstration: Path) -> Iterator[Running]:
    """A server of the journey's own."""
    running = Running(tmp_path / "data", demonstration)
    yield running
    if running.process is not None and running.process.poll() is None:
        running.stop()


class Violations:
    """What the browser said against a page: policy violations and uncaught errors."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of the context, its workers' messages included."""
        context.on("console", lambda message: self._hear(message.text))
        context.on("weberror", lambda error: self.found.append(str(error.error)))

    def _hear(self, text: str) -> None:
        if re.search("content security policy|refused to|unsafe-", text, re.IGNORECASE):
            self.found.append(text)


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[[str], BrowserContext]]:
    """Makes contexts: `phone` or `desk`. At the end no page may have broken the policy or thrown."""
    violations = Violations()
    opened: list[BrowserContext] = []

    def make(kind: str) -> BrowserContext:
        phone = kind == "phone"
        context = browser.new_context(
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]  # two ints each
            has_touch=phone,
            is_mobile=phone,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        context.set_default_timeout(10_000)
        violations.watch(context)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert violations.found == []


@pytest.fixture
def phone(contexts: Callable[[str], BrowserContext]) -> Page:
    """A page on a phone."""
    return contexts("phone").new_page()


@pytest.fixture
def desk(contexts: Callable[[str], BrowserContext]) -> Page:
    """A page on the desk's PC."""
    return contexts("desk").new_page()
