"""A person in a form is filled in by holding an identity card's code before the camera; its text is not kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.browser.running import Running
from tests.browser.test_phone_scan import film
from tests.browser.test_writing import begin, heading, open_form, press, pulled

CARD = "093148000777||Danh Thi Vi Du|02031948|Nu|Ap La, Hoa Mau, Can Mau|10052021"


@pytest.fixture
def seeing(browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A phone whose camera sees a slip of the post, then a card."""
    shown = film(tmp_path / "cards.y4m", ["https://x.test/q/1", CARD])
    camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    opened = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*FLAGS, *camera, f"--use-file-for-fake-video-capture={shown}"]
    )
    context = opened.new_context(viewport=PHONE, is_mobile=True, has_touch=True, locale="vi-VN")  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    yield context
    opened.close()


def test_a_card_before_the_camera_fills_in_the_person(server: Running, seeing: BrowserContext) -> None:
    page = seeing.new_page()
    pulled(page, server)
    open_form(page, server, "civil_extract_copy")
    begin(page)
    press(page, "Tiếp")
    heading(page, "Trích lục cần cấp")
    page.get_by_label("Dân tộc").fill("Khmer")
    page.get_by_text("Điền nhanh từ căn cước").click()
    page.get_by_role("button", name="Quét mã QR trên căn cước").click()
    expect(page.locator("input[name='subject.name']")).to_have_value("Danh Thi Vi Du", timeout=20_000)
    expect(page.locator("input[name='subject.id.number']")).to_have_value("093148000777")
    expect(page.locator("input[name='subject.birth_date.day']")).to_have_value("02")
    expect(page.get_by_role("radio", name="Nữ")).to_be_checked()
    expect(page.get_by_label("Dân tộc")).to_have_value("Khmer")
    assert "10052021" not in page.content()
    assert page.locator("video:visible").count() == 0
