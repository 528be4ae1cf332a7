"""Every main screen of the phone and of the office, read by axe: no violation, in either language, in every theme."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from server.domain.reconciliations import week_of
from server.domain.times import VIETNAM
from tests.browser.eyes import at_width, foreign, unfit, violations
from tests.browser.hands import accept, choose_pin, deliver, enrol, fail, log_in, stops, sync_now, today
from tests.browser.running import Running


def seen(page: Page, name: str) -> list[str]:
    """What is wrong with a screen of the phone: read by axe, narrow, with large text, for thumbs, in one language."""
    found = violations(page, name) + at_width(page, name, 320, 740) + at_width(page, name, 360, 740, "200%")
    return found + unfit(page, name) + foreign(page, name)


def visited(
    page: Page,
    paths: Iterable[str],
    look: str = "",
    measure: Callable[[Page, str], list[str]] = violations,
) -> list[str]:
    """What is wrong with each of those pages."""
    found = []
    for path in paths:
        page.goto(path)
        expect(page.locator("h1").first).to_be_visible()
        found += measure(page, f"{path.partition('//')[2].partition('/')[2]} {look}")
    return found


def wear(page: Page, server: Running, **look: str) -> None:
    """The phone's settings."""
    page.goto(f"{server.url}/field/mine")
    expect(page.get_by_role("heading").first).to_be_visible()
    page.evaluate(
        """(look) => fetch("/field/settings", {
          method: "POST", headers: { "HX-Request": "true" }, body: new URLSearchParams(look) })""",
        {"locale": "vi", "theme": "light", "size": "normal", **look},
    )


def closed(page: Page) -> None:
    """As after an answer that says that the token is unknown."""
    page.evaluate(
        """async () => {
          const { name } = (await indexedDB.databases()).find((each) => each.name.startsWith("tannha-"));
          const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
          const db = await done(indexedDB.open(name));
          const facts = db.transaction("facts", "readwrite").objectStore("facts");
          await done(facts.put({ ...(await done(facts.get("sync"))), closed: "unknown" }, "sync"));
          db.close();
        }"""
    )


def test_the_phones_screens(server: Running, phone: Page) -> None:
    phone.emulate_media(reduced_motion="reduce")
    round_ = server.demo["rounds"][0]["id"]
    phone.goto(server.url + server.invitation())
    found = seen(phone, "enrol")
    choose_pin(phone)
    phone.get_by_role("button", name="Nhận máy").click()
    expect(phone.get_by_text("Máy đã sẵn sàng")).to_be_visible()
    found += seen(phone, "enrolled")
    found += visited(phone, [f"{server.url}/field/", f"{server.url}/field/rounds/{round_}"], "offered", seen)
    today(phone, server)
    accept(phone)
    for locale in ("en", "vi"):  # the other language is on the phone once somebody has chosen it
        wear(phone, server, locale=locale)
    today(phone, server)
    phone.context.set_offline(True)
    saved = deliver(phone, stops(phone).first)
    today(phone, server)
    fail(phone, stops(phone).filter(has_text="Chưa trả").first)
    found += seen(phone, "failed, saved")
    today(phone, server)
    door = stops(phone).filter(has_text="Chưa trả").nth(2).get_attribute("href") or ""
    screens = ["", "mine", "rounds", f"rounds/{round_}", f"items/{saved}", "nowhere", "ready", "practice"]
    screens += ["forms", "handbook", "requests/new", "shifts", "pin", "forms/social_allowance_2026"]
    paths = [f"{server.url}/field/{each}" for each in screens]
    paths += [server.url + door + form for form in ("", "/deliver", "/failed")]
    coloured = [paths[0], paths[1], paths[4], paths[7]]
    for look, shown in (
        ({"theme": "dark"}, coloured),
        ({"theme": "sun", "size": "larger"}, coloured),
        ({"locale": "en"}, paths[:4] + paths[6:]),
    ):
        wear(phone, server, **look)
        found += visited(phone, shown, str(look), seen)
    wear(phone, server)
    found += visited(phone, paths, measure=seen)
    phone.goto(f"{server.url}/field/rounds/{round_}")
    phone.get_by_text("Có giấy không thấy trong túi").click()
    phone.locator("input[name=missing]").first.check()
    found += seen(phone, "returning")
    phone.get_by_role("button", name="Trả lại xã").click()
    expect(phone.get_by_text("Không thấy 1 giấy")).to_be_visible()
    found += seen(phone, "lost")
    phone.goto(f"{server.url}{door}/deliver")
    phone.get_by_role("button", name="Không ký được").click()
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    found += seen(phone, "assisted, refused")
    phone.goto(f"{server.url}/field/mine")
    phone.get_by_role("link", name="Hoàn tác").first.click()
    expect(phone.get_by_role("heading", name=re.compile("Hoàn tác cho"))).to_be_visible()
    found += seen(phone, "undo")
    closed(phone)
    found += visited(phone, [f"{server.url}/field/"], "closed", seen)
    assert found == []


def posted(server: Running) -> str:
    """A paper that the post has."""
    return str(next(row["id"] for row in server.export("items") if row["state"] == "posted"))


def test_the_offices_screens(server: Running, desk: Page, phone: Page, tmp_path: Path) -> None:
    enrol(phone, server)
    accept(phone)
    item = deliver(phone, stops(phone).first)
    today(phone, server)
    sync_now(phone)
    desk.goto(f"{server.url}/office/login")
    found = violations(desk, "login")
    log_in(desk, server, "admin")
    round_, person = server.demo["rounds"][0]["id"], server.demo["rounds"][0]["deliverer"]
    screens = ["", "import", "items", f"items/{item}", "rounds", "rounds/new", f"rounds/{round_}", "review"]
    screens += ["held", "people", f"people/{person}", "devices", "rescue", f"rounds/{round_}/sheet"]
    screens += ["scan", f"scan?code={server.demo['rounds'][0]['items'][1]}", f"items/{item}/slip", "tracking-book"]
    screens += ["rounds/proposed", "post", "post?state=posted", "post/print", f"items/{posted(server)}/post"]
    week = week_of(datetime.now(VIETNAM).date())
    screens += ["reconciliation", f"reconciliation/{week}/{person}", "items?state=must_return"]
    found += visited(desk, [f"{server.url}/office/{each}" for each in screens])
    desk.goto(f"{server.url}/office/review")
    desk.locator("[data-row]").first.click()
    expect(desk.locator("#evidence svg path").first).to_be_attached()
    found += violations(desk, "evidence")
    wrong = tmp_path / "khong-phai.json"
    wrong.write_text("{}", "utf-8")
    desk.goto(f"{server.url}/office/rescue")
    desk.locator("input[type=file]").set_input_files(wrong)
    desk.locator("form[action='/office/rescue'] button").click()
    expect(desk.get_by_role("alert")).to_be_visible()
    found += violations(desk, "rescue, refused")
    assert found == []
