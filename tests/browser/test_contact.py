"""From a call to a home request to a visit that the view of the unserved shows; the screens of reaching out by axe."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hands import log_in
from tests.browser.running import Running
from tests.browser.test_axe import visited

WHO, PHONE, ASKED = "Danh Thị Gọi Thử", "0300000990", "Mẹ nằm một chỗ, nhờ viết đơn tại nhà"


def take_the_call(desk: Page, server: Running) -> None:
    """Typed while somebody speaks; a page closed by mistake costs nothing."""
    desk.goto(f"{server.url}/office/contacts")
    desk.keyboard.press("n")
    desk.wait_for_url("**/office/contacts/new")
    expect(desk.get_by_label("Điện thoại", exact=True).first).to_be_focused()
    desk.keyboard.type(PHONE)
    desk.get_by_label("Người liên hệ").fill(WHO)
    desk.get_by_label("Ấp").select_option(label="Ấp Ví Dụ")
    desk.get_by_label("Hỏi việc gì").fill(ASKED)
    desk.reload()
    expect(desk.get_by_label("Hỏi việc gì")).to_have_value("")
    desk.locator("[data-restore]").click()
    expect(desk.get_by_label("Hỏi việc gì")).to_have_value(ASKED)
    desk.get_by_label("Tìm thủ tục").fill("trợ cấp")
    expect(desk.locator("#answers .spoken").first).to_contain_text("Thời gian:")


def test_a_call_becomes_a_visit_that_the_equity_view_shows(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    take_the_call(desk, server)
    desk.get_by_role("button", name="Lưu, nhập yêu cầu tại nhà").click()
    desk.wait_for_url("**/office/requests/new?contact=*")
    expect(desk.locator("#person_name")).to_have_value(WHO)
    expect(desk.locator("#person_phone")).to_have_value(PHONE)
    for choice in ("Người cao tuổi", "Không đi được"):
        desk.get_by_role("radio", name=choice).check()
    desk.locator("input[name=wanted][value=writing]").check()
    desk.locator("input[name=consent]").check()
    desk.get_by_role("button", name="Lưu", exact=True).click()
    desk.wait_for_url(re.compile("/office/requests/[0-9a-f-]+$"))
    request = desk.url

    desk.goto(f"{server.url}/office/equity?q=goi+thu")
    row = desk.locator("table.list tbody tr", has_text=WHO)
    expect(row).to_contain_text("vùng sâu")
    expect(row.get_by_role("link", name="Gọi", exact=True)).to_have_attribute("href", f"tel:{PHONE}")

    desk.goto(request)
    desk.keyboard.press("a")
    expect(desk.locator(".page-head")).to_contain_text("Đã nhận")
    desk.goto(request)  # the news of it may be there before the answer to the key
    desk.keyboard.press("x")
    desk.get_by_label("Làm xong thế nào").fill("Đã đến nhà viết giúp")
    desk.locator("dialog[open]").get_by_role("button", name="Đã làm xong").click()
    expect(desk.locator(".page-head")).to_contain_text("Đã xong")

    desk.goto(f"{server.url}/office/equity?q=goi+thu")
    expect(desk.locator("table.list tbody tr", has_text=WHO)).to_have_count(0)
    desk.goto(f"{server.url}/office/contacts?state=all&q=goi+thu")
    expect(desk.locator("table.list tbody tr", has_text=WHO)).to_contain_text("Thành yêu cầu tại nhà")


def test_a_message_is_copied_and_noted(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto(f"{server.url}/office/contacts?state=open")
    desk.locator("a.whole").first.click()
    desk.get_by_label("Mã hồ sơ").fill("HS-7")
    desk.get_by_role("button", name="Điền vào").click()
    messages = desk.locator("#messages")
    expect(messages.locator(".spoken").first).to_contain_text("HS-7")
    messages.get_by_role("button", name="Chép").first.click()
    expect(desk.locator("#news")).to_contain_text("Đã chép")
    assert "HS-7" in desk.evaluate("navigator.clipboard.readText()")
    messages.get_by_role("button", name="Đã gửi tin này").first.click()
    expect(desk.locator("#contact")).to_contain_text("Đã nhắn")


def test_axe_has_nothing_to_say(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/contacts?state=all")
    contact = desk.locator("a.whole").first.get_attribute("href")
    desk.goto(f"{server.url}/office/outreach")
    session = desk.locator("a.whole[href^='/office/outreach/']").first.get_attribute("href")
    paths = [
        *(f"/office/{path}" for path in ("contacts?state=all", "contacts/new?phone=0300000001&q=khai+sinh")),
        f"{contact}?q=khai+sinh",
        f"{contact}/correct",
        "/office/contacts/answers?q=khai+sinh",
        *(f"/office/{path}" for path in ("outreach", "outreach/new", "outreach/leaflets", "equity")),
        str(session),
        "/office/outreach/leaflets/print?code=1.001193&format=a5",
    ]
    found = visited(desk, [server.url + path for path in paths])
    desk.set_viewport_size({"width": 360, "height": 740})
    assert found + visited(desk, [server.url + path for path in paths]) == []
