"""Forms filled in on the phone: at home without network, through a crash, read back, signed, sent, sealed."""

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from server.actions.form_events import REWRITTEN
from tests.browser.eyes import violations
from tests.browser.hands import enrol, log_in, phone_events, sign, sync_now, today, unlock
from tests.browser.killable import Killable
from tests.browser.running import Running
from tests.browser.test_axe import wear

WHO = "Danh Thị Ví Dụ Thử"
NUMBER = "093148000777"
CARD = f"{NUMBER}||{WHO}|02031948|Nữ|Ấp Lạ, Hòa Mẫu, Cần Mẫu|10052021"
CODE = "social_allowance_2026"
TITLE = "Tờ khai đề nghị trợ cấp xã hội"

LOAN = {
    "code": "muon_loa",
    "title": {"vi": "Giấy mượn loa của ấp", "en": "Loan of the hamlet's loudspeaker"},
    "procedures": [],
    "source": "Ấp Mẫu",
    "kind": "own",
    "steps": [
        {
            "title": {"vi": "Ai mượn", "en": "Who borrows"},
            "fields": [
                {"type": "caps", "name": "who", "label": {"vi": "Người mượn", "en": "Borrower"}},
                {"type": "yes_no", "name": "pledged", "label": {"vi": "Có đặt cọc", "en": "With a pledge"}},
                {
                    "type": "money",
                    "name": "pledge",
                    "when": "pledged",
                    "label": {"vi": "Tiền cọc", "en": "Pledge"},
                },
            ],
        },
        {
            "title": {"vi": "Ngày", "en": "Days"},
            "fields": [{"type": "date", "name": "until", "label": {"vi": "Trả ngày", "en": "Back on"}}],
        },
    ],
    "values": {
        "type": "object",
        "properties": {
            "who": {"type": "string", "minLength": 1},
            "pledged": {"type": "boolean"},
            "pledge": {"type": "integer", "minimum": 1},
            "until": {"type": "string", "format": "date"},
        },
        "required": ["who", "pledged", "until"],
        "additionalProperties": False,
        "allOf": [{"if": {"$ref": "#/$defs/pledged"}, "then": {"required": ["pledge"]}}],
        "$defs": {
            "pledged": {"type": "object", "properties": {"pledged": {"const": True}}, "required": ["pledged"]},
        },
    },
    "examples": {
        "pass": [{"name": "không cọc", "values": {"who": "A", "pledged": False, "until": "2026-12-01"}}],
        "fail": [{"name": "thiếu", "values": {"who": "A", "pledged": True, "until": "2026-12-01"}, "at": "/pledge"}],
    },
}
"""A form that the program has never seen: nothing but this data knows it."""


def pulled(page: Page, server: Running) -> None:
    """Enrolled, and everything is on the phone."""
    enrol(page, server)
    sync_now(page)


def open_form(page: Page, server: Running, code: str) -> None:
    """The beginning of a form."""
    page.goto(f"{server.url}/field/forms/{code}")
    expect(page.get_by_role("heading", name="Người khai")).to_be_visible()


def begin(page: Page, who: str = WHO) -> None:
    """For whom, where, who asks, and the consent; then the first step."""
    page.get_by_label("Họ và tên người khai").fill(who)
    page.get_by_label("Năm", exact=True).fill("1948")
    for choice in ("Tại nhà", "Chính người khai", "Đã hỏi và được đồng ý"):
        page.get_by_text(choice, exact=True).click()
    press(page, "Bắt đầu viết")
    expect(page.locator("main[data-screen=form-step]")).to_be_visible()
    page.wait_for_timeout(450)


def press(page: Page, name: str) -> None:
    """The button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page, name: str) -> None:
    """The screen with that heading is there, for as long as a thumb needs to mean another tap in the same place."""
    expect(page.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()
    page.wait_for_timeout(450)


def kept(page: Page) -> None:
    """Longer than the pause in typing after which everything is kept."""
    page.wait_for_timeout(600)


def read_back(page: Page) -> None:
    """From the check to signing."""
    page.locator("button[value=read]").click()
    heading(page, "Đọc lại cho nghe")
    page.get_by_text("Đã đọc lại, người khai nói đúng").click()
    press(page, "Sang phần ký")
    heading(page, "Ký tờ khai")


def allowance(page: Page) -> None:
    """The first steps of the allowance's form, up to the person."""
    page.get_by_text("Người khuyết tật", exact=True).click()
    press(page, "Tiếp")
    heading(page, "Người đề nghị")


def test_a_form_begun_at_home_survives_the_crash_and_reaches_the_commune_sealed(
    server: Running, browser: Browser, tmp_path: Path
) -> None:
    phone = Killable(browser, tmp_path / "profile")
    page = phone.open()
    pulled(page, server)
    assert phone.context is not None
    phone.context.set_offline(True)
    server.kill()
    open_form(page, server, CODE)
    begin(page)
    allowance(page)
    page.get_by_label("Dân tộc").fill("Khmer viết dở")
    kept(page)
    phone.aim()
    phone.kill()

    page = phone.open()
    assert phone.context is not None
    phone.context.set_offline(True)
    page.goto(f"{server.url}/field/forms")
    unlock(page)
    page.get_by_role("link", name=re.compile(WHO)).click()
    heading(page, "Người đề nghị")
    expect(page.get_by_label("Dân tộc")).to_have_value("Khmer viết dở")
    fill_by_card(page)
    press(page, "Tiếp")
    heading(page, "Hoàn cảnh")
    page.get_by_text("Hộ nghèo", exact=True).click()
    for next_ in ("Người giám hộ, nơi nhận tiền", "Cam đoan và ký", "Kiểm tra tờ khai"):
        press(page, "Tiếp")
        heading(page, next_)
    mend(page)
    read_back(page)
    thumb_and_witness(page)
    page.goto(f"{server.url}/field/mine")
    expect(page.locator(".record")).to_contain_text(WHO)
    expect(page.locator(".record")).to_contain_text("Đã lưu trên máy")

    server.start()
    phone.context.set_offline(False)
    page.get_by_role("button", name="Đồng bộ ngay").click()
    expect(page.locator(".record")).to_contain_text("Xã đã nhận", timeout=15_000)
    nothing_personal(page, server)
    at_the_commune(page, server)
    phone.close()


def fill_by_card(page: Page) -> None:
    """The person from the text of the card's code; what the card does not say stays."""
    page.get_by_text("Điền nhanh từ căn cước").click()
    page.get_by_label(re.compile("Hoặc dán chữ")).fill(CARD)
    press(page, "Điền vào tờ khai")
    expect(page.get_by_label("Họ và tên (viết chữ in hoa)")).to_have_value(WHO)
    expect(page.get_by_role("radio", name="Nữ")).to_be_checked()
    expect(page.locator("input[name='subject.id_number']")).to_have_value(NUMBER)
    expect(page.locator("input[name='subject.birth_date.year']")).to_have_value("1948")


def mend(page: Page) -> None:
    """What is missing leads to its field, and back."""
    finding = page.get_by_role("link", name=re.compile("Dạng khuyết tật"))
    finding.click()
    heading(page, "Hoàn cảnh")
    expect(page.locator("[data-field='disability.kind'] input").first).to_be_focused()
    page.get_by_text("Vận động", exact=True).click()
    page.get_by_text("Nặng", exact=True).click()
    press(page, "Xong, kiểm tra lại")
    heading(page, "Kiểm tra tờ khai")
    expect(page.get_by_text("Đã đủ, không thấy chỗ nào sai.")).to_be_visible()


def thumb_and_witness(page: Page) -> None:
    """Who cannot sign, a witness who does, and three fast taps on the button."""
    page.get_by_text("Không ký được, điểm chỉ").click()
    page.get_by_text("Không biết viết").click()
    page.get_by_label("Tên người làm chứng").fill("Thạch Văn Chứng Thử")
    sign(page, "#form-assisted")
    page.get_by_text("Đã chỉ chỗ nộp cho bà con").click()
    kept(page)
    box = page.get_by_role("button", name="Lưu", exact=True).bounding_box()
    assert box is not None
    for _ in range(3):
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    heading(page, "Tờ khai đã viết")
    expect(page.get_by_text("Đã lưu trên máy").first).to_be_visible()
    assert [event["kind"] for event in phone_events(page)] == ["form.filled"]


def nothing_personal(page: Page, server: Running) -> None:
    """No screen says whom it was for, and no store holds it open."""
    for path in ("mine", "forms", f"forms/{CODE}", ""):
        page.goto(f"{server.url}/field/{path}")
        expect(page.get_by_role("heading").first).to_be_visible()
        assert WHO not in page.content(), path
        assert NUMBER not in page.content(), path
    stored = json.dumps(page.evaluate(EVERYTHING), ensure_ascii=False)
    assert CODE in stored
    assert WHO not in stored
    assert NUMBER not in stored


EVERYTHING = """async () => {
  const texts = [];
  const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      texts.push(...(await done(db.transaction(store).objectStore(store).getAll())));
    }
    db.close();
  }
  const urls = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url);
  const kept = await Promise.all((await caches.keys()).map(urls));
  return [...texts.map((row) => JSON.stringify(row)), kept, { ...localStorage }, { ...sessionStorage }];
}"""
"""Whatever the browser keeps for the phone's app, as text; what is sealed shows as nothing."""


def at_the_commune(page: Page, server: Running) -> None:
    """The ledger has it as it was written."""
    stored = {(row["id"], row["hash"]) for row in server.export("events")}
    assert {(event["id"], event["hash"]) for event in phone_events(page)} <= stored
    assert server.verified()["ok"] is True


def test_a_form_never_seen_before_needs_only_its_file(server: Running, phone: Page) -> None:
    server.stop()
    folder = server.folder / "forms"
    folder.mkdir()
    (folder / "muon_loa.json").write_text(json.dumps(LOAN, ensure_ascii=False), "utf-8")
    server.start()
    pulled(phone, server)
    phone.goto(f"{server.url}/field/forms")
    expect(phone.get_by_role("link", name=re.compile("Giấy mượn loa của ấp"))).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_role("link", name=re.compile("Giấy mượn loa của ấp")).click()
    begin(phone)
    phone.get_by_label("Người mượn").fill("danh thị mẫu")
    expect(phone.get_by_label("Tiền cọc")).to_be_hidden()
    phone.get_by_text("Có", exact=True).click()
    expect(phone.get_by_label("Tiền cọc")).to_be_visible()
    for next_ in ("Ngày", "Kiểm tra tờ khai"):
        press(phone, "Tiếp")
        heading(phone, next_)
    phone.get_by_role("link", name=re.compile("Tiền cọc")).click()
    phone.get_by_label("Tiền cọc").fill("500.000")
    expect(phone.get_by_text("năm trăm nghìn đồng")).to_be_visible()
    press(phone, "Xong, kiểm tra lại")
    heading(phone, "Kiểm tra tờ khai")
    phone.get_by_role("link", name=re.compile("Trả ngày")).click()
    for box, value in (("Ngày", "1"), ("Tháng", "12"), ("Năm", "2026")):
        phone.get_by_label(box, exact=True).fill(value)
    press(phone, "Xong, kiểm tra lại")
    heading(phone, "Kiểm tra tờ khai")
    expect(phone.get_by_text("Đã đủ, không thấy chỗ nào sai.")).to_be_visible()
    read_back(phone)
    phone.get_by_text("Tự ký vào tờ in").click()
    press(phone, "Lưu")
    heading(phone, "Tờ khai đã viết")
    phone.context.set_offline(False)
    phone.goto(f"{server.url}/field/mine")
    phone.get_by_role("button", name="Đồng bộ ngay").click()
    expect(phone.locator(".record")).to_contain_text("Viết hộ: Giấy mượn loa của ấp")
    expect(phone.locator(".record")).to_contain_text("Xã đã nhận", timeout=15_000)
    at_the_commune(phone, server)


def short_form(page: Page, server: Running, ethnicity: str) -> None:
    """From the beginning of an allowance's form to saved, with nearly everything left out."""
    begin(page)
    allowance(page)
    page.get_by_label("Dân tộc").fill(ethnicity)
    for next_ in ("Hoàn cảnh", "Người giám hộ, nơi nhận tiền", "Cam đoan và ký", "Kiểm tra tờ khai"):
        press(page, "Tiếp")
        heading(page, next_)
    read_back(page)
    page.get_by_text("Tự ký vào tờ in").click()
    press(page, "Lưu")
    heading(page, "Tờ khai đã viết")
    sync_now_mine(page, server)


def sync_now_mine(page: Page, server: Running) -> None:
    """Everything is with the commune."""
    page.goto(f"{server.url}/field/mine")
    sync_now(page)


def test_what_the_desk_sends_back_is_a_task_until_it_is_written_anew(server: Running, phone: Page, desk: Page) -> None:
    pulled(phone, server)
    open_form(phone, server, CODE)
    short_form(phone, server, "Khmer")
    event = str(phone_events(phone)[0]["id"])
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/desk/{event}")
    expect(desk.get_by_text(WHO).first).to_be_visible()
    desk.keyboard.press("r")
    desk.locator("#send-back #reason").fill("Thiếu dạng khuyết tật")
    desk.locator("#send-back").get_by_role("button", name="Trả lại người viết").click()
    expect(desk.locator("#filled > .note")).to_contain_text("Thiếu dạng khuyết tật")

    sync_now_mine(phone, server)
    expect(phone.locator(".record")).to_contain_text("Cần làm lại")
    today(phone, server)
    phone.get_by_role("link", name=re.compile(f"Cần làm lại: {TITLE}.*Thiếu dạng khuyết tật", re.DOTALL)).click()
    heading(phone, "Người khai")
    short_form(phone, server, "Khmer, đã bổ sung")
    today(phone, server)
    expect(phone.get_by_text("Cần làm lại")).to_have_count(0)
    desk.goto(f"{server.url}/office/desk/{event}")
    expect(desk.get_by_text(REWRITTEN).first).to_be_visible()


def test_the_phones_back_button_goes_one_step_back(server: Running, phone: Page) -> None:
    pulled(phone, server)
    open_form(phone, server, CODE)
    begin(phone)
    allowance(phone)
    phone.get_by_label("Dân tộc").fill("Khmer")
    press(phone, "Tiếp")
    heading(phone, "Hoàn cảnh")
    phone.go_back()
    heading(phone, "Người đề nghị")
    expect(phone.get_by_label("Dân tộc")).to_have_value("Khmer")
    phone.go_back()
    heading(phone, "Nhóm đối tượng")
    expect(phone.get_by_role("radio", name="Người khuyết tật")).to_be_checked()


def test_a_double_tap_goes_one_step_on(server: Running, phone: Page) -> None:
    pulled(phone, server)
    open_form(phone, server, CODE)
    begin(phone)
    box = phone.get_by_role("button", name="Tiếp", exact=True).bounding_box()
    assert box is not None
    phone.wait_for_timeout(1000)
    for _ in range(2):
        phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        phone.wait_for_timeout(150)
    phone.wait_for_timeout(1000)
    heading(phone, "Người đề nghị")


SCREENS = ("begin", "0", "1", "2", "3", "4", "check", "read", "sign")


def test_every_screen_is_accessible_in_every_look_and_fits(server: Running, phone: Page) -> None:
    pulled(phone, server)
    open_form(phone, server, CODE)
    begin(phone)
    address = re.sub("&step=.*", "", phone.url)
    found = []
    for look in ({}, {"theme": "dark"}, {"theme": "sun", "size": "larger"}, {"locale": "en"}):
        wear(phone, server, **look)
        for step in SCREENS:
            phone.goto(f"{address}&step={step}")
            expect(phone.get_by_role("heading").first).to_be_visible()
            found += violations(phone, f"form {step} {look}")
            found += crowded(phone, f"form {step} {look}")
    assert found == []


MEASURE = """() => {
  const seen = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 0;
  const told = (each) => each.outerHTML.slice(0, 90);
  const typed = "input:not([type=hidden], [type=radio], [type=checkbox]), textarea";
  const targets = document.querySelectorAll(`main :is(a, button, summary, label.choice, label.tickrow, ${typed})`);
  const small = [...targets].filter((each) => seen(each) && each.getBoundingClientRect().height < 47.5);
  const { scrollWidth, clientWidth } = document.documentElement;
  return [...small.map(told), ...(scrollWidth > clientWidth ? ["wider than the screen"] : [])];
}"""
"""What is too small for a thumb, and whether something reaches beyond the screen."""


def crowded(page: Page, name: str) -> list[str]:
    """At 360 and at 320 px."""
    found = []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"{name} at {width}: {each}" for each in page.evaluate(MEASURE)]
    page.set_viewport_size({"width": 360, "height": 740})
    return found
