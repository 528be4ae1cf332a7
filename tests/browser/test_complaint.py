"""A letter about a clerk: sent without a name, seen by the clerk nowhere, answered by the supervisor, read by code."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.eyes import violations
from tests.browser.hands import log_in
from tests.browser.running import Running

WORDS = "Hẹn ba lần, lần nào cũng nói thiếu giấy khai sinh của cháu."
REPLY = "Xã xin lỗi bà con. Sáng thứ sáu cán bộ đến tận nhà làm cho xong."


def send(page: Page, server: Running) -> tuple[str, str]:
    """The letter, from the front page; its code, and the name of the clerk whom it is about."""
    page.goto(server.url)
    page.get_by_role("link", name="Góp ý").first.click()
    page.get_by_label("Bà con muốn nói gì?").fill(WORDS)
    about = page.get_by_label("Góp ý về ai?")
    name = about.locator("option", has_text="Châu Thị Một Cửa").inner_text()
    about.select_option(label=name)
    page.get_by_role("button", name="Gửi góp ý").click()
    return page.locator(".the-code").inner_text(), name


def nowhere(desk: Page, server: Running) -> None:
    """The clerk looks where a clerk looks."""
    for path in ("/office/", "/office/voice", "/office/contacts?q=khai+sinh&state=all", "/office/oversight"):
        desk.goto(server.url + path)
        expect(desk.get_by_role("heading", level=1)).to_be_visible()
        assert WORDS not in desk.content(), path
        assert desk.get_by_role("link", name="Góp ý, phản ánh").count() == 0, path
    answer = desk.goto(f"{server.url}/office/complaints")
    assert answer is not None
    assert answer.status == 403


def test_about_a_clerk(server: Running, contexts: Callable[[str], BrowserContext]) -> None:
    citizen, clerk, supervisor = (contexts(kind).new_page() for kind in ("phone", "desk", "desk"))
    log_in(clerk, server, "clerk")
    code, name = send(citizen, server)
    assert name.startswith("Châu Thị Một Cửa")
    nowhere(clerk, server)

    log_in(supervisor, server, "supervisor")
    supervisor.goto(f"{server.url}/office/voice")
    supervisor.get_by_role("link", name="Góp ý, phản ánh").click()
    expect(supervisor.get_by_text("1 thư quá hạn trả lời")).to_be_visible()
    found = violations(supervisor, "complaints")
    supervisor.get_by_role("link", name=WORDS).click()
    expect(supervisor.locator("article .told").first).to_have_text(WORDS)
    supervisor.keyboard.press("r")
    expect(supervisor.get_by_label("Trả lời người gửi")).to_be_focused()
    found += violations(supervisor, "reply")
    supervisor.keyboard.type(REPLY)
    supervisor.get_by_role("dialog").get_by_role("button", name="Trả lời").click()
    expect(supervisor.locator("article .told").last).to_have_text(REPLY)
    assert found + violations(supervisor, "complaint") == []

    citizen.goto(f"{server.url}/gop-y/theo-doi")
    citizen.get_by_label("Mã").fill(code.lower())
    citizen.get_by_role("button", name="Xem").click()
    expect(citizen.get_by_text(REPLY)).to_be_visible()
    nowhere(clerk, server)
