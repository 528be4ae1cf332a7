"""A card batch, from the insurance office's list to the reconciliation: proposed, handed over, carried by two."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from server.documents.rows import as_xlsx
from tests.browser.hands import accept, deliver, enrol_at, fail, log_in, open_item, stops, sync_now, today
from tests.browser.running import Running

HEADS, HELPED = "Ấp 1", "Ấp 2"
CARDS = [("Danh Thị Sen Thử", HEADS), ("Lâm Văn Tre Thử", HEADS), ("Huỳnh Thị Ngọc Bích Tuyền Lúa Thử", HEADS)]
CARDS += [("Võ Hữu Đước Thử", HELPED), ("Kim Thanh Mắm Thử", HELPED), ("Sơn Thị Bần Thử", HELPED)]


def card_list(folder: Path) -> Path:
    """A list as the insurance office sends it, of people who do not exist, its address in words."""
    rows = [
        {
            "STT": str(place),
            "Họ và tên": name,
            "Ngày sinh": f"0{place}/02/194{place}",
            "Giới tính": "Nữ",
            "Số thẻ BHYT": f"BT2929299911{place:03}",
            "Giá trị từ ngày": "01/12/2026",
            "đến ngày": "31/12/2027",
            "Địa chỉ": f"{hamlet}, xã Hòa Mẫu",
        }
        for place, (name, hamlet) in enumerate(CARDS, 1)
    ]
    path = folder / "danh-sach-the.xlsx"
    path.write_bytes(as_xlsx(rows))
    return path


def import_list(desk: Page, server: Running, path: Path) -> None:
    desk.goto(f"{server.url}/office/import")
    desk.locator("input[type=file]").set_input_files(path)
    desk.get_by_role("button", name="Xem trước").click()
    desk.locator("form[action*='/office/import/'] button").first.click()
    expect(desk.get_by_text("6 mới").first).to_be_visible()


def row(desk: Page, name: str) -> Locator:
    """The row of a paper in a proposal."""
    return desk.locator(".proposal li", has_text=name)


def propose(desk: Page, server: Running, head: str, volunteer: str) -> list[str]:
    """Look at the proposal, change it by keys and by hand, accept two bags; the URLs of their rounds."""
    desk.goto(f"{server.url}/office/rounds/proposed")
    bag = desk.locator(f"fieldset[data-bag='{head}']")
    expect(bag).to_contain_text(f"Vì: trưởng ấp của {HEADS}")
    helper = desk.locator("fieldset[data-bag]", has_text=CARDS[3][0])
    key = str(helper.get_attribute("data-bag"))
    number = (
        int(
            desk.locator("fieldset[data-bag]").evaluate_all(
                f"(all) => all.findIndex((one) => one.dataset.bag === '{key}')"
            )
        )
        + 1
    )

    row(desk, CARDS[2][0]).locator("select").focus()
    desk.keyboard.press("x")
    expect(desk.locator(".bag-rest", has_text=CARDS[2][0])).to_be_visible()
    row(desk, CARDS[2][0]).locator("select").focus()
    desk.keyboard.press(str(number))
    expect(helper).to_contain_text(CARDS[2][0])
    helper.locator(f"select[name='carrier-{key}']").select_option(volunteer)
    helper.get_by_role("button", name="Xếp túi này").click()
    desk.get_by_role("link", name=re.compile("^Đã xếp đợt giao")).click()
    urls = [desk.url]
    desk.goto(f"{server.url}/office/rounds/proposed")
    bag.get_by_role("button", name="Xếp túi này").click()
    desk.get_by_role("link", name=re.compile("^Đã xếp đợt giao")).click()
    return [desk.url, *urls]


def hand_over(desk: Page, url: str, phone: Page, link: str) -> None:
    """The clerk gives the bag, its deliverer accepts it; the screen says which half is missing until both are there."""
    desk.goto(url)
    expect(desk.locator(".handover-notes")).to_contain_text("chưa bấm Giao túi")
    enrol_at(phone, link)
    desk.get_by_role("button", name="Giao túi").click()
    expect(desk.locator(".handover-notes")).to_contain_text("Còn thiếu")
    accept(phone, url.rsplit("/", 1)[-1])
    sync_now(phone)
    expect(desk.locator(".handover-notes")).to_contain_text("Hai bên đã xác nhận", timeout=15_000)


def third_visit_in_vain(phone: Page, server: Running, name: str) -> None:
    for _ in range(2):
        today(phone, server)
        fail(phone, stops(phone).filter(has_text=name))
    today(phone, server)
    open_item(phone, stops(phone).filter(has_text=name))
    phone.get_by_role("link", name="Không gặp được").click()
    phone.get_by_text("Không có ở nhà").click()
    expect(phone.get_by_text("mang giấy về xã")).to_be_visible()
    phone.get_by_role("button", name="Lưu").click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()


def bring_back(phone: Page, server: Running, round_url: str, name: str) -> None:
    phone.goto(f"{server.url}/field/rounds/{round_url.rsplit('/', 1)[-1]}")
    phone.locator("input[name=items]").locator("xpath=..").filter(has_text=name).click()
    phone.get_by_role("button", name="Trả lại xã").click()
    today(phone, server)
    sync_now(phone)


def test_from_the_list_to_the_reconciliation(
    server: Running, desk: Page, contexts: Callable[[str], BrowserContext], tmp_path: Path
) -> None:
    head, volunteer = (server.demo["invites"][place]["person"] for place in (2, 3))
    links = [server.demo["invites"][place]["url"] for place in (2, 3)]
    links = [server.url + "/field/enrol#" + link.rsplit("#", 1)[-1] for link in links]
    log_in(desk, server, "clerk")
    import_list(desk, server, card_list(tmp_path))
    rounds = propose(desk, server, head, volunteer)
    phones = [contexts("phone").new_page() for _ in rounds]
    for url, phone, link in zip(rounds, phones, links, strict=True):
        hand_over(desk, url, phone, link)

    first, second = phones
    for phone, name in ((first, CARDS[0][0]), (second, CARDS[3][0])):
        phone.context.set_offline(True)
        today(phone, server)
        deliver(phone, stops(phone).filter(has_text=name))
    third_visit_in_vain(second, server, CARDS[4][0])
    for phone in phones:
        phone.context.set_offline(False)
        today(phone, server)
        sync_now(phone)
    desk.goto(rounds[1])
    expect(desk.locator(".handover-notes")).to_contain_text(f"phải mang về: {CARDS[4][0]}")
    bring_back(second, server, rounds[1], CARDS[4][0])
    expect(desk.locator(".handover-notes")).to_contain_text("chờ đếm lại ở bàn", timeout=15_000)
    desk.get_by_role("button", name="Nhận lại về bàn").click()
    expect(desk.locator("tr", has_text=CARDS[4][0])).to_contain_text("Ở bàn")

    reconcile(desk, server, CARDS[1][0], head)
    states = {row["name"]: row["state"] for row in server.export("items")}
    assert [states[name] for name, _ in CARDS] == [
        "delivered",
        "in_round",
        "in_round",
        "delivered",
        "at_desk",
        "in_round",
    ]
    assert server.verified()["ok"] is True


def reconcile(desk: Page, server: Running, lost: str, head: str) -> None:
    """All papers are scanned but one: it differs, is explained, and the week is signed."""
    desk.goto(f"{server.url}/office/reconciliation")
    desk.locator(f"a[href$='/{head}']").first.click()
    papers = desk.locator("tr:has(input[name=items])")
    for place in range(papers.count()):
        if lost not in papers.nth(place).inner_text():
            code = papers.nth(place).locator("input").get_attribute("value")
            desk.locator("[data-scan-code]").fill(f"{server.url}/q/{code}".upper())
            desk.keyboard.press("Enter")
    expect(desk.locator("input[name=items]:not(:checked)")).to_have_count(1)
    desk.get_by_role("button", name="Lưu số đếm").click()
    difference = desk.locator("#differences tr", has_text=lost)
    expect(difference).to_contain_text("thiếu")
    expect(difference).to_contain_text("Nhận túi của đợt giao")
    difference.locator("input[name=how]").fill("Để quên ở nhà, chiều mang đến")
    desk.keyboard.press("Enter")
    expect(difference).to_contain_text("Để quên ở nhà, chiều mang đến")
    desk.get_by_role("button", name="Ký đối chiếu").click()
    expect(desk.locator(".page-head")).to_contain_text("Đã ký")
    desk.get_by_role("link", name="In biên bản").click()
    expect(desk.locator(".paper-title svg")).to_be_visible()
