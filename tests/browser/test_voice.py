"""From a paper's link to a figure: answered on a phone without script, counted in the office, dead afterwards."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.eyes import violations
from tests.browser.hands import log_in
from tests.browser.running import Running
from tests.browser.test_axe import visited


def asked(desk: Page) -> tuple[int, int]:
    """(answered, asked) as the page of satisfaction says."""
    found = re.search(r"(\d+) trong (\d+) lượt hỏi có trả lời", desk.locator(".big-words").inner_text())
    assert found is not None
    return int(found[1]), int(found[2])


def test_a_link_from_paper_to_figure(server: Running, desk: Page, browser: Browser) -> None:
    log_in(desk, server, "clerk")
    round_ = server.demo["rounds"][0]["id"]
    desk.goto(f"{server.url}/office/rounds/{round_}/slips")
    address = desk.locator(".paper-survey .address").first.inner_text()
    desk.reload()
    expect(desk.locator(".paper-survey .address").first).to_have_text(address)
    desk.goto(f"{server.url}/office/voice")
    before = asked(desk)
    old = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)  # type: ignore[arg-type]  # two ints
    phone = old.new_page()
    phone.goto(f"http://{address}")
    for place, word in ((1, "Rất tốt"), (2, "Tốt"), (3, "Vừa")):
        phone.get_by_role("group").nth(place - 1).get_by_text(word, exact=True).click()
    sizes = phone.locator("legend, .mood small, .survey p, h1, button").evaluate_all(
        "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 18
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.get_by_role("button", name="Gửi ý kiến").click()
    expect(phone.get_by_role("heading", name="Cảm ơn bà con")).to_be_visible()
    phone.goto(f"http://{address}")
    expect(phone.get_by_role("heading", name="Liên kết này không mở được nữa")).to_be_visible()
    old.close()
    desk.reload()
    assert asked(desk) == (before[0] + 1, before[1])
    desk.goto(f"{server.url}/office/rounds/{round_}/slips")
    expect(desk.locator(".paper-survey .address").first).not_to_have_text(address)


def test_an_opinion_is_told_and_answered(server: Running, desk: Page) -> None:
    log_in(desk, server, "supervisor")
    desk.goto(f"{server.url}/office/voice/sessions")
    expect(desk.locator(".tag", has_text=re.compile("^Quá hạn$"))).to_have_count(1)
    desk.get_by_role("link", name="Đường vào cuối ấp ngập").click()
    opinion = desk.locator("section", has_text="Đường vào cuối ấp ngập").filter(has=desk.locator(".tag.bad"))
    opinion.get_by_role("link", name="Ghi trả lời").click()
    desk.get_by_label("Đã trả lời thế nào").locator("visible=true").fill("Đã đắp lại đoạn ngập")
    desk.get_by_role("button", name="Lưu").locator("visible=true").click()
    expect(desk.get_by_text("Đã đắp lại đoạn ngập").first).to_be_visible()
    desk.goto(f"{server.url}/office/voice/sessions")
    expect(desk.locator(".tag", has_text=re.compile("^Quá hạn$"))).to_have_count(0)


def test_read_by_axe(server: Running, desk: Page, phone: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/rounds/{server.demo['rounds'][0]['id']}/slips")
    address = desk.locator(".paper-survey .address").first.inner_text()
    found = violations(desk, "slips")
    screens = ["voice", "voice?from=2020-08-26&to=2020-10-13", "voice/calls", "voice/sessions", "voice/sessions/new"]
    found += visited(desk, [f"{server.url}/office/{each}" for each in screens])
    desk.goto(f"{server.url}/office/voice/sessions")
    desk.locator("tbody a[href*='/sessions/']").last.click()
    expect(desk.get_by_role("link", name="Ghi ý kiến")).to_be_visible()
    found += violations(desk, "session")
    desk.get_by_role("link", name="Ghi ý kiến").click()
    found += violations(desk, "opinion")
    found += visited(phone, [f"http://{address}", f"{server.url}/y/cam-on", f"{server.url}/y/khong-co"])
    assert found == []
