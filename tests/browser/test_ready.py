"""Ready to go: what the screen finds on a real phone before the network is left, and what it says to do."""

import re

from playwright.sync_api import Page, expect

from tests.browser.eyes import TOO_WIDE, TWICE, violations
from tests.browser.hands import accept, enrol
from tests.browser.running import Running
from tests.browser.test_axe import wear

PHONE = """
navigator.getBattery = async () => ({ level: window.charge ?? 0.8, charging: false });
navigator.storage.persist = async () => window.kept ?? false;
"""
"""What the browser of the tests has not, as a test sets it: a battery, an app on the home screen."""


def checked(phone: Page, matter: str) -> str:
    """The state of one thing that was looked at."""
    row = phone.locator("li.check").filter(has=phone.get_by_role("heading", name=re.compile(f"^{matter}")))
    expect(row).to_be_visible()
    return (row.get_attribute("class") or "").rpartition("check-")[2]


def test_what_is_to_be_done_is_said_until_all_is_there(server: Running, phone: Page) -> None:
    phone.add_init_script(PHONE)
    enrol(phone, server)
    phone.get_by_role("link", name="Kiểm máy trước khi đi").click()
    verdict = phone.locator("[data-told] [role=status]")
    expect(verdict).to_have_text(re.compile("Đi được, nhưng còn"))
    assert {checked(phone, each) for each in ("Giấy trong túi", "Giữ dữ liệu")} == {"wait"}
    alike = ("Liên lạc", "Mẫu và cẩm nang", "Ứng dụng", "Việc chưa gửi", "Đồng hồ", "Chỗ trống", "Pin")
    assert {checked(phone, each) for each in alike} == {"ok"}
    expect(phone.locator("meter")).to_be_visible()
    phone.get_by_role("link", name="Cách thêm vào màn hình chính").click()
    expect(phone.get_by_role("heading", name=re.compile("Máy tính"))).to_be_visible()
    phone.goto(f"{server.url}/field/")
    accept(phone)
    phone.add_init_script("window.kept = true")
    phone.goto(f"{server.url}/field/ready")
    phone.get_by_role("button", name="Đồng bộ và kiểm lại").click()
    expect(verdict).to_have_text("Đi được rồi")
    assert checked(phone, "Giữ dữ liệu") == "ok"
    phone.context.set_offline(True)
    phone.add_init_script("window.charge = 0.1")
    phone.reload()
    expect(verdict).to_have_text("Khoan đi: còn 1 việc phải làm")
    expect(phone.locator("li.check").first).to_contain_text("Chỉ còn 10 %")


def test_the_screen_is_read_by_axe_in_every_look(server: Running, phone: Page) -> None:
    enrol(phone, server)
    found: list[str] = []
    for look in ({}, {"theme": "dark"}, {"theme": "sun", "locale": "en", "size": "larger"}):
        wear(phone, server, **look)
        for path in ("ready", "install"):
            phone.goto(f"{server.url}/field/{path}")
            expect(phone.locator("h1")).to_be_visible()
            found += violations(phone, f"{path} {look}")
    phone.set_viewport_size({"width": 320, "height": 640})
    for path in ("ready", "install"):
        phone.goto(f"{server.url}/field/{path}")
        expect(phone.locator("h1")).to_be_visible()
        phone.evaluate(TWICE)
        found += [f"{path}: {each}" for each in phone.evaluate(TOO_WIDE)]
    assert found == []
