"""A day at the desk by keyboard: one settled at once, one supplemented and put off, one sent home, nothing lost."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hands import log_in
from tests.browser.running import Running

CARD = "093141000001||DANH THỊ THỬ HAI|02051941|Nữ|Ấp Mỹ Phú, Xã Hòa Mẫu, Tỉnh Ví Dụ|10032022"


def choose(page: Page, words: str) -> None:
    """Type some words of a procedure and take the first that fits."""
    page.goto(page.url.split("/office/")[0] + "/office/dossiers/new")
    field = page.locator("#procedure-field")
    expect(field).to_be_focused()
    page.keyboard.type(words)
    expect(page.locator("#procedure-list [aria-selected=true]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#terms .big")).to_be_visible()


def tick_all(page: Page) -> None:
    """Every paper is there."""
    for box in page.locator("#components input[type=checkbox]").all():
        box.check()
    expect(page.locator("#terms")).not_to_contain_text("Còn thiếu")


def take_in(page: Page) -> str:
    """Ctrl+Enter from wherever one is; the dossier's number."""
    press(page, "Control+Enter")
    page.wait_for_url(re.compile(r"/office/dossiers/[0-9a-f-]{36}$"))
    found = re.search(r"TN-\d{6}-\d{3}", page.locator(".dossier-what").inner_text())
    assert found is not None
    return found.group()


def act(page: Page, key: str, name: str) -> None:
    """An act by its key, and in its dialog the button of that name."""
    press(page, key)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=name).click()


def press(page: Page, key: str) -> None:
    """A key, once the page's script is there: nobody is faster."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def state(page: Page, words: str) -> None:
    """What the head of the page says."""
    expect(page.locator(".page-head")).to_contain_text(words)


def test_entry_by_keyboard_and_a_result_at_once(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    choose(desk, "chung thuc ban sao")
    expect(desk.locator("#components tbody tr")).to_have_count(2)
    desk.locator("#scan").focus()
    desk.keyboard.type(CARD + "\n")
    expect(desk.locator("#applicant_name")).to_have_value("Danh Thị Thử Hai")
    expect(desk.locator("#applicant_phone")).to_be_focused()
    desk.keyboard.type("+84 300.000.999")
    desk.keyboard.press("Enter")
    expect(desk.locator("#applicant_phone_owner")).to_be_focused()
    tick_all(desk)
    take_in(desk)
    expect(desk.get_by_text("0300000999")).to_be_visible()
    state(desk, "Đã nhận")

    act(desk, "q", "Ghi kết quả")
    state(desk, "Có kết quả")
    press(desk, "z")
    state(desk, "Đã nhận")
    act(desk, "q", "Ghi kết quả")
    act(desk, "t", "Đã trả")
    state(desk, "Đã trả")
    expect(desk.locator(".timeline li")).to_have_count(5)
    expect(desk.locator(".acts .button")).to_have_count(0)


def test_a_known_person_a_supplement_and_an_apology(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    choose(desk, "1.001776")
    desk.locator("#applicant_name").focus()
    desk.keyboard.type("bui my nhap")
    expect(desk.locator("#applicant_found [role=option]").first).to_contain_text("Bùi Mỹ Nháp")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("#applicant_name")).to_have_value("Bùi Mỹ Nháp")
    expect(desk.locator("#applicant_birth")).not_to_have_value("")
    expect(desk.locator("#terms")).to_contain_text("Còn thiếu")
    first_due = desk.locator("#terms .big").inner_text()
    take_in(desk)

    press(desk, "b")
    dialog = desk.get_by_role("dialog")
    expect(dialog.locator("textarea[name=missing]")).not_to_have_value("")
    dialog.get_by_role("button", name="Yêu cầu bổ sung").click()
    expect(dialog.get_by_text("Hãy ghi lý do.")).to_be_visible()
    dialog.locator("textarea[name=reason]").fill("Tờ khai chưa ký")
    dialog.get_by_role("button", name="Yêu cầu bổ sung").click()
    state(desk, "Chờ bổ sung")
    act(desk, "b", "Nhận bổ sung")
    state(desk, "Đang xử lý")
    expect(desk.get_by_text("Yêu cầu bổ sung B")).to_have_count(0)

    press(desk, "h")
    dialog.locator("textarea[name=reason]").fill("Phải xác minh ở nơi cư trú cũ")
    dialog.get_by_role("button", name="Hẹn lại").click()
    expect(desk.locator(".dossier-due")).not_to_have_text(first_due)
    expect(desk.get_by_text("Phải xác minh ở nơi cư trú cũ").first).to_be_visible()
    press(desk, "h")
    expect(desk.get_by_role("dialog")).to_have_count(0)


def test_a_result_goes_home_as_an_item(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    choose(desk, "khai sinh luu dong")
    desk.locator("#applicant_name").fill("Kim Thị Mẫu Mới")
    desk.locator("#applicant_birth").fill("00/00/1950")
    desk.locator("#applicant_hamlet").select_option(label="Ấp 2")
    desk.get_by_label("Tận nhà").check()
    expect(desk.locator("#terms")).to_contain_text("phải ký sổ")
    take_in(desk)
    expect(desk.get_by_text("1950").first).to_be_visible()
    act(desk, "q", "Ghi kết quả")
    act(desk, "g", "Chuyển ra bàn giao")
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_text("phải ký sổ")).to_be_visible()
    dialog.get_by_label("Đã ký sổ khi nộp hồ sơ").check()
    dialog.locator("input[name=condition_document]").fill("Quyển 01, số 12")
    dialog.get_by_role("button", name="Chuyển ra bàn giao").click()
    link = desk.get_by_role("link", name="Đang ở bàn, chờ xếp đợt giao.")
    link.click()
    expect(desk.get_by_role("heading", name="Kim Thị Mẫu Mới")).to_be_visible()
    expect(desk.get_by_text("Quyển 01, số 12").first).to_be_visible()
    desk.goto(f"{server.url}/office/rounds/new")
    expect(desk.get_by_text("Kim Thị Mẫu Mới")).to_be_visible()


def test_what_was_typed_is_not_lost(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    choose(desk, "trich luc ho tich")
    desk.locator("#applicant_name").fill("Thạch Văn Dở Dang")
    desk.locator("#applicant_phone").fill("12")
    tick_all(desk)
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("Số điện thoại chưa đúng; không có thì để trống.")).to_be_visible()
    expect(desk.locator("#applicant_phone")).to_be_focused()
    expect(desk.locator("#applicant_name")).to_have_value("Thạch Văn Dở Dang")
    desk.locator("#applicant_phone").fill("")
    desk.locator("#note").fill("về sớm")

    desk.goto(f"{server.url}/office/dossiers")
    desk.goto(f"{server.url}/office/dossiers/new")
    desk.get_by_role("button", name="Lấy lại").click()
    expect(desk.locator("#applicant_name")).to_have_value("Thạch Văn Dở Dang")
    expect(desk.locator("#note")).to_have_value("về sớm")
    expect(desk.locator("#components input:checked")).not_to_have_count(0)
    desk.locator("#note").focus()
    take_in(desk)
    desk.goto(f"{server.url}/office/dossiers/new")
    expect(desk.get_by_role("button", name="Lấy lại")).to_be_hidden()


def test_the_list_by_keyboard(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/dossiers")
    rows = desk.locator(".list a.whole")
    names = rows.all_inner_texts()
    press(desk, "j")
    expect(rows.nth(0)).to_be_focused()
    press(desk, "j")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text(names[1])
    desk.go_back()
    press(desk, "/")
    desk.keyboard.type("phong")
    expect(desk).to_have_url(re.compile("q=phong"))
    expect(rows.first).to_contain_text("Phỏng")
