"""Papers as they come out of a printer: how many pages, nothing beyond the margins, a foot on each, no bar."""

import re

import pytest
from playwright.sync_api import Page, expect

from server.app import open_store
from server.domain.dossiers import Dossier
from server.domain.people import Person
from server.settings import Settings
from tests import dossier_samples as samples
from tests.browser.hands import log_in
from tests.browser.running import Running

PAGES = {
    "full": {
        "receipt-appointment": 2,
        "supplement-request": 1,
        "supplement-request?large=1": 1,
        "rejection": 1,
        "apology-extension": 1,
        "stop-notice": 1,
        "control-slip": 1,
        "delivery-receipt": 1,
    },
    "bare": {"receipt-appointment": 2, "control-slip": 1},
    "long": {
        "receipt-appointment": 4,
        "supplement-request": 1,
        "supplement-request?large=1": 2,
        "rejection": 1,
        "apology-extension": 1,
        "stop-notice": 1,
        "control-slip": 1,
        "delivery-receipt": 1,
    },
    "many": {"receipt-appointment": 4, "supplement-request": 2, "stop-notice": 2},
}
"""Kind of dossier → paper → pages; the receipt is printed in two copies, each from a page of its own on."""
TEXT_WIDTH = 624
"""CSS pixels between the margins of an A4 page: 210 − 30 − 15 mm."""
BEYOND = """() => {
  const sheet = document.querySelector(".paper-page").getBoundingClientRect();
  return [...document.querySelectorAll(".paper-page *")]
    .filter((one) => !one.closest("svg") && one.getBoundingClientRect().right > sheet.right + 1)
    .map((one) => one.outerHTML.slice(0, 80));
}"""
"""What reaches beyond the right margin."""


def put_dossiers(server: Running) -> dict[str, str]:
    """The samples in the server's store, while it is down; kind → id."""
    server.stop()
    store = open_store(Settings(data=server.folder))
    with store.read() as view:
        clerk = next(one for one in view.find(Person, "role", "clerk") if one.username)
    made: dict[str, Dossier] = {kind: getattr(samples, kind)(clerk.id) for kind in ("full", "bare", "long", "many")}
    for dossier in made.values():
        store.submit(lambda unit, dossier=dossier: unit.put(dossier)).result()  # type: ignore[misc]
    store.close()
    server.start()
    return {kind: dossier.id for kind, dossier in made.items()}


def pages(page: Page) -> int:
    """How many pages a printer would make of it."""
    return len(re.findall(rb"/Type\s*/Page(?!s)", page.pdf(prefer_css_page_size=True)))


def beyond(page: Page, width: int = TEXT_WIDTH) -> list[str]:
    """What does not fit between the margins when printed."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(BEYOND)
    expect(page.locator(".paper-bar")).to_be_hidden()
    expect(page.locator(".paper-foot")).to_be_hidden()
    page.emulate_media(media="null")
    return found


def test_every_paper_of_a_dossier(server: Running, desk: Page) -> None:
    ids = put_dossiers(server)
    log_in(desk, server, "clerk")
    for kind, papers in PAGES.items():
        for paper, count in papers.items():
            answer = desk.goto(f"{server.url}/office/dossiers/{ids[kind]}/print/{paper}")
            assert answer is not None
            assert answer.status == 200, (kind, paper)
            assert (kind, paper, pages(desk)) == (kind, paper, count)
            assert beyond(desk) == [], (kind, paper)


@pytest.mark.parametrize("paper", ["sheet", "slips"])
def test_the_papers_of_a_bag(server: Running, desk: Page, paper: str) -> None:
    log_in(desk, server, "clerk")
    round_ = server.demo["rounds"][0]
    desk.goto(f"{server.url}/office/rounds/{round_['id']}/{paper}")
    assert pages(desk) == (len(round_["items"]) if paper == "slips" else 2)
    assert beyond(desk) == []


def test_the_tracking_book_lies_across(server: Running, desk: Page) -> None:
    put_dossiers(server)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/tracking-book?from=2026-11-24&to=2026-11-24")
    width, height = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", desk.pdf(prefer_css_page_size=True))[0]
    assert float(width) > float(height)
    assert beyond(desk, 990) == []
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.get_by_label("Lĩnh vực").select_option(label="Bảo trợ xã hội")
    desk.get_by_role("button", name="Xem").click()
    expect(desk.get_by_text("Lĩnh vực: Bảo trợ xã hội")).to_be_visible()
    expect(desk.locator(".paper-copy")).to_have_count(1)


def test_from_the_screen_to_the_printer_and_back(server: Running, desk: Page) -> None:
    ids = put_dossiers(server)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/dossiers/{ids['full']}/print/supplement-request")
    desk.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    desk.get_by_role("button", name="In").click()
    expect(desk.locator("body[data-printed=yes]")).to_have_count(1)
    desk.get_by_role("link", name="Bản chữ to").click()
    expect(desk.locator(".paper-page.large li")).to_have_count(len(samples.MISSING))
    desk.get_by_role("link", name="Bản thường").click()
    desk.get_by_role("link", name="Quay lại").click()
    expect(desk).to_have_url(f"{server.url}/office/dossiers/{ids['full']}")
    expect(desk.get_by_text("In phiếu").first).to_be_visible()
