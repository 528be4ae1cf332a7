"""The writing desk in the office, by keyboard: written from a form's file alone, put right, taken in as a dossier."""

import re

from playwright.sync_api import Page, expect

from tests.browser.eyes import violations
from tests.browser.hands import log_in
from tests.browser.running import Running

CARD = "093191000123||LÂM THỊ VÍ DỤ|15031991|Nữ|Ấp Mỹ Phú, Xã Hòa Mẫu, Tỉnh Ví Dụ|10032022"


def begin(page: Page, server: Running, code: str) -> None:
    """The empty form, with the page's script there."""
    page.goto(f"{server.url}/office/desk/new?form={code}")
    page.wait_for_load_state("load")
    expect(page.locator("#declarant_name")).to_be_focused()


def put(page: Page, name: str, text: str) -> None:
    """Type into the input of that name."""
    page.locator(f'[name="{name}"]').fill(text)


def date(page: Page, name: str, day: str, month: str, year: str) -> None:
    """Type into the three boxes of a date."""
    for box, text in (("day", day), ("month", month), ("year", year)):
        put(page, f"{name}.{box}", text)


def save(page: Page) -> None:
    """Ctrl+Enter from wherever one is, once the page's script is there."""
    page.wait_for_load_state("load")
    page.keyboard.press("Control+Enter")


def saved(page: Page) -> None:
    """The filled form is shown."""
    page.wait_for_url(re.compile(r"/office/desk/[0-9a-f-]{36}$"))


def test_a_form_from_card_to_dossier(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/desk")
    desk.wait_for_load_state("load")
    desk.keyboard.press("n")
    desk.wait_for_url("**/office/desk/new")
    put(desk, "q", "khai sinh")
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name="Tờ khai đăng ký khai sinh").click()
    expect(desk.locator("#declarant_name")).to_be_focused()
    desk.wait_for_load_state("load")

    desk.locator("#scan").focus()
    desk.keyboard.type(CARD + "\n")
    expect(desk.locator("#declarant_phone")).to_be_focused()
    expect(desk.locator("#declarant_name")).to_have_value("Lâm Thị Ví Dụ")
    expect(desk.locator('[name="requester.id.number"]')).to_have_value("093191000123")
    expect(desk.locator('[name="requester.birth_date.year"]')).to_have_value("1991")
    desk.keyboard.type("0300000999")
    desk.keyboard.press("Enter")
    expect(desk.locator("#procedure")).to_be_focused()

    desk.locator('[name="requester.relation"]').select_option("mother")
    put(desk, "child.name", "lê văn mẫu")
    date(desk, "child.birth_date", "20", "11", "2026")
    expect(desk.locator('[name="child.birth_date_words"]')).to_have_value(
        "ngày hai mươi tháng mười một năm hai nghìn không trăm hai mươi sáu"
    )
    count = desk.locator('[name="copies.count"]')
    expect(count).to_be_hidden()
    desk.locator('[name="copies.wanted"][value=yes]').check()
    expect(count).to_be_visible()
    count.fill("3")
    desk.locator('[name="copies.wanted"][value=no]').check()
    expect(count).to_be_hidden()
    desk.locator('[name="copies.wanted"][value=yes]').check()
    expect(count).to_have_value("3")
    expect(desk.locator('[name="child.name"]')).to_have_value("lê văn mẫu")

    desk.locator('[name="consent"]').check()
    desk.locator('[name="read_back"]').check()
    save(desk)
    expect(desk.get_by_role("button", name="Vẫn lưu")).to_be_visible()
    expect(desk.locator('[name="child.name"]')).to_have_value("lê văn mẫu")
    assert violations(desk, "desk") == []
    save(desk)
    saved(desk)
    expect(desk.get_by_text("LÊ VĂN MẪU").first).to_be_visible()
    expect(desk.locator(".desk-paper")).to_contain_text("TỜ KHAI ĐĂNG KÝ KHAI SINH")
    assert violations(desk, "desk") == []

    desk.keyboard.press("s")
    desk.wait_for_url("**/correct")
    desk.wait_for_load_state("load")
    desk.locator('[name="child.gender"][value=male]').check()
    desk.locator("#why").fill("Thiếu giới tính của cháu")
    save(desk)
    saved(desk)
    expect(desk.locator(".history")).to_contain_text("Giới tính: – → Nam")

    desk.keyboard.press("d")
    desk.wait_for_url("**/dossier")
    desk.wait_for_load_state("load")
    expect(desk.locator("#applicant_name")).to_have_value("Lâm Thị Ví Dụ")
    expect(desk.locator("#applicant_number")).to_have_value("093191000123")
    expect(desk.locator("#procedure")).to_have_value("1.001193")
    save(desk)
    desk.wait_for_url(re.compile(r"/office/dossiers/[0-9a-f-]{36}$"))
    desk.get_by_role("link", name="Tờ khai đăng ký khai sinh").click()
    saved(desk)
    expect(desk.locator(".page-head")).to_contain_text("Đã thành hồ sơ")


def test_rows_and_a_witness(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    begin(desk, server, "result_authorization")
    desk.keyboard.type("Danh Thị Thử Hai")
    desk.keyboard.press("Enter")
    expect(desk.locator("#declarant_birth")).to_be_focused()
    expect(desk.locator('[name="principal.name"]')).to_have_value("Danh Thị Thử Hai")
    desk.keyboard.type("1948")
    desk.keyboard.press("Enter")
    expect(desk.locator('[name="principal.birth_date.year"]')).to_have_value("1948")
    desk.locator('[name="add"]').click()
    first = desk.locator('[name="dossiers.0.code"]')
    expect(first).to_be_focused()
    put(desk, "dossiers.0.result", "Trích lục khai sinh")
    desk.locator('[name="add"]').click()
    put(desk, "dossiers.1.result", "Nhầm")
    expect(desk.locator('[name="dossiers.0.result"]')).to_have_value("Trích lục khai sinh")
    desk.locator('[name="drop"]').nth(1).click()
    expect(desk.locator('[name="dossiers.1.result"]')).to_have_count(0)
    expect(desk.locator("#witness")).to_be_hidden()
    desk.locator('[name="signing_by"][value=assisted]').check()
    put(desk, "witness", "Danh Văn Chứng Thử")
    desk.locator('[name="consent"]').check()
    save(desk)
    expect(desk.get_by_role("button", name="Vẫn lưu")).to_be_visible()
    save(desk)
    saved(desk)
    expect(desk.locator("#filled")).to_contain_text("Điểm chỉ, có người làm chứng")
    expect(desk.locator(".desk-answers")).to_contain_text("1. Trích lục khai sinh")
    expect(desk.locator("#filled")).to_contain_text("Chưa; hãy đọc lại")


def test_somebody_known_is_chosen_and_a_form_goes_back(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    begin(desk, server, "marital_status")
    desk.keyboard.type("thu", delay=20)
    option = desk.locator("#declarant_found [role=option]").first
    expect(option).to_be_visible()
    name = option.locator("strong").inner_text()
    option.click()
    expect(desk.locator("#declarant_name")).to_have_value(name)
    expect(desk.locator('[name="requester.name"]')).to_have_value(name)
    assert desk.locator('[name="declarant_citizen"]').input_value()

    desk.goto(f"{server.url}/office/desk?form=social_allowance_2026")
    desk.wait_for_load_state("load")
    expect(desk.locator("tbody tr")).to_have_count(1)
    desk.locator("tbody a.whole").click()
    saved(desk)
    desk.wait_for_load_state("load")
    desk.keyboard.press("r")
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("button", name="Trả lại người viết").click()
    expect(desk.get_by_text("Hãy ghi lý do.")).to_be_visible()
    desk.locator("#send-back #reason").fill("Chưa rõ dạng khuyết tật")
    desk.locator("#send-back").get_by_role("button", name="Trả lại người viết").click()
    expect(desk.locator("#filled > .note")).to_contain_text("Chưa rõ dạng khuyết tật")
    assert violations(desk, "desk") == []


def test_a_page_that_was_closed_costs_nothing(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    begin(desk, server, "result_authorization")
    desk.keyboard.type("Danh Thị Thử Hai")
    desk.keyboard.press("Enter")
    expect(desk.locator('[name="principal.name"]')).to_have_value("Danh Thị Thử Hai")
    for number in range(2):
        desk.locator('[name="add"]').click()
        put(desk, f"dossiers.{number}.result", f"Trích lục {number}")
    desk.locator('[name="scope"]').nth(0).check()
    desk.locator('[name="scope"]').nth(2).check()
    desk.goto(f"{server.url}/office/desk/new?form=marital_status")
    desk.wait_for_load_state("load")
    expect(desk.locator("[data-kept]")).to_be_hidden()

    begin(desk, server, "result_authorization")
    desk.locator("[data-restore]").click()
    expect(desk.locator('[name="dossiers.1.result"]')).to_have_value("Trích lục 1")
    expect(desk.locator('[name="dossiers.0.result"]')).to_have_value("Trích lục 0")
    expect(desk.locator("#declarant_name")).to_have_value("Danh Thị Thử Hai")
    expect(desk.locator('[name="scope"]:checked')).to_have_count(2)
    desk.locator('[name="consent"]').check()
    save(desk)
    expect(desk.get_by_role("button", name="Vẫn lưu")).to_be_visible()
    save(desk)
    saved(desk)
    begin(desk, server, "result_authorization")
    expect(desk.locator("[data-kept]")).to_be_hidden()
