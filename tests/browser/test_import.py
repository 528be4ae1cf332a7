"""Lists at the desk in a real browser: both kinds, a legacy font, a column put right, a long list, taking back."""

import re
import time

from playwright.sync_api import Page, expect

from tests import lists
from tests.browser.eyes import violations
from tests.browser.hands import log_in
from tests.browser.running import Running
from tests.fonts import in_vni


def choose(page: Page, server: Running, name: str, content: bytes) -> None:
    """Pick a file and have it read."""
    page.goto(f"{server.url}/office/import")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="Xem trước").click()


def count(page: Page, verdict: str) -> str:
    """What a tab of the preview counts."""
    return page.locator(".tabs a", has_text=verdict).locator(".count").inner_text()


def at_desk(server: Running) -> int:
    """The items at the desk."""
    return sum(row["state"] == "at_desk" for row in server.export("items"))


def test_a_card_list_in_and_back(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    bad = list(lists.card_row(9))
    bad[5] = "HN39"
    rows = [("DANH SÁCH CẤP THẺ",), lists.CARD_HEADER, *map(lists.card_row, range(1, 9)), bad]
    before = at_desk(server)
    choose(desk, server, "the-bhyt.xlsx", lists.as_xlsx(rows))
    expect(desk.get_by_role("heading", name="Xem trước danh sách thẻ")).to_be_visible()
    assert [count(desk, verdict) for verdict in ("Tất cả", "Mới", "Từ chối")] == ["9", "8", "1"]
    assert violations(desk, "preview") == []
    desk.locator(".tabs a", has_text="Từ chối").click()
    expect(desk.locator("tbody tr", has_text="không đúng dạng")).to_have_count(1)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Tải các dòng bị từ chối").click()
    assert download.value.suggested_filename.startswith("dong-bi-tu-choi")
    desk.get_by_role("button", name="Nhập 8 thẻ").click()
    expect(desk.get_by_text("Đã nhập 8 thẻ.")).to_be_visible()
    assert violations(desk, "batch") == []
    assert at_desk(server) == before + 8

    batch = desk.url
    desk.get_by_role("link", name="Hoàn tác").click()
    desk.get_by_role("dialog").get_by_role("link", name="Thôi").click()
    expect(desk.get_by_role("dialog")).to_have_count(0)
    desk.get_by_role("link", name="Hoàn tác").click()
    desk.get_by_role("dialog").get_by_role("button", name="Hoàn tác").click()
    expect(desk.get_by_text("Đã hoàn tác: 8 dòng")).to_be_visible()
    assert at_desk(server) == before
    desk.goto(f"{server.url}/office/items?q=0300000001")
    expect(desk.locator("tbody tr")).to_have_count(0)

    choose(desk, server, "the-bhyt.xlsx", lists.as_xlsx(rows))
    desk.get_by_role("button", name="Nhập 8 thẻ").click()
    expect(desk.get_by_text("Đã nhập 8 thẻ.")).to_be_visible()
    assert desk.url != batch
    choose(desk, server, "the-bhyt.xlsx", lists.as_xlsx(rows))
    expect(desk.get_by_role("button", name="Nhập (không có gì mới)")).to_be_visible()
    assert at_desk(server) == before + 8
    assert server.verified()["ok"]


def test_a_dossier_list_and_its_results(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    rows = [
        ("DANH SÁCH HỒ SƠ",),
        lists.DOSSIER_HEADER,
        *map(lists.home_row, range(1, 8)),
        *map(lists.dossier_row, range(8, 25)),
    ]
    before = at_desk(server)
    choose(desk, server, "ho-so-igate.xls", lists.as_html(rows))
    expect(desk.get_by_role("heading", name="Xem trước danh sách hồ sơ")).to_be_visible()
    assert count(desk, "Mới") == "24"
    expect(desk.locator("tbody .tag", has_text="tại nhà")).to_have_count(7)
    assert violations(desk, "preview") == []
    desk.get_by_role("button", name="Nhập 24 hồ sơ").click()
    expect(desk.get_by_text("Đã nhập 24 hồ sơ.")).to_be_visible()
    assert at_desk(server) == before + 7
    desk.get_by_role("link", name="Xem các kết quả vừa nhập").click()
    expect(desk.locator("tbody tr")).to_have_count(7)


def test_a_legacy_font_and_a_column_put_right(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    rows = [("STT", "Người hưởng", "Số", "Địa chỉ"), (1, "Trần Thị Mẫu", "HN3930300000001", "Ấp Một, xã Thử")]
    choose(desk, server, "cu.xlsx", lists.as_xlsx([[in_vni(str(cell)) for cell in row] for row in rows]))
    expect(desk.get_by_text("Danh sách này gõ bằng phông VNI.")).to_be_visible()
    expect(desk.get_by_text("Trần Thị Mẫu")).to_be_visible()
    assert violations(desk, "font") == []
    desk.get_by_role("button", name="Chuyển sang Unicode").click()
    expect(desk.get_by_role("heading", name="Đây là danh sách gì?")).to_be_visible()
    desk.get_by_role("button", name="Danh sách thẻ bảo hiểm y tế").click()
    expect(desk.get_by_text("Chưa biết cột nào là:")).to_be_visible()
    assert violations(desk, "columns") == []
    desk.get_by_label("Người hưởng").select_option(label="Họ và tên")
    desk.get_by_label("Số", exact=True).select_option(label="Số thẻ")
    desk.get_by_role("button", name="Đọc lại").click()
    expect(desk.get_by_role("button", name="Nhập 1 thẻ")).to_be_visible()
    expect(desk.locator("tbody th", has_text="Trần Thị Mẫu")).to_be_visible()


def test_a_long_list_goes_on_without_anybody(server: Running, desk: Page) -> None:
    """The tab is closed and the server killed half-way: what is stored stays, and the rest follows by itself."""
    log_in(desk, server, "clerk")
    before = at_desk(server)
    total = 6000
    rows = [lists.CARD_HEADER, *map(lists.card_row, range(1, total + 1))]
    choose(desk, server, "dai.csv", lists.as_csv(rows))
    desk.get_by_role("button", name=f"Nhập {total} thẻ").click()
    # How far it is when the server dies depends on the machine; tests/http looks at the progress itself.
    expect(desk).to_have_url(re.compile(r"/office/import/batches/"))
    where = desk.url
    desk.goto("about:blank")
    server.restart()
    limit = time.monotonic() + 60
    while at_desk(server) < before + total:
        assert time.monotonic() < limit, at_desk(server)
        time.sleep(0.5)
    desk.goto(where)
    expect(desk.get_by_text(f"Đã nhập {total} thẻ.")).to_be_visible()
    assert server.verified()["ok"]
