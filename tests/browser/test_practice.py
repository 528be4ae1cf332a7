"""The practice round: offline, on a made-up bag; the phone holds afterwards what it held before, nothing was sent."""

from playwright.sync_api import Page, expect

from tests.browser.eyes import violations
from tests.browser.hands import enrol, phone_events, sign, sync_now
from tests.browser.running import Running


def test_three_doors_that_are_none(server: Running, phone: Page) -> None:
    enrol(phone, server)
    phone.goto(f"{server.url}/field/mine")
    phone.context.set_offline(True)
    before = [row["id"] for row in server.export("events")]
    phone.get_by_role("link", name="Tập làm thử").click()
    found = violations(phone, "practice")
    phone.get_by_role("link", name="Bà Ví Dụ Một").click()
    phone.get_by_role("link", name="Trả kết quả").click()
    phone.wait_for_timeout(500)
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Chưa có chữ ký")).to_be_visible()
    sign(phone)
    found += violations(phone, "practice-deliver")
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()
    phone.get_by_role("link", name="Ông Ví Dụ Hai").click()
    phone.get_by_role("link", name="Không gặp được").click()
    phone.wait_for_timeout(500)
    phone.get_by_text("Không có ở nhà").click()
    phone.get_by_role("button", name="Lưu", exact=True).click()
    phone.get_by_role("link", name="Coi như đã về chỗ có mạng").click()
    expect(phone.get_by_text("Xã đã nhận").first).to_be_visible()
    phone.get_by_role("link", name="Thôi tập").click()
    expect(phone.get_by_role("heading", name="Hôm nay")).to_be_visible()
    assert phone_events(phone) == []
    phone.context.set_offline(False)
    sync_now(phone)
    assert [row["id"] for row in server.export("events")] == before
    assert found == []
