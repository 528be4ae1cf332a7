"""The PIN in a real browser: locked screens, wrong PINs, sending while locked, a forgotten PIN, two people."""

import re
import time

from playwright.sync_api import Page, expect

from tests.browser.eyes import violations
from tests.browser.hands import (
    PIN,
    accept,
    deliver,
    enrol,
    enrol_at,
    log_in,
    open_item,
    phone_events,
    sign,
    stops,
    sync_now,
    today,
    unlock,
)
from tests.browser.running import Running
from tests.browser.test_axe import wear
from tests.browser.test_rescue import invite

OTHER = "714092"
SIX_MINUTES = "() => { const real = Date.now; Date.now = () => real.call(Date) + 6 * 60000; }"


def lock(page: Page, server: Running) -> None:
    """By hand, where the settings are."""
    page.goto(f"{server.url}/field/mine")
    page.get_by_role("button", name="Khóa máy").click()
    expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()


def begin(page: Page) -> str:
    """A delivery is begun and not saved; what stands in its note."""
    page.get_by_role("link", name="Trả kết quả").click()
    page.get_by_text("Ghi chú").first.click()
    page.locator("textarea[name=note]").fill("gửi ở nhà bên")
    page.wait_for_timeout(400)
    return "gửi ở nhà bên"


def all_arrive(page: Page, server: Running) -> None:
    """Everything that the phone holds, whoever's it is, comes into the ledger."""
    own = {str(event["hash"]) for event in phone_events(page)}
    limit = time.monotonic() + 15
    while missing := own - {str(row["hash"]) for row in server.export("events")}:
        assert time.monotonic() < limit, f"{len(missing)} of {len(own)} events do not arrive"
        page.wait_for_timeout(200)


def test_locked_it_shows_nothing_and_sends(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    name = str(stops(phone).last.locator("strong").first.inner_text())
    server.kill()
    deliver(phone, stops(phone).first)
    today(phone, server)
    open_item(phone, stops(phone).filter(has_text=name).last)
    note = begin(phone)
    other = phone.context.new_page()
    lock(other, server)
    expect(phone.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
    assert name not in phone.content()
    for wrong in range(4):
        unlock(phone, "000001")
        expect(phone.get_by_text("Mã PIN không đúng" if wrong < 3 else "rồi thử lại")).to_be_visible()
    # The fifth second is waited for by itself.
    expect(phone.locator("input[name=pin]")).to_be_visible()
    # The acceptance of the bag may have gone before the server went.
    expect(other.get_by_text(re.compile("(1 xác nhận|2 việc) đã lưu trên máy"))).to_be_visible()
    server.start()
    # Each screen asks to send; a try that began before the server was there may still hold the others back.
    limit = time.monotonic() + 30
    while not other.get_by_text("Đã gửi hết").is_visible():
        assert time.monotonic() < limit, "a locked phone does not send"
        other.goto(f"{server.url}/field/")
        other.wait_for_timeout(1500)
    all_arrive(phone, server)
    unlock(phone)
    expect(phone.locator("textarea[name=note]")).to_have_value(note)
    expect(other.locator("main")).to_have_attribute("data-screen", "today")
    expect(other.get_by_role("heading", name=re.compile("Hôm nay"))).to_be_visible()
    sign(phone)
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()
    other.close()
    # Nobody touches it: neither this page's clock nor the worker's is waited for.
    phone.context.service_workers[0].evaluate(SIX_MINUTES)
    phone.evaluate(SIX_MINUTES)
    phone.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.get_by_role("heading", name="Máy đang khóa")).to_be_visible()


def test_a_forgotten_pin_costs_nothing_that_was_saved(server: Running, phone: Page, desk: Page) -> None:
    enrol(phone, server)
    accept(phone)
    sync_now(phone)
    server.kill()
    deliver(phone, stops(phone).first)
    today(phone, server)
    open_item(phone, stops(phone).filter(has_text="Chưa trả").first)
    begin(phone)
    lock(phone, server)
    found = violations(phone, "locked")
    phone.get_by_role("link", name="Quên mã PIN?").click()
    expect(phone.get_by_text("1 việc chưa gửi vẫn nằm an toàn")).to_be_visible()
    expect(phone.get_by_text("1 tờ đang viết dở sẽ mất")).to_be_visible()
    found += violations(phone, "forgotten")
    server.start()
    log_in(desk, server, "admin")
    enrol_at(phone, invite(desk, server), OTHER)
    expect(phone.get_by_text("Đã gửi hết")).to_be_visible()
    all_arrive(phone, server)
    expect(stops(phone).filter(has_text="viết dở")).to_have_count(0)
    wear(phone, server, theme="dark", size="larger")
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(f"{server.url}/field/pin")
    expect(phone.get_by_text("Mã PIN đang dùng")).to_be_visible()
    found += violations(phone, "another PIN, dark")
    lock(phone, server)
    unlock(phone, PIN)
    expect(phone.get_by_text("Mã PIN không đúng")).to_be_visible()
    found += violations(phone, "wrong PIN, dark")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    unlock(phone, OTHER)
    expect(phone.get_by_role("heading", name="Việc tôi đã làm")).to_be_visible()
    assert found == []


def test_two_people_on_one_phone(server: Running, phone: Page) -> None:
    enrol(phone, server, 0)
    accept(phone)
    first = str(stops(phone).first.locator("strong").first.inner_text())
    enrol_at(phone, server.url + server.invitation(1), OTHER)
    expect(phone.get_by_text(first)).to_have_count(0)
    accept(phone)
    sync_now(phone)
    server.kill()
    second = deliver(phone, stops(phone).first)
    phone.goto(f"{server.url}/field/mine")
    phone.get_by_role("button", name="Đổi sang").click()
    expect(phone.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
    unlock(phone, OTHER)
    expect(phone.get_by_text("Mã PIN không đúng")).to_be_visible()
    unlock(phone, PIN)
    expect(phone.get_by_text(first).first).to_be_visible()
    expect(phone.locator(f"a[href*='{second}']")).to_have_count(0)
    server.start()
    sync_now(phone)
    # What the other one delivered goes as well, though nobody unlocked it.
    all_arrive(phone, server)
    assert second in [row["item"] for row in server.export("confirmations")]
