"""Appointments and the desk's figures in a real browser: booked by keys, checked in, written, counted; read by axe."""

import re

from playwright.sync_api import Page, expect

from tests.browser.eyes import violations
from tests.browser.hands import log_in
from tests.browser.running import Running
from tests.browser.test_axe import visited

HERE = "/office/desk/appointments"


def test_booked_by_keys_checked_in_and_written(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}{HERE}")
    desk.keyboard.press("n")
    expect(desk.get_by_role("combobox", name="Họ và tên")).to_be_focused()
    desk.keyboard.type("Danh Thị Xuân Thử")
    desk.get_by_label("Ngày sinh").fill("1941")
    desk.get_by_label("Thủ tục").select_option(label="Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh")
    desk.get_by_role("radio", name=re.compile("^Chiều")).first.check()
    desk.get_by_role("button", name="Lưu").click()
    expect(desk.get_by_role("heading", name="Danh Thị Xuân Thử")).to_be_visible()
    booked = desk.url
    desk.keyboard.press("m")
    expect(desk.locator("dialog:modal h2")).to_have_text("Dời ngày")
    desk.locator("dialog:modal").get_by_role("radio", name=re.compile("^Sáng")).nth(1).check()
    desk.locator("dialog:modal").get_by_role("button", name="Dời ngày").click()
    expect(desk.locator(".history")).to_contain_text("Buổi: Chiều → Sáng")
    desk.keyboard.press("i")
    expect(desk.locator(".paper-page")).to_contain_text("Nhớ mang theo")
    desk.goto(booked)
    desk.keyboard.press("c")
    expect(desk.locator(".page-head")).to_contain_text("Đã đến")
    desk.keyboard.press("w")
    expect(desk).to_have_url(re.compile("/office/desk/new\\?form=civil_extract_copy&appointment="))
    expect(desk.locator("main")).to_contain_text("Tờ khai cấp bản sao trích lục hộ tịch")
    assert desk.locator("input[value='Danh Thị Xuân Thử']").count() > 0


def test_a_slip_with_many_papers_stays_on_one_page(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    for procedure in ("1.001193", "1.004772", "1.001776"):
        desk.goto(f"{server.url}{HERE}/new?procedure={procedure}")
        desk.get_by_role("combobox", name="Họ và tên").fill("Huỳnh Thị Ngọc Bích Tuyền Giả Định")
        desk.get_by_role("button", name="Lưu").click()
        expect(desk).to_have_url(re.compile("appointments/[0-9a-f-]{36}$"))
        desk.goto(f"{desk.url}/slip")
        pages = re.findall(rb"/Type\s*/Page[^s]", desk.pdf(prefer_css_page_size=True))
        assert len(pages) == 1, procedure


def test_somebody_known_is_taken_from_the_offer(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/requests")
    known = desk.locator("tbody .who a").first.inner_text()
    desk.goto(f"{server.url}{HERE}/new")
    desk.get_by_role("combobox", name="Họ và tên").press_sequentially(known)
    desk.locator("#person_found [role=option]").first.click()
    expect(desk.locator("#hint-person_name")).to_have_text("người bàn đã biết")
    expect(desk.locator("input[name=person_citizen]")).not_to_have_value("")


def test_a_figure_opens_the_list_that_it_counts(server: Running, desk: Page) -> None:
    log_in(desk, server, "supervisor")
    desk.goto(f"{server.url}/office/desk/counts")
    desk.get_by_role("link", name="Từ đầu").click()
    figure = desk.locator(".figures a").first
    number = figure.locator("strong").inner_text()
    figure.click()
    expect(desk.locator(".list-foot")).to_contain_text(f"trong {number}")
    desk.goto(f"{server.url}/office/desk/demand?from=2020-08-26&to=2020-10-13")
    expect(desk.locator(".big-words")).to_contain_text("169 lượt, tất cả đều vào ngày viết hộ")
    desk.get_by_role("link", name="107").click()
    expect(desk.locator(".list-foot")).to_contain_text("trong 107")


def test_the_screens_are_read_by_axe_and_fit_a_narrow_window(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}{HERE}")
    one = desk.locator("tbody a.whole").first.get_attribute("href") or ""
    paths = [HERE, f"{HERE}?day=all", f"{HERE}/new", one, f"{one}/correct", f"{one}/slip", f"{HERE}/print"]
    paths += ["/office/desk/demand", "/office/desk/counts?from=2020-01-01", "/office/desk/entries?from=2020-01-01"]
    paths += ["/office/forms", "/office/procedures/1.001193"]
    found = visited(desk, [server.url + path for path in paths])
    desk.goto(f"{server.url}{HERE}")
    desk.get_by_role("link", name="Số chỗ mỗi buổi").click()
    expect(desk.locator("dialog:modal")).to_be_visible()
    found += violations(desk, "places")
    desk.set_viewport_size({"width": 360, "height": 740})
    screens = [path for path in paths if not path.endswith(("/slip", "/print"))]
    found += visited(desk, [server.url + path for path in screens], "narrow")
    for path in screens:
        desk.goto(server.url + path)
        assert desk.evaluate("document.documentElement.scrollWidth") <= 360, path
    assert found == []
