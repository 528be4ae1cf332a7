"""The guides' pictures are of these very screens: taken anew by each run, and shown by the guides."""

from playwright.sync_api import Page, expect

from server.documents.guides import PICTURES, guides
from tests.browser.eyes import violations
from tests.browser.pictures import DESK, PHONE, take
from tests.browser.running import Running


def test_every_guide_shows_what_is_there_today(server: Running, phone: Page, desk: Page) -> None:
    for old in PICTURES.glob("*.png"):
        old.unlink()
    take(phone, desk, server)
    assert {path.stem for path in PICTURES.glob("*.png")} == {*PHONE, *DESK}
    found = []
    for code, guide in guides().items():
        desk.goto(f"{server.url}/help/{code}")
        expect(desk.locator(".guide-steps > li")).to_have_count(len(guide.steps))
        pictures = desk.locator(".guide-steps img")
        expect(pictures).to_have_count(sum(step.picture is not None for step in guide.steps))
        for picture in pictures.all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("one => one.naturalWidth") in (360, 720, 1280, 2560)
        found += violations(desk, code)
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(f"{server.url}/help/hamlet_head")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert found == []
