"""The desk in a real browser: keys, dialogs, fast taps, live lists, packing; the policy is watched by the fixture."""

import re
from typing import Any

import httpx2
from playwright.sync_api import Page, expect

from tests.browser.hands import log_in
from tests.browser.running import Running
from tests.phones import Phone, confirmation


class Carrier:
    """The deliverer of a live round with a phone of his own, as a program."""

    def __init__(self, server: Running, round_: int = 0) -> None:
        self.url = server.url
        self.round: dict[str, Any] = server.demo["rounds"][round_]
        self.phone = Phone()
        code = server.invitation(round_).partition("#")[2]
        answer = httpx2.post(f"{self.url}/sync/enrol", json=self.phone.enrolment(code))
        assert answer.status_code == 201, answer.text
        self.phone.enrolled(answer.json())
        ids = self.round["items"]
        data = {"round": self.round["id"], "items": ids, "missing": []}
        self.send(self.phone.write("handover.accepted", None, data))
        self.left = list(ids)

    def send(self, *events: dict[str, str]) -> None:
        """One turn."""
        header = {"Authorization": f"Bearer {self.phone.token}"}
        answer = httpx2.post(f"{self.url}/sync", json=self.phone.request(*events), headers=header)
        assert {row["status"] for row in answer.json()["receipts"]} == {"accepted"}, answer.text

    def deliver(self, count: int) -> None:
        """At so many doors."""
        doors, self.left = self.left[:count], self.left[count:]
        self.send(*(self.phone.write("confirmation.recorded", item, confirmation()) for item in doors))


def current(page: Page) -> str:
    """The event whose row is marked, which is also the one whose evidence is shown."""
    row = page.locator('[data-row][aria-current="true"]')
    expect(row).to_have_count(1)
    event = row.get_attribute("data-row") or ""
    expect(page.locator("#evidence")).to_have_attribute("data-event", event)
    return event


def waiting(page: Page) -> int:
    """What the first tab counts."""
    return int(page.locator("#queue .tabs .count").first.inner_text())


def settle(page: Page) -> None:
    """A person looks before the next verdict; the buttons wait that long after the evidence has changed."""
    page.wait_for_timeout(600)


def test_review_by_keys(server: Running, desk: Page) -> None:
    Carrier(server).deliver(4)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/review")
    rows = [row.get_attribute("data-row") for row in desk.locator("[data-row]").all()]
    before = waiting(desk)
    assert current(desk) == rows[0]
    desk.keyboard.press("j")
    expect(desk).to_have_url(re.compile(f"/office/review/{rows[1]}"))
    assert current(desk) == rows[1]
    settle(desk)
    desk.keyboard.press("a")
    expect(desk).to_have_url(re.compile(f"/office/review/{rows[2]}"))
    assert (current(desk), waiting(desk)) == (rows[2], before - 1)

    settle(desk)
    desk.keyboard.press("r")
    desk.get_by_role("dialog").get_by_role("button", name="Trả lại").click()
    expect(desk.get_by_role("dialog").get_by_text("Hãy ghi lý do.")).to_be_visible()
    desk.get_by_text("Chữ ký không rõ").click()
    desk.get_by_role("dialog").get_by_role("button", name="Trả lại").click()
    expect(desk.get_by_role("dialog")).to_have_count(0)
    assert waiting(desk) == before - 2
    desk.goto(f"{server.url}/office/review/{rows[2]}")
    expect(desk.get_by_text("Đã trả lại để làm lại: Chữ ký không rõ")).to_be_visible()


def test_fast_taps_are_one_verdict(server: Running, desk: Page) -> None:
    Carrier(server).deliver(4)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/review")
    current(desk)
    before = waiting(desk)
    settle(desk)
    approve = desk.get_by_role("button", name="Duyệt", exact=False).first
    box = approve.bounding_box()
    assert box is not None
    for _ in range(3):
        desk.mouse.click(box["x"] + 20, box["y"] + 20)
    desk.wait_for_timeout(1000)
    assert waiting(desk) == before - 1


def test_new_ones_come_without_a_reload_and_move_nothing(server: Running, desk: Page) -> None:
    carrier = Carrier(server)
    carrier.deliver(2)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/review")
    event, before = current(desk), waiting(desk)
    place = desk.locator("#evidence .evidence-body h2").bounding_box()
    carrier.deliver(3)
    expect(desk.locator("#queue .tabs .count").first).to_have_text(str(before + 3))
    expect(desk.get_by_text("Vừa có thêm 3 xác nhận chờ duyệt.")).to_be_visible()
    assert current(desk) == event
    assert desk.locator("#evidence .evidence-body h2").bounding_box() == place

    server.restart()
    carrier.deliver(1)
    expect(desk.locator("#queue .tabs .count").first).to_have_text(str(before + 4), timeout=20_000)


def test_packing_counts_and_keeps(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/import")
    expect(desk.get_by_role("heading", name="Nhập danh sách")).to_be_visible()
    desk.set_input_files("input[type=file]", {"name": "the.csv", "mimeType": "text/csv", "buffer": cards(40)})
    desk.get_by_role("button", name="Xem trước").click()
    desk.get_by_role("button", name="Nhập 40 thẻ").click()
    desk.get_by_role("link", name="Xếp đợt giao").click()
    first = desk.locator("fieldset").filter(has_text="Thử 1")
    first.locator("[data-all]").check()
    expect(desk.locator("[data-count]")).to_have_text(str(first.locator("li :checked").count()))
    desk.locator("[data-all]").first.focus()
    desk.keyboard.press("ArrowDown")
    assert desk.evaluate("document.activeElement.name") == "items"
    for box in desk.locator("[data-all]").all():
        box.check()
    desk.locator("#deliverer").select_option(index=1)
    desk.get_by_role("button", name="Xếp đợt giao").click()
    expect(desk.get_by_text("Mỗi đợt giao có từ 1 đến 30 kết quả.")).to_be_visible()
    assert desk.locator("li :checked").count() > 30
    for box in desk.locator("[data-all]").all():
        box.uncheck()
    desk.locator("li input:enabled").first.check()
    desk.get_by_role("button", name="Xếp đợt giao").click()
    desk.get_by_role("button", name="Giao túi").click()
    expect(desk.locator(".page-head .tag")).to_have_text("Đã giao túi")


def cards(count: int) -> bytes:
    """A list of cards of nobody."""
    rows = [f"Danh Thị Thử {place};CN39393{place:08};01/01/2026;Ấp Chưa Có" for place in range(1, count + 1)]
    return "\n".join(["Họ và tên;Số thẻ BHYT;Từ ngày;Địa chỉ", *rows]).encode()
