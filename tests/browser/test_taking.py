"""A photo and the place at a door: asked for only after consent, small and bare, sent after its event, reviewed."""

import hashlib
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.eyes import violations
from tests.browser.hands import accept, enrol, log_in, phone_events, sign, stops, sync_now, today
from tests.browser.running import Running

CAMERA = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 2000 });
  const drawing = canvas.getContext("2d");
  const noise = drawing.createImageData(3000, 2000);
  for (let i = 0; i < noise.data.length; i++) noise.data[i] = i % 4 === 3 ? 255 : (i * 2654435761) >>> 24;
  drawing.putImageData(noise, 0, 0);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
  return [...new Uint8Array(await blob.arrayBuffer())];
}"""
"""What a camera makes of something with a lot to see: the worst that has to become small."""
GPS = (
    b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08"
    b"\x00\x01\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00"
    b"\x00\x01\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00\x00\x00\x00\x00"
)
"""What cameras write into their files: here that it was north."""


def photographed(page: Page, folder: Path) -> Path:
    """A photo as it comes out of a camera, with the place in it."""
    made = bytes(page.evaluate(CAMERA))
    segment = b"\xff\xe1" + (len(GPS) + 2).to_bytes(2, "big") + GPS
    path = folder / "IMG_0001.jpg"
    path.write_bytes(made[:2] + segment + made[2:])
    return path


def allow(desk: Page, server: Running) -> None:
    """The administrator switches both on."""
    log_in(desk, server, "admin")
    desk.goto(f"{server.url}/office/admin/settings")
    for name in ("photos", "places"):
        expect(desk.locator(f"input[name={name}]")).not_to_be_checked()
        desk.locator(f"input[name={name}]").check()
    desk.get_by_role("button", name="Lưu").first.click()
    expect(desk.locator("input[name=photos]")).to_be_checked()


def test_a_photo_and_the_place_after_consent(server: Running, phone: Page, desk: Page, tmp_path: Path) -> None:
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": 9.781249, "longitude": 105.661313, "accuracy": 14.2})
    enrol(phone, server)
    accept(phone)
    first, second = (stops(phone).nth(place).get_attribute("href") or "" for place in (0, 1))
    phone.goto(server.url + first + "/deliver")
    expect(phone.locator("[data-agree]")).to_have_count(0)
    allow(desk, server)
    today(phone, server)
    sync_now(phone)
    phone.goto(server.url + first + "/deliver")
    photo, place = phone.locator("[data-agree=photo]"), phone.locator("[data-agree=place]")
    expect(photo).not_to_be_checked()
    expect(place).not_to_be_checked()
    expect(phone.get_by_text("Chụp ảnh", exact=True)).to_be_hidden()
    assert phone.locator("input[name=place]").input_value() == ""
    server.kill()
    phone.context.set_offline(True)
    sign(phone)
    photo.check()
    place.check()
    expect(phone.get_by_text("Đã ghi vị trí, sai số khoảng 14 m")).to_be_visible()
    phone.locator("[data-photo-in]").set_input_files(photographed(phone, tmp_path))
    expect(phone.get_by_text("Ảnh đã lưu trên máy. Sẽ gửi sau xác nhận.")).to_be_visible()
    assert violations(phone, "taking") == []
    phone.wait_for_timeout(400)
    phone.reload()
    expect(phone.locator("img.photo")).to_be_visible()
    expect(photo).to_be_checked()
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Ảnh: đã lưu trên máy, chờ gửi")).to_be_visible()
    phone.context.set_offline(False)
    server.start()
    today(phone, server)
    sync_now(phone)
    phone.goto(server.url + first)
    expect(phone.get_by_text("Ảnh: xã đã nhận")).to_be_visible(timeout=15_000)
    _reviewed(phone, desk, server)
    phone.context.clear_permissions()
    phone.goto(server.url + second + "/deliver")
    phone.locator("[data-agree=place]").check()
    expect(phone.get_by_text("Không lấy được vị trí. Cứ lưu xác nhận như thường.")).to_be_visible(timeout=15_000)
    sign(phone)
    phone.get_by_role("button", name="Lưu xác nhận").click()
    expect(phone.get_by_text("Đã lưu trên máy").first).to_be_visible()


def _reviewed(phone: Page, desk: Page, server: Running) -> None:
    event = next(event for event in phone_events(phone) if event["kind"] == "confirmation.recorded")
    desk.context.clear_cookies()
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/review/{event['id']}")
    expect(desk.get_by_text("9.7812, 105.6613, sai số khoảng 14 m")).to_be_visible()
    expect(desk.get_by_text("chụp ảnh, ghi vị trí")).to_be_visible()
    shown = desk.locator("img.photo")
    expect(shown).to_be_visible()
    assert desk.evaluate("(image) => image.naturalWidth", shown.element_handle()) > 0
    name = (shown.get_attribute("src") or "").rsplit("/", 1)[-1]
    kept = (server.folder / "files" / name[:2] / name).read_bytes()
    assert hashlib.sha256(kept).hexdigest() == name
    assert len(kept) <= 60 * 1024
    assert b"Exif" not in kept
