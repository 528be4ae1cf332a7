"""The report in a browser: 107 opens a list of 107; an edited part outlives new data; published it stays; its DOCX."""

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.eyes import violations
from tests.browser.hands import log_in
from tests.browser.running import Running


@pytest.fixture
def report(desk: Page, server: Running) -> str:
    """The demonstration's 48 days as a draft; the address of its page."""
    log_in(desk, server, "supervisor")
    desk.goto(f"{server.url}/office/reports/new")
    desk.get_by_label("Từ ngày đến ngày").check()
    desk.get_by_label("Từ ngày", exact=True).fill("2020-08-26")
    desk.get_by_label("Đến ngày", exact=True).fill("2020-10-13")
    desk.get_by_role("button", name="Lập báo cáo").click()
    desk.wait_for_url(re.compile(r"/office/reports/[0-9a-f-]{36}$"))
    return desk.url


def edit_limits(desk: Page, words: str) -> None:
    """Open the part and type over it."""
    desk.get_by_role("link", name="Sửa: Hạn chế").click()
    desk.locator("#text").fill(words)


def test_from_a_figure_to_its_list(desk: Page, report: str) -> None:
    for shown, total in (("107", "107"), ("84", "84"), ("58", "58"), ("07", "7")):
        desk.goto(report)
        desk.locator(".report-words").get_by_role("link", name=shown, exact=True).first.click()
        expect(desk.locator("#figure-count")).to_have_text(total)
        rows = 0
        while True:
            rows += desk.locator("[data-row]").count()
            following = desk.get_by_role("link", name="Sau", exact=True)
            if not following.count():
                break
            following.click()
            expect(desk.get_by_text(re.compile(rf"^{rows + 1}–"))).to_be_visible()
        assert rows == int(total)


def test_what_is_written_outlives_leaving_and_new_data(desk: Page, report: str, tmp_path: Path) -> None:
    edit_limits(desk, "- Chữ đang gõ dở.")
    desk.wait_for_load_state()
    desk.goto(report)
    desk.get_by_role("link", name="Sửa: Hạn chế").click()
    expect(desk.locator("#text")).to_have_value("- Chữ đang gõ dở.")
    expect(desk.get_by_text("phần đang viết dở, chưa lưu")).to_be_visible()
    desk.locator("#text").fill("- Đường vào ấp vùng sâu còn khó đi.")
    desk.keyboard.press("Control+Enter")
    part = desk.locator("#part-limits")
    expect(part).to_contain_text("Đường vào ấp vùng sâu còn khó đi.")
    expect(part).to_contain_text("đã sửa tay")
    desk.get_by_role("button", name="Tính lại từ dữ liệu").click()
    expect(part).to_contain_text("Đường vào ấp vùng sâu còn khó đi.")
    desk.locator("[data-dialog=publish]").click()
    desk.get_by_label("Tôi đã xem lại").check()
    desk.locator("#publish").get_by_role("button", name="Phát hành").click()
    expect(desk.get_by_text("Số liệu nay vẫn khớp")).to_be_visible()
    assert desk.get_by_role("link", name="Sửa: Hạn chế").count() == 0
    with desk.expect_download() as coming:
        desk.get_by_role("link", name="DOCX").click()
    path = tmp_path / "bao-cao.docx"
    coming.value.save_as(path)
    words = "\n".join(one.text for one in docx.Document(str(path)).paragraphs)
    for said in ("107 hồ sơ", "84 hồ sơ", "58 thẻ bảo hiểm y tế", "07 trường hợp", "Đường vào ấp vùng sâu còn khó đi."):
        assert said in words, said


def test_its_screens_are_read_by_axe(desk: Page, server: Running, report: str) -> None:
    found = []
    for path in ("", "?edit=limits", "?edit=head", "/figures", "/figures/written", "/charts", "/commendation"):
        desk.goto(report + path)
        found += violations(desk, path or "report")
    for path in ("reports", "reports/new", "reports/registers"):
        desk.goto(f"{server.url}/office/{path}")
        found += violations(desk, path)
    assert found == []
