"""Who cannot sign: a thumb mark on the slip and a witness who signs, from the door to the desk's review."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hands import accept, enrol, log_in, open_item, phone_events, sign, stops, sync_now, today
from tests.browser.running import Running

WITNESS = "Trần Thị Làm Chứng"


def help_to_confirm(page: Page) -> str:
    """At the first door: no signature, the reason, the mark, and the witness; the item's id."""
    item = open_item(page, stops(page).first)
    page.get_by_role("link", name="Trả kết quả").click()
    page.get_by_role("button", name="Không ký được").click()
    expect(page.locator("#sign")).to_be_hidden()
    page.get_by_text("Không biết viết").click()
    page.get_by_text("Đã điểm chỉ").click()
    page.get_by_label("Tên người làm chứng").fill(WITNESS)
    return item


def test_a_thumb_on_the_slip_and_a_witness_reach_the_review(server: Running, phone: Page, desk: Page) -> None:
    enrol(phone, server)
    accept(phone)
    phone.context.set_offline(True)
    item = help_to_confirm(phone)
    save = phone.get_by_role("button", name="Lưu xác nhận")
    save.click()
    expect(phone.get_by_role("alert")).to_contain_text("Người làm chứng chưa ký")
    assert all(event["kind"] != "confirmation.recorded" for event in phone_events(phone))
    sign(phone, "#assisted")
    phone.wait_for_timeout(500)
    phone.reload()
    expect(phone.get_by_label("Tên người làm chứng")).to_have_value(WITNESS)
    expect(phone.get_by_role("radio", name="Đã điểm chỉ")).to_be_checked()
    assert "chữ ký số" not in phone.content().lower()
    save.click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()

    phone.context.set_offline(False)
    today(phone, server)
    sync_now(phone)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/review")
    expect(desk.locator("[data-row]").first).to_be_visible()
    desk.locator("[data-row]").first.click()
    evidence = desk.locator("#evidence")
    expect(evidence).to_contain_text(WITNESS)
    expect(evidence).to_contain_text(re.compile("điểm chỉ", re.IGNORECASE))
    expect(evidence.locator("svg path").first).to_be_attached()
    row = next(row for row in server.export("confirmations") if row["item"] == item)
    assert row["flags"] == []


def test_going_back_to_sign_asks_for_no_witness(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    help_to_confirm(phone)
    phone.get_by_role("button", name="Quay lại ký").click()
    sign(phone)
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()
