"""The phone on its own: reload, back, a second tab, fast taps, a full store, a killed worker, an update."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hands import accept, deliver, enrol, fail, phone_events, sign, stops, sync_now, today
from tests.browser.running import Running


def test_a_day_without_network_and_without_server(server: Running, phone: Page) -> None:
    enrol(phone, server)
    phone.context.set_offline(True)
    server.kill()
    accept(phone)
    delivered = []
    for _ in range(3):
        today(phone, server)
        delivered.append(deliver(phone, stops(phone).filter(has_text="Chưa trả").first))
    today(phone, server)
    failed = fail(phone, stops(phone).filter(has_text="Chưa trả").first)
    phone.goto(f"{server.url}/field/mine")
    assert phone.get_by_text("Đã lưu trên máy").count() >= 5
    expect(phone.get_by_text("Xã đã nhận")).to_have_count(0)

    server.start()
    phone.context.set_offline(False)
    today(phone, server)
    phone.get_by_role("button", name="Đồng bộ ngay").click()
    phone.goto(f"{server.url}/field/mine")
    expect(phone.get_by_text("Xã đã nhận")).to_have_count(5, timeout=15_000)

    mine = {(event["id"], event["hash"]) for event in phone_events(phone)}
    stored = {(row["id"], row["hash"]) for row in server.export("events")}
    assert len(mine) == 5
    assert mine <= stored
    confirmed = [row for row in server.export("confirmations") if (row["event"], row["hash"]) in mine]
    assert [row["item"] for row in confirmed] == delivered
    assert all(row["flags"] == [] for row in confirmed)
    attempts = {row["item"] for row in server.export("events") if row["kind"] == "attempt.failed"}
    assert failed in attempts
    assert server.verified()["ok"] is True


def test_three_fast_taps_are_one_event(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    deliver(phone, stops(phone).first, save=False)
    button = phone.get_by_role("button", name="Lưu xác nhận")
    box = button.bounding_box()
    assert box is not None
    for _ in range(3):
        phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()
    phone.wait_for_timeout(500)
    kinds = [event["kind"] for event in phone_events(phone)]
    assert kinds.count("confirmation.recorded") == 1


def test_reload_and_back_keep_what_was_typed_and_drawn(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    stops(phone).first.click()
    phone.get_by_role("link", name="Trả kết quả").click()
    phone.get_by_text("Người khác…").click()
    phone.get_by_text("Bà con", exact=True).click()
    phone.locator("input[name=name]").fill("Nguyễn Thị Bà Con")
    sign(phone)
    phone.wait_for_timeout(500)
    for again in (phone.reload, lambda: (phone.go_back(), phone.go_forward())):
        again()
        expect(phone.locator("input[name=name]")).to_have_value("Nguyễn Thị Bà Con")
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()


def test_a_turned_phone_keeps_the_drawing(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    deliver(phone, stops(phone).first, save=False)
    phone.set_viewport_size({"width": 740, "height": 360})
    phone.wait_for_timeout(300)
    phone.set_viewport_size({"width": 360, "height": 740})
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()


def test_a_scratch_is_no_signature(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    stops(phone).first.click()
    phone.get_by_role("link", name="Trả kết quả").click()
    box = phone.locator("canvas").first.bounding_box()
    assert box is not None
    phone.mouse.move(box["x"] + 20, box["y"] + 60)
    phone.mouse.down()
    for step in range(30):
        phone.mouse.move(box["x"] + 20 + step * 8, box["y"] + 60)
        phone.wait_for_timeout(15)
    phone.mouse.up()
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_role("alert").first).to_be_visible()
    assert all(event["kind"] != "confirmation.recorded" for event in phone_events(phone))


def test_two_tabs_share_one_outbox(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    other = phone.context.new_page()
    other.goto(f"{server.url}/field/")
    phone.context.set_offline(True)
    first = deliver(phone, stops(phone).first)
    today(other, server)
    expect(other.locator(f"a[href='/field/items/{first}']")).to_contain_text("Đã lưu trên máy")
    deliver(other, stops(other).filter(has_text="Chưa trả").first)
    numbers = sorted(int(str(event["n"])) for event in phone_events(phone))
    assert numbers == [1, 2, 3]
    phone.context.set_offline(False)
    today(other, server)
    sync_now(other)
    assert len(server.export("confirmations")) == 65 + 2


def test_undo_within_ten_minutes(server: Running, phone: Page) -> None:
    enrol(phone, server)
    accept(phone)
    item = deliver(phone, stops(phone).first)
    phone.goto(f"{server.url}/field/mine")
    phone.get_by_role("link", name=re.compile("Hủy|Hoàn tác")).or_(
        phone.get_by_role("button", name=re.compile("Hủy|Hoàn tác"))
    ).first.click()
    confirm = phone.get_by_role("button", name=re.compile("Hủy|Hoàn tác"))
    confirm.last.click()
    today(phone, server)
    expect(phone.locator(f"a[href='/field/items/{item}']")).to_contain_text("Chưa trả")
    sync_now(phone)
    row = next(row for row in server.export("confirmations") if row["item"] == item)
    assert row["undone"] is True
