"""From a call on the hotline to a home request, a door without a network, three faces, and the report's figures."""

import re
from datetime import datetime

from playwright.sync_api import Page, expect

from server.domain.times import VIETNAM
from tests.browser.hands import accept, enrol, log_in, open_item, sign, stops, sync_now, today
from tests.browser.running import Running
from tests.browser.test_home_request import at_desk, hamlet_of, pack


def draft_of_today(desk: Page, server: Running) -> str:
    """A report of today alone; the address of its page."""
    day = datetime.now(VIETNAM).date().isoformat()
    desk.goto(f"{server.url}/office/reports/new")
    desk.get_by_label("Từ ngày đến ngày").check()
    desk.get_by_label("Từ ngày", exact=True).fill(day)
    desk.get_by_label("Đến ngày", exact=True).fill(day)
    desk.get_by_role("button", name="Lập báo cáo").click()
    desk.wait_for_url(re.compile(r"/office/reports/[0-9a-f-]{36}$"))
    return desk.url


def figure(desk: Page, report: str, code: str) -> int:
    """How many the report counts; its list is open after."""
    desk.goto(f"{report}/figures/{code}")
    return int(desk.locator("#figure-count").inner_text())


def asked(desk: Page, report: str) -> tuple[int, int]:
    """(answered, asked) as the report's figures say."""
    desk.goto(f"{report}/figures")
    found = re.search(r"(\d+) trả lời trong (\d+) lượt hỏi", desk.locator("#index").inner_text())
    assert found is not None
    return int(found[1]), int(found[2])


def log_the_call(desk: Page, server: Running, who: str, place: str, what: str) -> str:
    """A call is logged and becomes an accepted request; the request's address."""
    desk.goto(f"{server.url}/office/contacts/new")
    desk.get_by_label("Điện thoại", exact=True).first.fill("0300000991")
    desk.get_by_label("Người liên hệ").fill(who)
    desk.get_by_label("Ấp").select_option(label=place)
    desk.get_by_label("Hỏi việc gì").fill(what)
    desk.get_by_role("button", name="Lưu, nhập yêu cầu tại nhà").click()
    desk.wait_for_url("**/office/requests/new?contact=*")
    for choice in ("Người cao tuổi", "Không đi được"):
        desk.get_by_role("radio", name=choice).check()
    desk.locator("input[name=wanted][value=health_card]").check()
    desk.locator("input[name=consent]").check()
    desk.get_by_role("button", name="Lưu", exact=True).click()
    desk.wait_for_url(re.compile("/office/requests/[0-9a-f-]+$"))
    return desk.url


def deliver_with_faces(phone: Page, name: str) -> str:
    """Hand it over and ask the three questions; the item's id."""
    item = open_item(phone, stops(phone).filter(has_text=name).first)
    phone.get_by_role("link", name="Trả kết quả").click()
    for place, value in ((1, 5), (2, 4), (3, 5)):
        phone.locator(f"label:has(input[name=answer_{place}][value='{value}'])").click()
    sign(phone)
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()
    return item


def test_a_call_is_counted_to_the_face_at_the_door(server: Running, phone: Page, desk: Page) -> None:
    card = at_desk(server, "Thẻ bảo hiểm y tế")
    log_in(desk, server, "clerk")
    report = draft_of_today(desk, server)
    codes = ("contacts", "requests_made", "cards_home")
    before, voice = {code: figure(desk, report, code) for code in codes}, asked(desk, report)

    what = f"Xin mang thẻ về nhà cho {card['name']}"
    request = log_the_call(desk, server, card["name"], hamlet_of(desk, server, card), what)
    desk.wait_for_timeout(300)
    desk.locator(f"input[name=items][value='{card['id']}']").check()
    desk.keyboard.press("a")
    expect(desk.locator(".page-head")).to_contain_text("Đã nhận")
    pack(desk, server, card)
    desk.get_by_role("button", name="Giao túi").click()
    expect(desk.get_by_role("button", name="Giao túi")).to_have_count(0)
    round_id = desk.url.rsplit("/", 1)[-1]

    enrol(phone, server)
    accept(phone, round_id)
    today(phone, server)
    phone.context.set_offline(True)
    assert deliver_with_faces(phone, card["name"]) == card["id"]
    phone.context.set_offline(False)
    today(phone, server)
    sync_now(phone)

    desk.goto(request)
    expect(desk.locator(".page-head")).to_contain_text("Đã xong")
    assert {code: figure(desk, report, code) for code in codes} == {code: n + 1 for code, n in before.items()}
    expect(desk.locator("[data-row]", has_text=card["name"])).to_have_count(1)
    desk.goto(f"{report}/figures")
    desk.locator("a[href$='/figures/contacts']").first.click()
    expect(desk.locator("[data-row]", has_text=what)).to_have_count(1)
    assert asked(desk, report) == (voice[0] + 1, voice[1] + 1)
