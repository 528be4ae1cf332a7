"""Two phones confirmed one paper: a supervisor compares and decides; many clean ones are approved at once."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hands import log_in
from tests.browser.running import Running
from tests.browser.test_office import Carrier
from tests.phones import confirmation


def test_a_conflict_is_decided_by_a_supervisor(server: Running, desk: Page) -> None:
    first, second = Carrier(server), Carrier(server, 1)
    item = first.left[0]
    first.deliver(1)
    second.send(second.phone.write("confirmation.recorded", item, confirmation("Lê Văn Chồng")))
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/review?tab=flagged")
    expect(desk.get_by_text("chỉ người giám sát", exact=False).or_(desk.locator("#why-not"))).to_be_visible()
    desk.goto(f"{server.url}/office/")
    desk.get_by_role("button", name="Đăng xuất").click()

    log_in(desk, server, "supervisor")
    desk.goto(f"{server.url}/office/review?tab=flagged")
    desk.keyboard.press("c")
    expect(desk.get_by_role("heading", name="So các chứng cứ")).to_be_visible()
    expect(desk.locator(".side")).to_have_count(2)
    expect(desk.locator(".side .signature path").first).to_be_visible()
    desk.locator(".side").nth(1).get_by_text("Nhận chứng cứ này").click()
    desk.get_by_label("Lý do, gửi cho người còn lại").fill("Đã gọi hỏi, chồng nhận")
    desk.get_by_role("button", name="Quyết định").click()
    expect(desk).to_have_url(re.compile(r"/office/review/[0-9a-f-]+$"))
    desk.goto(f"{server.url}/office/review?tab=flagged")
    expect(desk.get_by_role("main").get_by_role("row")).to_have_count(0)
    desk.goto(f"{server.url}/office/items/{item}")
    expect(desk.get_by_text("Đã trả", exact=False).first).to_be_visible()


def test_many_clean_ones_are_looked_at_and_approved_together(server: Running, desk: Page) -> None:
    carrier = Carrier(server)
    carrier.deliver(5)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/review")
    before = int(desk.locator("#queue .tabs .count").first.inner_text())
    desk.keyboard.press("n")
    expect(desk.get_by_role("heading", name="Duyệt nhanh")).to_be_visible()
    tiles = desk.locator(".tile")
    clean = tiles.count()
    assert clean >= 5
    tiles.nth(0).get_by_role("checkbox").uncheck()
    desk.keyboard.press("a")
    expect(desk.get_by_text(f"Đã duyệt {clean - 1} xác nhận.")).to_be_visible()
    desk.goto(f"{server.url}/office/review")
    expect(desk.locator("#queue .tabs .count").first).to_have_text(str(before - clean + 1))
