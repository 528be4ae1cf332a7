"""The phone's figures in real Chromium: bytes and requests of a first visit, taps with the page slowed 6x, saving."""

import gzip
import re
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect, sync_playwright

from server.actions import people, rounds
from server.actions.desk import Act, new_id
from server.app import now, open_store
from server.domain.items import Item, What
from server.domain.people import Person
from server.settings import Settings
from server.store.port import Unit
from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.browser.hands import accept, enrol_at, sign, stops, today
from tests.browser.running import ROOT, Running, demonstrate

SLOWED = 6
TAPS = 15
SAVES = 7
ROWS = 50


def measure() -> dict[str, str]:
    """Figure → value, as text."""
    with tempfile.TemporaryDirectory(prefix="tannha-bench-") as folder, sync_playwright() as playwright:
        demonstration = Path(folder) / "demonstration"
        demonstration.mkdir()
        demonstrate(demonstration)
        code = fifty_rows(demonstration)
        server = Running(Path(folder) / "data", demonstration)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            return worker_size() | first_visit(browser, server) | taps(browser, server, code)
        finally:
            browser.close()
            server.stop()


def fifty_rows(data: Path) -> str:
    """A deliverer with two bags of 25 items; the code for a phone."""
    store = open_store(Settings(data=data))

    def fill(unit: Unit) -> str:
        admin = unit.find(Person, "role", "admin")[0]

        def act() -> Act:
            return Act(admin, now(), new_id())

        person = people.add_person(unit, act(), name="Người Giao Năm Mươi", role="hamlet_head")
        for _ in range(2):
            items = [new_id() for _ in range(ROWS // 2)]
            for place, id_ in enumerate(items):
                name = f"Nguyễn Thị Thử {place}"
                unit.put(
                    Item(id=id_, name=name, birth="1941", way="nhà sau chùa", what=What("health_card", "Thẻ BHYT"))
                )
            rounds.pack(unit, act(), person.id, "2026-12-31", items)
        return people.invite(unit, act(), person.id)[0]

    code = store.submit(fill).result()
    store.close()
    return code


def worker_size() -> dict[str, str]:
    """The worker and its two further scripts as they travel."""
    files = {name: (ROOT / "static" / "build" / f"{name}.js").read_bytes() for name in ("worker", "screens", "writing")}
    sizes = {name: len(gzip.compress(content, 9)) for name, content in files.items()}
    return {f"{name} script, minified and gzipped": f"{size / 1000:.1f} KB" for name, size in sizes.items()}


@contextmanager
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has never been here."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield context
    context.close()


def first_visit(browser: Browser, server: Running) -> dict[str, str]:
    """Everything that crosses the wire until the enrolment can be tapped and the worker holds its shell."""
    with fresh(browser) as context:
        page = context.new_page()
        answers: list[str] = []
        # What the worker answers crosses no wire.
        context.on("response", lambda given: None if given.from_service_worker else answers.append(given.url))
        began = time.perf_counter()
        page.goto(server.url + server.invitation())
        expect(page.get_by_role("button", name="Nhận máy")).to_be_visible()
        took = time.perf_counter() - began
        page.wait_for_timeout(2500)
        everything = sum(len(part) for part in wire(server, set(answers)))
    return {
        "first visit: bytes over the wire, gzip, worker and its shell included": f"{everything / 1024:.0f} KB",
        "first visit: requests": f"{len(answers)}",
        "first visit: until it can be used (not slowed)": f"{took * 1000:.0f} ms",
    }


def wire(server: Running, urls: set[str]) -> Iterator[bytes]:
    """Each distinct file as it travels: a worker's own requests are not seen by the page's tools."""
    for url in sorted(url for url in urls if url.startswith(server.url) and "/sync" not in url):
        request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip", "Accept": "*/*"})
        with urllib.request.urlopen(request) as answer:
            yield answer.read()


def taps(browser: Browser, server: Running, code: str) -> dict[str, str]:
    """Tap to new screen with 50 rows, tap on save to durable, start without network; the page slowed 6 times."""
    with fresh(browser) as context:
        page = context.new_page()
        enrol_at(page, f"{server.url}/field/enrol#{code}")
        accept(page)
        today(page, server)
        accept(page)
        tools = context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        context.set_offline(True)
        there = [tap_to_list(page, server) for _ in range(TAPS)]
        saved = [save(page, server, tools) for _ in range(SAVES)]
        starts = [start(page, server) for _ in range(5)]
        tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return {
        f"tap to new screen, {ROWS} rows, page slowed {SLOWED}x": median(there),
        f"'Lưu xác nhận' to 'Đã lưu trên máy' on the screen, durable, page slowed {SLOWED}x": median(saved),
        f"start without network, page slowed {SLOWED}x": median(starts),
    }


WATCH = """([selector, text]) => new Promise((done) => {
  const began = performance.now();
  const parts = () => [...document.querySelectorAll("h1, [role=status], main")];
  const there = () => parts().some((part) => part.textContent.includes(text));
  const painted = () => done(performance.now() - began);
  const look = () => requestAnimationFrame(there() ? painted : look);
  document.querySelector(selector).click();
  look();
})"""
"""Clicks and waits, inside the page, until the words are there and painted."""


def tap_to_list(page: Page, server: Running) -> float:
    """From Mine to Today with its rows."""
    page.goto(f"{server.url}/field/mine")
    page.wait_for_timeout(300)
    return float(page.evaluate(WATCH, ["nav a[href='/field/']", "Hôm nay, còn"]))


def save(page: Page, server: Running, tools: CDPSession) -> float:
    """One delivery; only the save is timed."""
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    today(page, server)
    path = stops(page).filter(has_text="Chưa trả").first.get_attribute("href") or ""
    page.goto(f"{server.url}{path}/deliver")
    page.get_by_text(re.compile("^Chính ")).first.click()
    sign(page)
    page.wait_for_timeout(400)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return float(page.evaluate(WATCH, ["button[type=submit]", "Đã lưu trên máy"]))


def start(page: Page, server: Running) -> float:
    """From nothing to Today, all of it out of the phone."""
    page.goto("about:blank")
    began = time.perf_counter()
    today(page, server)
    return (time.perf_counter() - began) * 1000


def median(times: list[float]) -> str:
    """As text."""
    return f"{statistics.median(times):.0f} ms"
