"""The paper twin: a signed slip and the phone's word are one delivery, whichever comes to the office first."""

from playwright.sync_api import Page, expect

from tests.browser.hands import accept, deliver, enrol, log_in, stops, sync_now, today
from tests.browser.running import Running


def scan(desk: Page, server: Running, item: str) -> None:
    """The hand scanner types the slip's code and Enter, with caps lock on as scanners have it."""
    expect(desk.locator("#code")).to_be_focused()
    desk.keyboard.type(f"{server.url}/q/{item}".upper())
    desk.keyboard.press("Enter")
    expect(desk.locator(".scan-item")).to_be_visible()
    expect(desk.locator("#code")).to_be_focused()


def state(server: Running, item: str) -> tuple[str, int]:
    """Where an item is, and how many confirmations of it there are."""
    found = next(row for row in server.export("items") if row["id"] == item)
    return found["state"], sum(row["item"] == item for row in server.export("confirmations"))


def test_a_slip_scanned_after_the_phone_synced(server: Running, phone: Page, desk: Page) -> None:
    enrol(phone, server)
    accept(phone)
    item = deliver(phone, stops(phone).first)
    today(phone, server)
    sync_now(phone)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/scan")
    before = desk.locator(".scan-list li").count()
    scan(desk, server, item)
    expect(desk.get_by_text("đã báo: trao cho Chính chủ")).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.locator(".scan-list li")).to_have_count(before + 1)
    expect(desk.locator(".scan-list li").first).to_contain_text("Máy cũng báo")
    assert state(server, item) == ("delivered", 1)

    desk.goto(f"{server.url}/office/review")
    desk.locator("[data-row]").first.click()
    expect(desk.locator("#evidence")).to_contain_text("Phiếu giấy đã ký")
    assert server.verified()["ok"] is True


def test_a_slip_scanned_before_the_phone_synced(server: Running, phone: Page, desk: Page) -> None:
    enrol(phone, server)
    accept(phone)
    sync_now(phone)
    phone.context.set_offline(True)
    item = deliver(phone, stops(phone).first)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/scan")
    scan(desk, server, item)
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Hôm nay đã ghi 1 phiếu")).to_be_visible()
    assert state(server, item) == ("delivered", 0)

    phone.context.set_offline(False)
    today(phone, server)
    sync_now(phone)
    assert state(server, item) == ("delivered", 1)
    row = next(one for one in server.export("confirmations") if one["item"] == item)
    assert row["flags"] == []
    desk.goto(f"{server.url}/office/scan")
    expect(desk.locator(".scan-list li").first).to_contain_text("Máy cũng báo")
    desk.get_by_role("button", name="Hoàn tác").first.click()
    expect(desk.locator(".scan-list li").first).to_contain_text("Đã hoàn tác")
    assert state(server, item) == ("delivered", 1)


def test_a_row_of_slips_by_keyboard_and_one_of_another_receiver(server: Running, phone: Page, desk: Page) -> None:
    items = [str(item) for item in server.demo["rounds"][0]["items"][:4]]
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/scan")
    for item in items[:2]:
        scan(desk, server, item)
        desk.keyboard.press("Enter")
        expect(desk.locator(".scan-item")).to_have_count(0)
    scan(desk, server, items[2])
    scan(desk, server, items[3])
    expect(desk.get_by_text("chưa ghi nhận")).to_be_visible()
    desk.get_by_text("Vợ, chồng").click()
    desk.get_by_role("button", name="Ghi nhận phiếu").click()
    name = desk.get_by_label("Họ tên người nhận thay")
    expect(name).to_be_focused()
    name.fill("Lê Văn Chồng")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Hôm nay đã ghi 3 phiếu")).to_be_visible()
    assert [state(server, item)[0] for item in items] == ["delivered", "delivered", "in_round", "delivered"]

    enrol(phone, server)
    accept(phone)
    gone = phone.locator(f"a[href='/field/items/{items[0]}']")
    expect(gone.filter(has_text="Chưa trả")).to_have_count(0)
