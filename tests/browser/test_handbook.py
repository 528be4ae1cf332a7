"""The handbook on a phone without network: found without diacritics, read, read aloud, and from there to its form."""

import re

from playwright.sync_api import Page, expect

from tests.browser.eyes import TOO_WIDE, TWICE, violations
from tests.browser.hands import enrol
from tests.browser.running import Running
from tests.browser.test_axe import wear

VOICE = """
const said = [];
const voice = { lang: "vi-VN", localService: true, name: "Thử" };
window.said = said;
const synthesis = new EventTarget();
Object.assign(synthesis, {
  getVoices: () => [voice],
  speak: (utterance) => said.push(utterance),
  cancel: () => said.splice(0),
});
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
"""
"""A voice that only remembers what it was to say."""


def pulled(phone: Page, server: Running) -> None:
    """Enrolled, with the handbook on the phone, and the network gone."""
    enrol(phone, server)
    phone.locator("nav a[href='/field/forms']").click()
    expect(phone.get_by_text("Cẩm nang theo lĩnh vực")).to_be_visible()
    phone.context.set_offline(True)


def find(phone: Page, text: str, code: str, name: str) -> None:
    """Go to the third tab, type, and open what is found."""
    phone.locator("nav a[href='/field/forms']").click()
    phone.get_by_placeholder("Tìm thủ tục").fill(text)
    phone.locator(f"#found details[open] a[href='/field/procedures/{code}']").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(name)


def test_a_procedure_is_found_read_and_begun_without_network(server: Running, phone: Page) -> None:
    pulled(phone, server)
    phone.locator("nav a[href='/field/forms']").click()
    expect(phone.get_by_text("Cẩm nang theo lĩnh vực")).to_be_visible()
    assert phone.locator("a[href^='/field/procedures/']").count() > 40
    phone.get_by_text("Chứng thực", exact=True).click()
    expect(phone.get_by_role("link", name="Chứng thực di chúc")).to_be_visible()
    find(phone, "trich luc ho tich", "2.000635", "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh")
    for said in ("Để làm gì", "Ai được làm", "Giấy tờ cần có", "8.000 đồng", "Nhận được gì"):
        expect(phone.get_by_text(said).first).to_be_visible()
    expect(phone.locator("[data-aloud]")).to_be_hidden()
    phone.get_by_role("link", name="Viết mẫu này").click()
    phone.wait_for_url(re.compile(r"/field/forms/civil_extract_copy"))
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Cấp bản sao trích lục hộ tịch")
    phone.get_by_role("link", name="Quay lại").click()
    expect(phone.locator("details[open] summary")).to_contain_text("Hộ tịch")


def test_it_is_read_aloud_where_the_browser_has_a_voice(server: Running, phone: Page) -> None:
    phone.add_init_script(VOICE)
    pulled(phone, server)
    find(phone, "khai tu", "1.000656", "Đăng ký khai tử")
    phone.get_by_role("button", name="Đọc to").click()
    texts: list[str] = phone.evaluate("window.said.map(({ text }) => text)")
    assert texts[0] == "Để làm gì"
    assert any("sổ hộ tịch" in text for text in texts)
    assert phone.evaluate("window.said.every(({ lang, voice }) => lang === 'vi-VN' && voice.name === 'Thử')")
    phone.get_by_role("button", name="Dừng đọc").click()
    assert phone.evaluate("window.said.length") == 0
    expect(phone.get_by_role("button", name="Đọc to")).to_be_focused()
    phone.get_by_role("button", name="Đọc to").click()
    phone.evaluate("window.said.at(-1).dispatchEvent(new Event('end'))")
    expect(phone.get_by_role("button", name="Dừng đọc")).to_be_hidden()
    phone.get_by_role("button", name="Đọc to").click()
    phone.evaluate("window.said.at(0).dispatchEvent(Object.assign(new Event('error'), { error: 'network' }))")
    expect(phone.get_by_text("Máy này chưa đọc được")).to_be_visible()


def test_the_handbook_is_read_by_axe_on_a_narrow_screen_in_large_letters(server: Running, phone: Page) -> None:
    pulled(phone, server)
    found: list[str] = []
    paths = ["forms", "forms?q=khai", "forms?q=zzz", "procedures/1.001193", "procedures/1.014027", "procedures/9"]
    for look in ({}, {"theme": "dark"}, {"locale": "en", "size": "larger"}):
        wear(phone, server, **look)
        for path in paths:
            phone.goto(f"{server.url}/field/{path}")
            expect(phone.locator("h1")).to_be_visible()
            found += violations(phone, f"{path} {look}")
    phone.set_viewport_size({"width": 320, "height": 640})
    for path in paths:
        phone.goto(f"{server.url}/field/{path}")
        expect(phone.locator("h1")).to_be_visible()
        phone.evaluate(TWICE)
        found += [f"{path}: {each}" for each in phone.evaluate(TOO_WIDE)]
    assert found == []
