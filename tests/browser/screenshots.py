"""Pictures of every page of the office and the public, to be looked at: `python -m tests.browser.screenshots FOLDER`.

Each on a desk's screen, in the dark theme, at 360 px, and at 320 px with letters of twice the size."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, DESK, FLAGS
from tests.browser.everywhere import START, walk
from tests.browser.eyes import TWICE
from tests.browser.hands import log_in
from tests.browser.running import Running, demonstrate


def pictures(page: Page, path: Path) -> None:
    """One page in its four looks; `path` is without an ending."""
    page.screenshot(path=f"{path}-desk.png")
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=f"{path}-dark.png")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 740})
    page.screenshot(path=f"{path}-360.png")
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate(TWICE)
    page.screenshot(path=f"{path}-320.png")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]  # two ints


def main(folder: Path) -> None:
    """All of them, over a demonstration of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        demonstration = Path(scratch) / "demonstration"
        demonstration.mkdir()
        demonstrate(demonstration)
        server = Running(Path(scratch) / "data", demonstration)
        try:
            page = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS).new_page()
            page.set_viewport_size(DESK)  # type: ignore[arg-type]  # two ints
            log_in(page, server, "admin")
            for place, address in enumerate(walk(page, server.url, START, set())):
                name = address.partition("?")[0].strip("/").replace("/", "_")[:60] or "front"
                pictures(page, folder / f"{place:03}-{name}")
        finally:
            server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
