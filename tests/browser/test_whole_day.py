"""The main job, end to end: from a list on the clerk's desk to a signature at the door, and back to the desk."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from server.documents.rows import as_xlsx
from tests.browser.hands import accept, deliver, enrol_at, fail, log_in, phone_events, stops, sync_now, today
from tests.browser.running import Running

NAMES = ["Danh Thị Thử", "Lâm Văn Thử", "Huỳnh Thị Ngọc Bích Tuyền Thử", "Võ Hữu Thử", "Kim Thanh Thử"]


def card_list(folder: Path) -> Path:
    """A list as the insurance office sends it, of people who do not exist."""
    rows = [
        {
            "STT": str(place),
            "Họ và tên": name,
            "Ngày sinh": f"01/02/194{place}",
            "Giới tính": "Nữ",
            "Số thẻ BHYT": f"BT2929299900{place:03}",
            "Giá trị từ ngày": "01/12/2026",
            "đến ngày": "31/12/2027",
            "Địa chỉ": "Ấp Mỹ Phú",
        }
        for place, name in enumerate(NAMES, 1)
    ]
    path = folder / "the-bhyt-thu.xlsx"
    path.write_bytes(as_xlsx(rows))
    return path


def import_and_pack(desk: Page, server: Running, path: Path) -> tuple[str, str]:
    """Import the list, see it twice, pack it for the first hamlet head; the round's URL and the person's id."""
    for first in (True, False):
        desk.goto(f"{server.url}/office/import")
        desk.locator("input[type=file]").set_input_files(path)
        desk.get_by_role("button", name="Xem trước").click()
        if first:
            desk.locator("form[action*='/office/import/'] button").first.click()
            expect(desk.get_by_text("5 mới").first).to_be_visible()
        else:
            expect(desk.get_by_text("không đổi").first).to_be_visible()
    desk.goto(f"{server.url}/office/rounds/new")
    for name in NAMES[:4]:
        desk.get_by_role("checkbox", name=name).check()
    person = str(server.demo["rounds"][0]["deliverer"])
    desk.locator("select[name=deliverer]").select_option(person)
    desk.get_by_role("button", name="Xếp đợt giao").click()
    desk.wait_for_url(re.compile("/office/rounds/[0-9a-f-]+$"))
    desk.get_by_role("button", name="Giao túi").click()
    return desk.url, person


def test_from_the_list_to_the_door_and_back(
    server: Running, desk: Page, contexts: Callable[[str], BrowserContext], tmp_path: Path
) -> None:
    log_in(desk, server, "clerk")
    round_url, person = import_and_pack(desk, server, card_list(tmp_path))
    desk.goto(f"{round_url}/sheet")
    expect(desk.locator("svg").nth(4)).to_be_attached()
    desk.goto(f"{server.url}/office/people/{person}")
    desk.get_by_role("button", name="Mời").click()
    link = desk.locator("input#link").input_value()

    phone = contexts("phone").new_page()
    enrol_at(phone, link)
    phone.context.set_offline(True)
    round_id = round_url.rsplit("/", 1)[-1]
    accept(phone, round_id)
    done = []
    for name in NAMES[:3]:
        today(phone, server)
        done.append(deliver(phone, stops(phone).filter(has_text=name)))
    today(phone, server)
    fail(phone, stops(phone).filter(has_text=NAMES[3]))
    server.kill()
    server.start()

    desk.goto(f"{server.url}/office/review")
    waiting = desk.locator("[data-row]").count()
    desk.evaluate("document.body.dataset.notReloaded = 'yes'")
    phone.context.set_offline(False)
    today(phone, server)
    sync_now(phone)
    for item in done:
        expect(phone.locator(f"a[href='/field/items/{item}']")).to_contain_text("Xã đã nhận")
    expect(desk.locator("[data-row]")).to_have_count(waiting + 3, timeout=15_000)
    assert desk.evaluate("document.body.dataset.notReloaded") == "yes"

    for _ in done:
        desk.locator("[data-row]").filter(has_text="Thử").first.click()
        expect(desk.locator("#evidence svg path").first).to_be_attached()
        desk.wait_for_timeout(700)
        before = desk.locator("[data-row]").count()
        desk.get_by_role("button", name="Duyệt").click()
        expect(desk.locator("[data-row]")).to_have_count(before - 1)

    mine = {(event["id"], event["hash"]) for event in phone_events(phone) if "confirmation" in str(event["kind"])}
    rows = [row for row in server.export("confirmations") if row["item"] in done]
    assert {(row["event"], row["hash"]) for row in rows} == mine
    assert {(row["review"], tuple(row["flags"])) for row in rows} == {("approved", ())}
    assert server.verified()["ok"] is True
    phone.goto(f"{server.url}/field/mine")
    sync_now(phone)
    expect(phone.get_by_text("Đã duyệt", exact=True)).to_have_count(3)


def test_two_phones_and_one_office_at_once(
    server: Running, desk: Page, contexts: Callable[[str], BrowserContext]
) -> None:
    phones = [contexts("phone").new_page() for _ in range(2)]
    for place, phone in enumerate(phones):
        enrol_at(phone, server.url + server.invitation(place))
        accept(phone, server.demo["rounds"][place]["id"])
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/review")
    for phone in phones:
        phone.context.set_offline(True)
        for _ in range(2):
            today(phone, server)
            deliver(phone, stops(phone).filter(has_text="Chưa trả").first)
        phone.context.set_offline(False)
    for phone in phones:
        today(phone, server)
        sync_now(phone)
    expect(desk.locator("[data-row]")).to_have_count(4, timeout=15_000)
    assert len({row["device"] for row in server.export("confirmations")[-4:]}) == 2


def test_sent_back_comes_as_a_task_and_is_done_again(server: Running, phone: Page, desk: Page) -> None:
    enrol_at(phone, server.url + server.invitation())
    accept(phone, server.demo["rounds"][0]["id"])
    item = deliver(phone, stops(phone).first)
    today(phone, server)
    sync_now(phone)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/review")
    desk.locator("[data-row]").first.click()
    desk.wait_for_timeout(700)
    desk.keyboard.press("r")
    desk.get_by_text("Chữ ký không rõ").click()
    desk.get_by_role("dialog").get_by_role("button", name="Trả lại").click()
    expect(desk.get_by_role("dialog")).to_have_count(0)
    today(phone, server)
    sync_now(phone)
    stop = phone.locator(f"a[href='/field/items/{item}']")
    expect(stop).to_contain_text("Cần làm lại")
    stop.click()
    expect(phone.get_by_text("Chữ ký không rõ")).to_be_visible()
