"""Service at home, asked for on the phone: typed without network, kept at every keystroke, sent, and not seen again."""

import re

from playwright.sync_api import Page, expect

from server.actions.desk import Act, new_id
from server.actions.requests import decline
from server.app import now, open_store
from server.domain.people import Person
from server.settings import Settings
from server.store.port import Unit
from tests.browser.eyes import violations
from tests.browser.hands import enrol, phone_events, sync_now, today
from tests.browser.running import Running
from tests.browser.test_axe import wear

WHO = "Danh Thị Ví Dụ Thử"


def begin(page: Page) -> None:
    """From Today to the empty form."""
    page.get_by_role("link", name="Ghi yêu cầu tại nhà").click()
    expect(page.get_by_role("heading", name="Yêu cầu tại nhà")).to_be_visible()


def fill(page: Page) -> None:
    """All but the consent."""
    page.get_by_label("Họ và tên người cần giúp").fill(WHO)
    page.get_by_label("Năm", exact=True).fill("1941")
    page.get_by_label("Đường vào nhà").fill("nhà sau chùa")
    for choice in ("Nữ", "Thẻ BHYT", "Không đi được", "Người cao tuổi", "Con"):
        page.get_by_text(choice, exact=True).click()
    page.get_by_label("Tên người nhờ").fill("Danh Văn Con Thử")


def test_a_request_made_without_network_reaches_the_commune_and_is_sealed(server: Running, phone: Page) -> None:
    enrol(phone, server)
    phone.context.set_offline(True)
    server.kill()
    begin(phone)
    expect(phone.locator("input[name=hamlet]:checked")).to_have_count(1)
    fill(phone)
    save = phone.get_by_role("button", name="Lưu yêu cầu")
    save.click()
    consent = phone.get_by_role("checkbox", name=re.compile("Đã hỏi và được đồng ý"))
    expect(consent).not_to_be_checked()
    expect(phone.locator("[data-wrong]")).to_have_count(1)
    expect(phone.locator("[data-wrong]")).to_be_focused()
    assert phone_events(phone) == []
    phone.wait_for_timeout(500)
    today(phone, server)
    phone.get_by_role("link", name="Ghi tiếp yêu cầu tại nhà").click()
    expect(phone.get_by_label("Họ và tên người cần giúp")).to_have_value(WHO)
    expect(phone.get_by_role("radio", name="Không đi được")).to_be_checked()
    consent.check()
    box = save.bounding_box()
    assert box is not None
    for _ in range(3):
        phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(phone.get_by_role("heading", name="Việc tôi đã làm")).to_be_visible()
    record = phone.locator(".record")
    expect(record).to_contain_text(WHO)
    expect(record).to_contain_text("Đã lưu trên máy")
    assert [event["kind"] for event in phone_events(phone)] == ["request.made"]

    server.start()
    phone.context.set_offline(False)
    phone.goto(f"{server.url}/field/mine")
    phone.get_by_role("button", name="Đồng bộ ngay").click()
    expect(record).to_contain_text("Xã đã nhận", timeout=15_000)
    expect(record).to_contain_text("Yêu cầu giao tại nhà")
    assert WHO not in phone.content()
    stored = {(row["id"], row["hash"]) for row in server.export("events")}
    assert {(event["id"], event["hash"]) for event in phone_events(phone)} <= stored
    assert server.verified()["ok"] is True
    today(phone, server)
    begin(phone)
    expect(phone.get_by_label("Họ và tên người cần giúp")).to_have_value("")


def declined(server: Running, request: str, reason: str) -> None:
    """The commune says no, while the server rests."""
    server.stop()
    store = open_store(Settings(data=server.folder))

    def decide(unit: Unit) -> None:
        clerk = unit.find(Person, "role", "clerk")[0]
        decline(unit, Act(clerk, now(), new_id()), request, reason)

    store.submit(decide).result()
    store.close()
    server.start()


def test_the_communes_answer_comes_back_to_the_phone(server: Running, phone: Page) -> None:
    enrol(phone, server)
    begin(phone)
    fill(phone)
    phone.get_by_role("checkbox", name=re.compile("Đã hỏi và được đồng ý")).check()
    phone.get_by_role("button", name="Lưu yêu cầu").click()
    record = phone.locator(".record")
    expect(record).to_contain_text("Xã đã nhận", timeout=15_000)
    declined(server, str(phone_events(phone)[0]["id"]), "Thẻ đã có người nhận thay")
    phone.get_by_role("button", name="Đồng bộ ngay").click()
    expect(record).to_contain_text("Xã không nhận", timeout=15_000)
    expect(record).to_contain_text("Thẻ đã có người nhận thay")
    assert WHO not in phone.content()


def test_what_was_begun_can_be_let_go(server: Running, phone: Page) -> None:
    enrol(phone, server)
    begin(phone)
    phone.get_by_label("Họ và tên người cần giúp").fill(WHO)
    phone.wait_for_timeout(500)
    phone.reload()
    phone.get_by_text("Không cần nữa?").click()
    phone.get_by_role("button", name="Xóa, không ghi nữa").click()
    expect(phone.get_by_role("heading", name=re.compile("Hôm nay"))).to_be_visible()
    sync_now(phone)
    begin(phone)
    expect(phone.get_by_label("Họ và tên người cần giúp")).to_have_value("")


def test_the_form_is_accessible_in_every_look(server: Running, phone: Page) -> None:
    enrol(phone, server)
    found = []
    for look in ({}, {"theme": "dark"}, {"theme": "sun", "size": "larger"}, {"locale": "en"}):
        wear(phone, server, **look)
        phone.goto(f"{server.url}/field/requests/new")
        expect(phone.get_by_role("heading").first).to_be_visible()
        found += violations(phone, f"request {look}")
        phone.locator("button[type=submit]").last.click()
        expect(phone.locator("[data-wrong]").first).to_be_focused()
        found += violations(phone, f"request, refused {look}")
    assert found == []
