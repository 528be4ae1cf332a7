"""The same-day lane and the calendar in a real browser: clocks that run, a result by keys, days by arrows."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from server.app import open_store
from server.domain.citizens import Party
from server.domain.dossiers import Dossier
from server.domain.times import local_day, stamp
from server.settings import Settings
from server.store.port import Unit
from tests.browser.hands import log_in
from tests.browser.running import Running


def enter_two(server: Running) -> str:
    """Two dossiers wait in the lane for 42 minutes; gives their day. The server starts anew."""
    received = datetime.now(UTC) - timedelta(minutes=42)

    def put(unit: Unit) -> None:
        for place, name in enumerate(("Một", "Hai")):
            unit.put(
                Dossier(
                    id=f"lane-{place}",
                    no=f"TN-991231-90{place}",
                    procedure_name="Chứng thực chữ ký",
                    applicant=Party(f"Danh Thị Chờ {name}"),
                    received_at=stamp(received),
                    lane="same_day",
                )
            )

    server.stop()
    store = open_store(Settings(data=server.folder))
    store.submit(put).result()
    store.close()
    server.start()
    return local_day(received)


def test_a_result_by_keys_while_the_clocks_run(server: Running, desk: Page) -> None:
    day = enter_two(server)
    log_in(desk, server, "clerk")
    desk.clock.install()
    desk.goto(f"{server.url}/office/lane?day={day}")
    row = desk.locator("tr", has_text="Danh Thị Chờ Hai")
    since = desk.locator("tr", has_text="Danh Thị Chờ Một").locator("time[data-since]")
    expect(since).to_have_text("42 phút")
    desk.clock.fast_forward("25:00")
    expect(since).to_have_text("1 giờ 07 phút")
    row.locator("a.whole").focus()
    desk.keyboard.press("q")
    expect(desk.locator("dialog:modal h2")).to_have_text("Có kết quả: Danh Thị Chờ Hai")
    desk.keyboard.type("15/CT")
    desk.keyboard.press("Enter")
    expect(desk.locator("tr", has_text="Danh Thị Chờ Hai").locator("time[data-since]")).to_have_count(0)
    expect(desk.locator("tr", has_text="Danh Thị Chờ Một").locator("time[data-since]")).to_have_count(1)


def test_the_year_by_arrows(server: Running, desk: Page) -> None:
    log_in(desk, server, "admin")
    desk.goto(f"{server.url}/office/calendar?year=2031")
    marked = desk.locator('[data-day]:not([tabindex="-1"])')
    expect(marked).to_have_count(1)
    marked.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowUp"):
        desk.keyboard.press(key)
    # The second ArrowUp would leave the year: nothing moves.
    expect(desk.locator(":focus")).to_have_attribute("data-day", "2031-01-02")
    desk.keyboard.press("Enter")
    expect(desk.locator("#day")).to_have_value("2031-01-02")
