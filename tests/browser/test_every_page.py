"""Each page of the office and of the public, over the demonstration: axe finds no violation by day or by night; nothing
lies beside a window of 320 px, nor of a desk's screen with text twice as large. Themes and languages take turns."""

from playwright.sync_api import Page

from tests.browser.everywhere import START, pages_there_are, walk
from tests.browser.eyes import ALL_LOOKS, AXE, FEW_ROWS, at_width, violations
from tests.browser.hands import log_in
from tests.browser.running import Running

APART = {
    "/office/login": "nobody is logged in there: test_axe.py",
    "/office/subjects/{id}": "made by a form",
    "/office/subjects/{id}/print": "as above",
    "/setup": "a commune that is not there yet",
    "/office/citizens": "a part of a page",
    "/office/admin/set-up/file": "a file",
    "/office/files/{id}": "a photo",
    "/office/outreach/leaflets/print": "what was ticked in a form",
    "/office/import/{id}": "a file that was just sent",
    "/office/items/{id}/condition": "a paper of class D1, which the demonstration has not",
    "/office/people/{id}/invite": "made by a form",
    "/office/review/{event}": "needs a confirmation that waits: test_axe.py",
    "/office/review/{event}/conflict": "as above",
    "/office/review/{event}/erase": "as above",
    "/office/voice/calls/{id}": "made by a form",
    "/q/{id}": "leads on to another page",
    "/y/cam-on": "after a form: test_public.py",
    "/y/{token}": "on a paper: test_public.py",
}
"""What no link leads to, or is no page, and why."""


def found_on(page: Page, address: str, dark: bool) -> list[str]:
    """What is wrong with the page as it stands; in both themes where all looks are wanted."""
    page.evaluate("scrollTo(0, 0)")
    found = at_width(page, address, 320, 800) + at_width(page, address, 1280, 800, "200%")
    if not ALL_LOOKS:
        page.evaluate(FEW_ROWS)
    for theme in ("light", "dark") if ALL_LOOKS else (("light", "dark")[dark],):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        found += violations(page, f"{address} {theme}", targets=True)
    page.emulate_media(color_scheme="light")
    return found


def speak(page: Page, locale: str) -> None:
    """In that language from now on."""
    page.context.add_cookies([{"name": "language", "value": locale, "url": page.url}])


def test_every_page(server: Running, desk: Page) -> None:
    desk.add_init_script(AXE)
    log_in(desk, server, "admin")
    known: set[str] = set()
    found: list[str] = []
    for place, address in enumerate(walk(desk, server.url, (*START, "/office/subjects?q=danh"), known)):
        found += found_on(desk, address, dark=place // 2 % 2 == 1)
        speak(desk, "vi" if place % 2 else "en")
        if ALL_LOOKS:
            desk.goto(server.url + address)
            found += found_on(desk, address, dark=False)
    assert found == []
    missed = pages_there_are() - known - set(APART)
    assert [one for one in missed if "/print/" not in one] == []
