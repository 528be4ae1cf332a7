"""A phone whose token the commune no longer knows: its events reach the ledger in a file, and heal by an invitation."""

import json
import re
import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.hands import accept, deliver, enrol, enrol_at, log_in, phone_events, stops, sync_now, today
from tests.browser.running import Running


def invite(desk: Page, server: Running) -> str:
    """A new invitation for the first round's deliverer, from the desk."""
    desk.goto(f"{server.url}/office/people/{server.demo['rounds'][0]['deliverer']}")
    desk.get_by_role("button", name="Mời").click()
    return desk.locator("input#link").input_value()


def set_back(server: Running, copy: Path) -> None:
    """The data folder as it was when it was copied, and nobody is told."""
    server.kill()
    shutil.rmtree(server.folder)
    shutil.copytree(copy, server.folder)
    server.start()


def save_file(page: Page, folder: Path) -> Path:
    """Tap the button of the notice; the file as it lies among the downloads."""
    with page.expect_download() as coming:
        page.get_by_role("button", name="Lưu việc chưa gửi vào tệp").first.click()
    said = page.get_by_text(re.compile("trong mục Tải xuống"))
    expect(said).to_be_visible()
    page.evaluate(
        """() => new Promise((drawn) => {
          document.addEventListener("htmx:after:swap", () => drawn(true), { once: true });
          new BroadcastChannel("tannha-field").postMessage({ changed: "entries" });
        })"""
    )
    expect(said).to_be_visible()
    name = coming.value.suggested_filename
    assert re.fullmatch(r"tan-nha-[\w-]{8}-\d{4}-\d\d-\d\d\.json", name)
    path = folder / name
    coming.value.save_as(path)
    return path


def test_a_file_saves_what_an_unknown_phone_holds(server: Running, phone: Page, desk: Page, tmp_path: Path) -> None:
    enrol(phone, server)
    server.stop()
    shutil.copytree(server.folder, tmp_path / "copy")
    server.start()
    log_in(desk, server, "admin")
    enrol_at(phone, invite(desk, server))  # the same key with fresh tokens, which the copy does not know
    accept(phone)
    phone.context.set_offline(True)
    items = []
    for _ in range(2):
        today(phone, server)
        items.append(deliver(phone, stops(phone).filter(has_text="Chưa trả").first))
    set_back(server, tmp_path / "copy")
    phone.context.set_offline(False)
    today(phone, server)
    expect(phone.get_by_text("Xã chưa nhận ra máy này")).to_be_visible()
    mine = {str(event["hash"]) for event in phone_events(phone)}

    phone.context.set_offline(True)
    path = save_file(phone, tmp_path)
    saved = json.loads(path.read_text("utf-8"))
    assert (saved["app"], len(saved["events"])) == ("tan-nha", len(mine))
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/rescue")
    desk.locator("input[type=file]").set_input_files(path)
    desk.locator("form[action='/office/rescue'] button").click()
    expect(desk.get_by_text(f"Đã đưa {len(mine)} việc vào sổ")).to_be_visible()
    first = {row["hash"]: (row["seq"], row["at"]) for row in server.export("events") if row["hash"] in mine}
    assert set(first) == mine
    confirmed = {row["item"]: row["flags"] for row in server.export("confirmations") if row["item"] in items}
    assert confirmed == {item: [] for item in items}

    phone.context.set_offline(False)
    enrol_at(phone, invite(desk, server))
    sync_now(phone)
    phone.goto(f"{server.url}/field/mine")
    expect(phone.get_by_text("Xã đã nhận", exact=True)).to_have_count(len(mine))
    again = {row["hash"]: (row["seq"], row["at"]) for row in server.export("events") if row["hash"] in mine}
    assert again == first
    assert server.verified()["ok"] is True
