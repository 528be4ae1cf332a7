"""What a citizen does on an old phone without script: handbook, look-up, an opinion without a name and its answer."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.eyes import violations
from tests.browser.running import Running
from tests.browser.test_axe import visited

NARROW = {"width": 320, "height": 640}
SMALL = """() => [...document.querySelectorAll("body *")].filter((one) =>
  [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  && parseFloat(getComputedStyle(one).fontSize) < 18 && one.getClientRects().length).map((one) => one.outerHTML)"""
LOW = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea")].filter((one) =>
  one.getClientRects().length && one.getBoundingClientRect().height < 48).map((one) => one.outerHTML)"""
WIDTH = "() => document.documentElement.scrollWidth"


def held(page: Page) -> None:
    """What holds on every public page: 18 px, 48 px, no scrolling sideways at 360 and at 320."""
    page.wait_for_load_state("load")  # its style is there
    assert page.evaluate(SMALL) == []
    assert page.evaluate(LOW) == []
    for size in (NARROW, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # two ints
        assert page.evaluate(WIDTH) <= size["width"], (page.url, size)


def card(server: Running) -> tuple[str, str]:
    """(number, last three digits) of a card that waits or travels."""
    rows = server.export("items")
    row = next(row for row in rows if row.get("phone") and row.get("number") and row["state"] == "in_round")
    return str(row["number"]), str(row["phone"])[-3:]


def test_without_script_from_the_front_page_to_an_answer(server: Running, browser: Browser) -> None:
    old = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=False)  # type: ignore[arg-type]  # two ints
    page = old.new_page()
    page.goto(server.url)
    held(page)
    page.get_by_role("link", name="Sổ tay thủ tục Cần giấy gì").click()
    held(page)
    page.get_by_label("Bà con cần làm gì?").fill("khai sinh")
    page.get_by_role("button", name="Tìm").click()
    held(page)
    page.get_by_role("link", name="Đăng ký khai sinh").first.click()
    expect(page.get_by_role("heading", name="Mang theo gì?")).to_be_visible()
    held(page)
    page.get_by_role("link", name="Tra cứu").click()
    held(page)
    number, digits = card(server)
    page.get_by_label("Mã hồ sơ, số thẻ").fill(number)
    page.get_by_label("Ba số cuối điện thoại").fill(digits)
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", name="Giấy đang trên đường đến nhà")).to_be_visible()
    held(page)
    page.get_by_role("link", name="Góp ý").last.click()
    held(page)
    page.get_by_label("Bà con muốn nói gì?").fill("Hẹn ba lần, lần nào cũng thiếu giấy.")
    page.get_by_label("Góp ý về ai?").select_option(label="Một cán bộ một cửa")
    page.get_by_role("button", name="Gửi góp ý").click()
    code = page.locator(".the-code").inner_text()
    held(page)
    page.get_by_role("link", name="Đã có mã").click()
    held(page)
    page.get_by_label("Mã đã nhận khi gửi").fill(code.lower())
    page.get_by_role("button", name="Xem trả lời").click()
    expect(page.get_by_role("heading", name="Đang chờ xã trả lời")).to_be_visible()
    page.get_by_label("Nói thêm").fill("Xin trả lời sớm.")
    page.get_by_role("button", name="Gửi thêm").click()
    expect(page.get_by_text("Xin trả lời sớm.")).to_be_visible()
    held(page)
    assert old.cookies() == []
    old.close()


def test_read_by_axe(server: Running, phone: Page) -> None:
    paths = [
        "/",
        "/tra-cuu",
        "/so-tay",
        "/so-tay?q=zzz",
        "/so-tay/1.001193",
        "/gop-y",
        "/gop-y/theo-doi",
        "/q/x",
        "/nowhere",
    ]
    found = visited(phone, [f"{server.url}{path}" for path in paths])
    phone.emulate_media(color_scheme="dark")
    found += visited(phone, [f"{server.url}{path}" for path in (paths[0], paths[4], f"{paths[5]}?lang=en")], "dark")
    phone.goto(f"{server.url}/tra-cuu")
    phone.get_by_label("Mã hồ sơ, số thẻ").fill("TN-000000-000")
    phone.get_by_label("Ba số cuối điện thoại").fill("000")
    phone.get_by_role("button", name="Xem").click()
    expect(phone.get_by_role("heading", name="Chưa tìm thấy")).to_be_visible()
    found += violations(phone, "look-up, nothing found")
    phone.goto(f"{server.url}/gop-y")
    phone.get_by_label("Bà con muốn nói gì?").fill("\u200b")
    phone.get_by_role("button", name="Gửi góp ý").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    found += violations(phone, "opinion, refused")
    phone.get_by_label("Bà con muốn nói gì?").fill("Cảm ơn cô tiếp nhận.")
    phone.get_by_role("button", name="Gửi góp ý").click()
    code = phone.locator(".the-code").inner_text()
    found += violations(phone, "opinion, sent")
    phone.goto(f"{server.url}/gop-y/theo-doi")
    phone.get_by_label("Mã đã nhận khi gửi").fill(code)
    phone.get_by_role("button", name="Xem trả lời").click()
    expect(phone.get_by_role("heading", name="Đang chờ xã trả lời")).to_be_visible()
    found += violations(phone, "followed")
    assert found == []
