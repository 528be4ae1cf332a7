"""A postal item: numbers scanned one after another, one typed wrongly, the list to print, delivered and sent back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hands import log_in
from tests.browser.running import Running

SOUND, WRONG, RIGHT = "rr 4731 2482 9 vn", "RR261199999VN", "RR261124035VN"


def scan(desk: Page, number: str) -> None:
    """A scanner types the number and Enter."""
    desk.keyboard.type(number)
    desk.keyboard.press("Enter")


def state(server: Running, name: str) -> str:
    return str(next(row["state"] for row in server.export("items") if row["name"] == name))


def names(desk: Page) -> list[str]:
    return [text.strip() for text in desk.locator(".list a.whole").all_inner_texts()]


def test_from_the_scanner_to_the_owner(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/post")
    first, second = names(desk)
    fields = desk.locator("[data-scan-field]")
    expect(fields.nth(0)).to_be_focused()
    scan(desk, SOUND)
    expect(fields.nth(1)).to_be_focused()
    scan(desk, WRONG)
    expect(desk.get_by_role("button", name="Ghi đã gửi bưu điện")).to_be_focused()
    desk.keyboard.press("Enter")

    expect(desk.get_by_text("không khớp số kiểm tra")).to_be_visible()
    assert (state(server, first), state(server, second)) == ("posted", "at_desk")
    expect(fields.nth(0)).to_be_focused()
    desk.keyboard.press("Control+a")
    scan(desk, RIGHT)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/office/post?state=posted")
    expect(desk.get_by_text("RR473124829VN")).to_be_visible()

    desk.get_by_role("button", name="In bảng kê").click()
    expect(desk.get_by_role("heading", name="BẢNG KÊ BƯU GỬI")).to_be_visible()
    expect(desk.locator(".paper-list tbody tr")).to_have_count(3)
    desk.get_by_role("link", name="Quay lại").click()

    desk.get_by_role("link", name=first).click()
    desk.get_by_label("Người nhận", exact=True).select_option(label="Con")
    desk.get_by_label("Họ tên người nhận thay").fill("Danh Văn Con")
    desk.get_by_role("button", name="Ghi đã phát").click()
    expect(desk.get_by_text("Bưu điện đã phát ngày")).to_be_visible()
    desk.get_by_role("link", name="Xem kết quả").click()
    expect(desk.get_by_text("Bưu điện đã phát cho Con: Danh Văn Con")).to_be_visible()
    assert state(server, first) == "delivered"
    assert server.verified()["ok"] is True


def test_a_number_put_right_and_one_that_comes_back_late(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.locator("a", has_text=re.compile("bưu điện trễ")).click()
    desk.wait_for_url("**/office/post?state=posted&late=1")
    (late,) = names(desk)
    desk.get_by_role("link", name=late).click()
    desk.get_by_text("Ghi nhầm? Sửa lại…").click()
    number = desk.locator("#number-tracking")
    number.fill("RR 4731 2482 9 VN")
    desk.get_by_role("button", name="Sửa mã").click()
    expect(desk.get_by_text("Đã gửi bưu điện, mã RR473124829VN.")).to_be_visible()

    desk.get_by_text("Bưu điện chuyển hoàn…").click()
    desk.get_by_label("Lý do").select_option(index=2)
    desk.get_by_label("Giấy đã về đến bàn").uncheck()
    desk.get_by_role("button", name="Ghi chuyển hoàn").click()
    expect(desk.get_by_text("Bưu điện đang chuyển hoàn")).to_be_visible()
    assert state(server, late) == "returned"
    desk.get_by_role("button", name="Nhận lại về bàn").click()
    expect(desk.get_by_role("heading", name="Gửi bưu điện")).to_be_visible()
    assert state(server, late) == "at_desk"


def test_what_may_not_leave_is_not_posted(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/items?q=&state=at_desk")
    marriage = desk.locator("tr", has_text="Giấy chứng nhận kết hôn").locator("a.whole").first
    marriage.click()
    desk.get_by_role("link", name="Bưu điện").click()
    expect(desk.locator("[name=tracking]")).to_have_count(0)
    expect(desk.locator(".note.bad")).to_be_visible()
