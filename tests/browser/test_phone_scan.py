"""The bag is taken over by holding each slip's code before the camera; a fake one shows them one after another."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE
from tests.browser.eyes import violations
from tests.browser.hands import enrol, phone_events
from tests.browser.running import Running

WIDTH, HEIGHT = 320, 240
SHOWN = 12
"""Pictures in a row that show the same code, ten a second."""


def picture(text: str) -> bytes:
    """One frame, YUV 4:2:0: a code in black on white."""
    matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(scale=4, border=4)]
    left, top = (WIDTH - len(matrix[0])) // 2, (HEIGHT - len(matrix)) // 2
    light = bytearray(b"\xeb" * (WIDTH * HEIGHT))
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                light[(top + y) * WIDTH + left + x] = 16
    return b"FRAME\n" + bytes(light) + b"\x80" * (WIDTH * HEIGHT // 2)


def film(path: Path, texts: Sequence[str]) -> Path:
    """What the camera sees, over and over."""
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(head + b"".join(picture(text) * SHOWN for text in texts))
    return path


@pytest.fixture
def seeing(server: Running, browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A phone whose camera sees a slip of another bag, then two of the first round."""
    strange, own = server.demo["rounds"][1]["items"][:1], server.demo["rounds"][0]["items"][:2]
    shown = film(tmp_path / "slips.y4m", [f"{server.url}/q/{id_}" for id_ in (*strange, *own)])
    camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    opened = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*FLAGS, *camera, f"--use-file-for-fake-video-capture={shown}"]
    )
    context = opened.new_context(viewport=PHONE, is_mobile=True, has_touch=True, locale="vi-VN")  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    yield context
    opened.close()


def offered(page: Page, server: Running) -> None:
    """The hand-over of the first round, nothing ticked."""
    enrol(page, server)
    page.goto(f"{server.url}/field/rounds/{server.demo['rounds'][0]['id']}")
    expect(page.get_by_role("heading", name=re.compile("Nhận túi"))).to_be_visible()


def test_each_code_in_sight_ticks_its_paper(server: Running, seeing: BrowserContext) -> None:
    page = seeing.new_page()
    offered(page, server)
    page.get_by_role("button", name="Quét mã trên phiếu").click()
    said = page.locator("[data-scan-said]")
    expect(said).to_have_text("Phiếu này không có trong túi.")
    expect(page.locator("input[name=items]:checked")).to_have_count(2, timeout=15_000)
    expect(said).to_have_text(re.compile("^Đã đánh dấu rồi: |^Phiếu này"), timeout=15_000)
    ticked = page.eval_on_selector_all("input[name=items]:checked", "(boxes) => boxes.map((box) => box.value)")
    assert set(ticked) == set(server.demo["rounds"][0]["items"][:2])
    assert violations(page, "scanning") == []
    page.get_by_role("button", name="Dừng quét").click()
    expect(page.locator("video")).to_be_hidden()
    assert page.evaluate("document.querySelector('video').srcObject") is None
    page.wait_for_timeout(400)
    page.reload()
    expect(page.locator("input[name=items]:checked")).to_have_count(2)
    page.get_by_text("Đủ cả, đánh dấu hết").click()
    page.get_by_role("button", name=re.compile("Nhận đủ")).click()
    expect(page.get_by_role("heading", name=re.compile("Hôm nay"))).to_be_visible()
    assert [event["kind"] for event in phone_events(page)] == ["handover.accepted"]


def test_without_camera_or_reader_ticking_by_hand_is_as_good(server: Running, phone: Page) -> None:
    offered(phone, server)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Quét mã trên phiếu").click()
    expect(phone.get_by_text("Đánh dấu bằng tay cũng được")).to_be_visible()
    phone.get_by_role("button", name="Dừng quét").click()
    expect(phone.get_by_role("button", name="Quét mã trên phiếu")).to_be_visible()
    phone.get_by_text("Đủ cả, đánh dấu hết").click()
    phone.get_by_role("button", name=re.compile("Nhận đủ")).click()
    expect(phone.get_by_role("heading", name=re.compile("Hôm nay"))).to_be_visible()
