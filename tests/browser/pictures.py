"""Pictures of the real screens for the guides, by the names that web/help/*.json give them."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from server.documents.guides import PICTURES
from tests.browser.hands import accept, enrol, log_in, stops, sync_now, today
from tests.browser.running import Running

FORM = "social_allowance_2026"
TALL = {"width": 360, "height": 640}

Showing = Callable[[Page, Running], None]


def _round(page: Page, server: Running) -> None:
    page.locator("a[href*='/field/rounds/']").last.click()
    page.locator("h1").first.wait_for()


def _today(page: Page, server: Running) -> None:
    today(page, server)
    accept(page)


def _at_door(page: Page, server: Running, link: str) -> None:
    today(page, server)
    stops(page).first.click()
    page.get_by_role("link", name=link).click()


def _mine(page: Page, server: Running) -> None:
    page.goto(f"{server.url}/field/mine")
    sync_now(page)


PHONE: dict[str, Showing] = {
    "field-round": _round,
    "field-today": _today,
    "field-deliver": lambda page, server: _at_door(page, server, "Trả kết quả"),
    "field-failed": lambda page, server: _at_door(page, server, "Không gặp được"),
    "field-mine": _mine,
    "field-forms": lambda page, server: _open(page, server, "/field/forms"),
    "field-form-begin": lambda page, server: _open(page, server, f"/field/forms/{FORM}"),
    "field-form-check": lambda page, server: _check(page, server),
    "field-shifts": lambda page, server: _open(page, server, "/field/shifts"),
}
"""How each picture of the phone comes about, in the order in which they are taken."""


def _open(page: Page, server: Running, path: str) -> None:
    page.goto(f"{server.url}{path}")
    page.locator("h1").first.wait_for()


def _check(page: Page, server: Running) -> None:
    """A form begun for nobody real, at its check."""
    page.get_by_label("Họ và tên người khai").fill("Danh Thị Ví Dụ")
    for choice in ("Tại nhà", "Chính người khai", "Đã hỏi và được đồng ý"):
        page.get_by_text(choice, exact=True).click()
    page.get_by_role("button", name="Bắt đầu viết").click()
    page.wait_for_url("**draft=**")
    page.goto(page.url.split("&step=")[0] + "&step=check")
    page.locator("h1").first.wait_for()


DESK: dict[str, tuple[str, str]] = {
    "office-import": ("clerk", "/office/import"),
    "office-rounds": ("clerk", "/office/rounds"),
    "office-review": ("clerk", "/office/review"),
    "office-desk": ("clerk", "/office/desk"),
    "office-scan": ("clerk", "/office/scan"),
    "office-oversight": ("supervisor", "/office/oversight"),
    "office-report": ("supervisor", "/office/reports"),
    "office-voice": ("supervisor", "/office/voice"),
}
"""Who looks at which page."""


def take(phone: Page, desk: Page, server: Running, folder: Path = PICTURES) -> None:
    """All of them into a folder, 360 x 640 and 1280 x 800."""
    folder.mkdir(parents=True, exist_ok=True)
    phone.set_viewport_size(TALL)  # type: ignore[arg-type]  # two ints
    enrol(phone, server)
    for name, show in PHONE.items():
        show(phone, server)
        _still(phone, folder / f"{name}.png")
    role = ""
    for name, (who, path) in DESK.items():
        if who != role:
            desk.context.clear_cookies()
            log_in(desk, server, role := who)
        desk.goto(f"{server.url}{path}")
        if name == "office-report":
            desk.locator("a.whole").first.click()
            desk.wait_for_url("**/office/reports/*")
        _still(desk, folder / f"{name}.png")


def _still(page: Page, path: Path) -> None:
    """The screen as it stands once nothing moves any more."""
    page.wait_for_timeout(400)
    page.screenshot(path=path)
