"""What a person's hands do: enrol a phone, accept a bag, sign at a door, work at the desk."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.running import Running

expect.set_options(timeout=10_000)

PIN = "290385"
"""What everybody in the journeys chooses."""


def enrol(page: Page, server: Running, round_: int = 0) -> None:
    """Open the invitation of a live round's deliverer, take it, and come to Today."""
    enrol_at(page, server.url + server.invitation(round_))


def enrol_at(page: Page, link: str, pin: str = PIN) -> None:
    """Open an invitation, take it, choose a PIN, and come to Today."""
    page.goto(link)
    choose_pin(page, pin)
    page.get_by_role("button", name="Nhận máy").click()
    page.get_by_text("Bắt đầu").click()
    expect(page.get_by_role("heading", name=re.compile("Hôm nay"))).to_be_visible()


def choose_pin(page: Page, pin: str = PIN) -> None:
    """Type a new PIN twice."""
    page.locator("input[name=pin]").fill(pin)
    page.locator("input[name=again]").fill(pin)


def unlock(page: Page, pin: str = PIN) -> None:
    """Type the PIN on the locked screen."""
    page.locator("input[name=pin]").fill(pin)
    button = page.get_by_role("button", name="Mở khóa")
    if page.evaluate("'serviceWorker' in navigator"):
        with page.expect_response("**/field/unlock"):
            button.click()
    else:  # the page answers itself, and no response can be waited for
        button.click()
        expect(button).to_be_hidden()


def today(page: Page, server: Running) -> None:
    """The first tab, of a phone that may be locked because it was off."""
    page.goto(f"{server.url}/field/")
    opened = page.locator("main[data-screen]")
    expect(opened).to_be_visible()
    if opened.get_attribute("data-screen") == "locked":
        unlock(page)
    expect(page.get_by_role("heading", name=re.compile("Hôm nay"))).to_be_visible()


def accept(page: Page, round_: str = "") -> None:
    """Accept the whole bag from Today; which one, if several wait."""
    page.locator(f"a[href*='/field/rounds/{round_}']").first.click()
    page.get_by_text("Đủ cả, đánh dấu hết").click()
    page.get_by_role("button", name=re.compile("Nhận đủ")).click()
    expect(page.get_by_role("heading", name=re.compile("Hôm nay"))).to_be_visible()


def sync_now(page: Page) -> None:
    """The button, and what it says when nothing waits any more."""
    page.get_by_role("button", name="Đồng bộ ngay").click()
    expect(page.get_by_text("Đã gửi hết")).to_be_visible()


def stops(page: Page) -> Locator:
    """The cards of Today that lead to an item."""
    return page.locator("a[href^='/field/items/']")


def sign(page: Page, part: str = "#sign") -> None:
    """Draw a name in the box of that part of the form, with the mouse as the finger."""
    pad = page.locator(f"{part} canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    left, middle = box["x"] + box["width"] * 0.15, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(left + step * box["width"] * 0.016, middle + (-1) ** (step // 2) * box["height"] * 0.2)
        page.wait_for_timeout(12)
    page.mouse.up()


def open_item(page: Page, stop: Locator) -> str:
    """Open a stop's screen; the item's id."""
    path = stop.get_attribute("href") or ""
    stop.click()
    page.wait_for_url(f"**{path}")
    return path.rsplit("/", 1)[-1]


def deliver(page: Page, stop: Locator, save: bool = True) -> str:
    """Hand over at one door, to the person themselves; the item's id."""
    item = open_item(page, stop)
    page.get_by_role("link", name="Trả kết quả").click()
    expect(page.get_by_role("radio", name=re.compile("^Chính "))).to_be_checked()
    sign(page)
    if save:
        page.get_by_role("button", name="Lưu xác nhận").click()
        expect(page.get_by_text("Đã lưu trên máy").first).to_be_visible()
    return item


def fail(page: Page, stop: Locator) -> str:
    """Nobody at home; the item's id."""
    item = open_item(page, stop)
    page.get_by_role("link", name="Không gặp được").click()
    page.get_by_text("Không có ở nhà").click()
    page.get_by_text("Ngày mai").click()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu trên máy").first).to_be_visible()
    return item


def log_in(page: Page, server: Running, role: str) -> None:
    """Log in at the desk."""
    username, password = server.account(role)
    page.goto(f"{server.url}/office/login")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.url}/office/")


OUTBOX = """async () => {
  const names = (await indexedDB.databases()).map((known) => known.name);
  const found = [];
  for (const name of names) {
    const db = await new Promise((done, fail) => {
      const open = indexedDB.open(name);
      open.onsuccess = () => done(open.result);
      open.onerror = () => fail(open.error);
    });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((done, fail) => {
        const all = db.transaction(store).objectStore(store).getAll();
        all.onsuccess = () => done(all.result);
        all.onerror = () => fail(all.error);
      });
      const events = rows.filter((row) => row && row.hash && row.kind);
      found.push(...events.map(({ id, hash, n, kind }) => ({ id, hash, n, kind })));
    }
    db.close();
  }
  return found;
}"""
"""Reads the phone's own events from its databases, whatever their stores are called."""


def phone_events(page: Page) -> list[dict[str, object]]:
    """Every event that the phone holds: id, hash, n, kind."""
    found: list[dict[str, object]] = page.evaluate(OUTBOX)
    return found
