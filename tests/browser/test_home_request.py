"""From a request to the door: D1 refused, then allowed with its condition; D2 that stays; a neighbour's request."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import accept, deliver, enrol, log_in, stops, sync_now, today
from tests.browser.running import Running

HEAD = 0
"""The round whose deliverer carries it."""


def at_desk(server: Running, title: str) -> dict[str, Any]:
    """The first paper at the desk with that title, of somebody to whose house nobody knows the way."""
    waiting = (row for row in server.export("items") if row["state"] == "at_desk" and not row.get("request"))
    named = [row for row in waiting if row["what"] == title]
    return next((row for row in named if not row.get("way")), named[0])


def box_of(desk: Page, item: dict[str, Any]) -> Locator:
    """Its box on the packing screen."""
    return desk.locator(f"input[name=items][value='{item['id']}']")


def pack(desk: Page, server: Running, item: dict[str, Any]) -> None:
    """Pack it alone for the head of the first round."""
    desk.goto(f"{server.url}/office/rounds/new")
    box_of(desk, item).check()
    desk.locator("select[name=deliverer]").select_option(str(server.demo["rounds"][HEAD]["deliverer"]))
    desk.get_by_role("button", name="Xếp đợt giao").click()


def record(desk: Page, kind: str, document: str) -> None:
    """The form of a condition."""
    desk.get_by_role("link", name="Ghi điều kiện").click()
    desk.get_by_role("radio", name=kind).check()
    desk.get_by_label("Sổ, giấy nào").fill(document)
    desk.get_by_role("button", name="Ghi điều kiện").click()


def test_a_birth_certificate_stays_until_its_condition_is_recorded(server: Running, desk: Page) -> None:
    item = at_desk(server, "Giấy khai sinh")
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/rounds/new")
    expect(box_of(desk, item)).to_be_disabled()
    expect(desk.locator("li", has=box_of(desk, item))).to_contain_text("phải ký sổ, chưa ghi điều kiện")

    desk.goto(f"{server.url}/office/items/{item['id']}")
    record(desk, "Công chức mang sổ đến nhà", "Quyển 01 năm 2026")
    expect(desk.get_by_text("Ký sổ tại nhà trước khi trao: Quyển 01 năm 2026").first).to_be_visible()
    pack(desk, server, item)
    expect(desk.get_by_role("alert")).to_contain_text("chỉ công chức đi giao được")
    expect(box_of(desk, item)).to_be_checked()

    desk.goto(f"{server.url}/office/items/{item['id']}")
    record(desk, "Có giấy ủy quyền ký sổ", "Giấy ủy quyền số 5")
    pack(desk, server, item)
    desk.wait_for_url(re.compile("/office/rounds/[0-9a-f-]+$"))
    desk.goto(f"{server.url}/office/items/{item['id']}")
    expect(desk.locator(".timeline")).to_contain_text("Đã có ủy quyền ký sổ: Giấy ủy quyền số 5")


def test_a_marriage_certificate_is_never_packed(server: Running, desk: Page) -> None:
    item = at_desk(server, "Giấy chứng nhận kết hôn")
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/items/{item['id']}/condition")
    expect(desk.get_by_text("Lớp này không có điều kiện ký sổ.")).to_be_visible()
    desk.goto(f"{server.url}/office/rounds/new")
    box = box_of(desk, item)
    expect(box).to_be_disabled()
    expect(desk.locator("li", has=box)).to_contain_text("phải đến nhận trực tiếp")
    box.evaluate("box => { box.disabled = false; box.checked = true; }")
    desk.locator("select[name=deliverer]").select_option(str(server.demo["rounds"][HEAD]["deliverer"]))
    desk.get_by_role("button", name="Xếp đợt giao").click()
    expect(desk.get_by_role("alert")).to_contain_text("phải đến nhận trực tiếp")


def ask(phone: Page, who: str, hamlet: str) -> None:
    """A neighbour's request, typed on the phone and sent."""
    phone.get_by_role("link", name="Ghi yêu cầu tại nhà").click()
    phone.get_by_label("Họ và tên người cần giúp").fill(who)
    phone.get_by_text("Ấp khác…").click()
    for choice in (hamlet, "Thẻ BHYT", "Không đi được", "Người cao tuổi", "Con"):
        phone.get_by_text(choice, exact=True).click()
    phone.get_by_label("Đường vào nhà").fill("nhà sau chùa")
    phone.get_by_label("Tên người nhờ").fill("Danh Văn Con Thử")
    phone.get_by_role("checkbox", name=re.compile("Đã hỏi và được đồng ý")).check()
    phone.get_by_role("button", name="Lưu yêu cầu").click()
    expect(phone.locator(".record")).to_contain_text("Xã đã nhận", timeout=15_000)


def hamlet_of(desk: Page, server: Running, item: dict[str, Any]) -> str:
    """The name of its hamlet, as the office shows it."""
    desk.goto(f"{server.url}/office/items/{item['id']}")
    return desk.locator("dt", has_text=re.compile("^Ấp$")).locator("+ dd").inner_text()


def test_a_neighbours_request_is_granted_and_carried_home(server: Running, phone: Page, desk: Page) -> None:
    asked = {row["id"] for row in server.export("events") if row["kind"] == "request.made"}
    card = at_desk(server, "Thẻ bảo hiểm y tế")
    log_in(desk, server, "clerk")
    place = hamlet_of(desk, server, card)
    desk.goto(f"{server.url}/office/requests?state=open&source=phone")
    rows = desk.locator("table.list tbody tr")
    before = rows.count()
    enrol(phone, server, HEAD)
    ask(phone, card["name"], place)

    expect(rows).to_have_count(before + 1, timeout=15_000)
    rows.filter(has_text=card["name"]).get_by_role("link").click()
    expect(desk.get_by_role("heading", name=card["name"])).to_be_visible()
    desk.wait_for_timeout(300)
    expect(desk.locator(f"input[name=items][value='{card['id']}']")).to_be_checked()
    desk.keyboard.press("a")
    expect(desk.locator(".page-head")).to_contain_text("Đã nhận")
    request = desk.url

    pack(desk, server, card)
    desk.get_by_role("button", name="Giao túi").click()
    expect(desk.get_by_role("button", name="Giao túi")).to_have_count(0)
    round_id = desk.url.rsplit("/", 1)[-1]
    phone.get_by_role("button", name="Đồng bộ ngay").click()
    expect(phone.locator(".record")).to_contain_text("Xã nhận làm", timeout=15_000)
    today(phone, server)
    accept(phone, round_id)
    stop = stops(phone).filter(has_text=card["name"])
    expect(stop).to_contain_text("nhà sau chùa")
    deliver(phone, stop)
    today(phone, server)
    sync_now(phone)

    desk.goto(request)
    expect(desk.locator(".page-head")).to_contain_text("Đã xong")
    made = {row["id"] for row in server.export("events") if row["kind"] == "request.made"} - asked
    assert made == {request.rsplit("/", 1)[-1]}
    assert server.verified()["ok"] is True
