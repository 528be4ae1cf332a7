"""What must not lose anything on the phone: a full store, a killed worker, an update with unsent events, Zalo."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.hands import accept, deliver, enrol, phone_events, sign, stops, sync_now, today
from tests.browser.running import ROOT, Running

ZALO = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 Zalo android/24010"


def unsent(page: Page) -> int:
    return len(phone_events(page))


def fill_up(page: Page, server: Running) -> CDPSession:
    """From now on the browser has no room for this origin. It believes for 30 s what room it saw last."""
    tools = page.context.new_cdp_session(page)
    tools.send("Storage.overrideQuotaForOrigin", {"origin": server.url, "quotaSize": 1})
    page.wait_for_timeout(31_000)
    return tools


def test_a_full_store_is_said_and_what_was_typed_stays(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    path = stops(phone).first.get_attribute("href") or ""
    tools = fill_up(phone, server)
    phone.goto(f"{server.url}{path}/deliver")
    phone.get_by_text("Người khác…").click()
    phone.get_by_text("Bà con", exact=True).click()
    phone.locator("input[name=name]").fill("Nguyễn Thị Bà Con")
    sign(phone)
    phone.wait_for_timeout(500)
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_role("alert").first).to_be_visible()
    expect(phone.get_by_text(re.compile("hết chỗ|đầy", re.IGNORECASE)).first).to_be_visible()
    expect(phone.locator("input[name=name]")).to_have_value("Nguyễn Thị Bà Con")
    kinds = [event["kind"] for event in phone_events(phone)]
    assert "confirmation.recorded" not in kinds
    tools.send("Storage.overrideQuotaForOrigin", {"origin": server.url})
    phone.wait_for_timeout(31_000)
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()


def test_a_killed_worker_comes_back(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    server.kill()
    tools = phone.context.new_cdp_session(phone)
    tools.send("ServiceWorker.enable")
    for _ in range(2):
        today(phone, server)
        deliver(phone, stops(phone).filter(has_text="Chưa trả").first, save=False)
        tools.send("ServiceWorker.stopAllWorkers")
        phone.get_by_role("button", name="Lưu xác nhận").click()
        expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()
        tools.send("ServiceWorker.stopAllWorkers")
    server.start()
    today(phone, server)
    sync_now(phone)
    assert [row["flags"] for row in server.export("confirmations")[-2:]] == [[], []]


@pytest.fixture
def changing(tmp_path: Path, demonstration: Path) -> Iterator[Running]:
    """A server of its own program folder, whose build a test may replace."""
    root = tmp_path / "program"
    for part in ("server", "sync", "web", "static"):
        shutil.copytree(ROOT / part, root / part)
    running = Running(tmp_path / "data", demonstration, root)
    yield running
    running.stop()


def replace_build(root: Path) -> str:
    """The same program under another build's name, as an update of it would be."""
    build = root / "static" / "build"
    old = re.search(r'"([0-9a-f]{12})"', (build / "worker.js").read_text("utf-8"))
    assert old is not None
    for path in build.glob("*.js"):
        path.write_text(path.read_text("utf-8").replace(old[1], "feedfeedfeed"), "utf-8")
    return "feedfeedfeed"


def test_an_update_waits_for_open_forms_and_loses_nothing(changing: Running, phone: Page) -> None:
    enrol(phone, changing)
    accept(phone)
    phone.context.set_offline(True)
    deliver(phone, stops(phone).first)
    before = phone_events(phone)
    changing.kill()
    new = replace_build(changing.root)
    changing.start()
    today(phone, changing)
    stops(phone).filter(has_text="Chưa trả").first.click()
    phone.get_by_role("link", name="Trả kết quả").click()
    sign(phone)
    phone.context.set_offline(False)
    phone.evaluate("navigator.serviceWorker.getRegistration('/field/').then((known) => known.update())")
    phone.wait_for_timeout(1500)
    assert phone.url.endswith("/deliver")
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Đã lưu trên máy").or_(phone.get_by_text("Xã đã nhận")).first).to_be_visible()
    phone.wait_for_timeout(3000)  # the page takes the new build now, and loads itself anew
    phone.goto(f"{changing.url}/field/mine")
    expect(phone.get_by_text(new)).to_be_visible()
    sync_now(phone)
    after = phone_events(phone)
    assert [event for event in after if event in before] == before
    assert len(after) == len(before) + 1
    stored = {row["hash"] for row in changing.export("events")}
    assert {event["hash"] for event in after} <= stored


def test_a_server_that_is_half_renewed_gives_no_half_new_app(changing: Running, phone: Page) -> None:
    """The worker's two scripts are of one build, or the one before stays whole."""
    enrol(phone, changing)
    build = changing.root / "static" / "build"
    old = re.search(r'"([0-9a-f]{12})"', (build / "worker.js").read_text("utf-8"))
    assert old is not None
    half = (build / "worker.js").read_text("utf-8").replace(old[1], "feedfeedfeed")
    (build / "worker.js").write_text(half, "utf-8")
    renew = "navigator.serviceWorker.getRegistration('/field/').then((known) => known.update()).catch(() => 'failed')"
    assert phone.evaluate(renew) == "failed"
    phone.context.set_offline(True)
    today(phone, changing)
    expect(stops(phone).first).to_be_visible()


def test_zalo_is_turned_away_before_the_code_is_spent(server: Running, browser: Browser) -> None:
    context = browser.new_context(user_agent=ZALO, viewport=PHONE, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(server.url + server.invitation())
    expect(page.get_by_text("Chrome").first).to_be_visible()
    expect(page.get_by_role("button", name="Nhận máy")).to_have_count(0)
    context.close()
    again = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    page = again.new_page()
    enrol(page, server)
    again.close()


def test_without_a_worker_the_same_screens_run_and_warn(
    server: Running, contexts: Callable[[str], BrowserContext]
) -> None:
    context = contexts("phone")
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    enrol(page, server)
    expect(page.get_by_text(re.compile("không có mạng|Chrome|trình duyệt")).first).to_be_visible()
    accept(page)
    deliver(page, stops(page).first)
    today(page, server)
    sync_now(page)
    assert len(server.export("confirmations")) == 66
