"""A month of the roster in a real browser, by keys: proposed, changed, taken back, published, amended, checked in."""

import re
from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from server.actions import people
from server.actions.availability import add_absence, set_availability
from server.actions.desk import Act, new_id
from server.actions.roster import propose_month, shifts_of
from server.actions.roster_publication import publish_roster
from server.actions.roster_shifts import add_shift, set_shift
from server.app import open_store
from server.domain.availability import HalfDay
from server.domain.people import Person
from server.domain.times import local_day
from server.domain.unions import SEEDED
from server.settings import Settings
from server.store.port import Unit
from tests.browser.eyes import violations
from tests.browser.hands import log_in
from tests.browser.running import Running
from tests.browser.test_axe import visited

MONTH = "2031-12"
"""Far ahead: nobody's demonstration reaches it. Its Fridays are the 5th, 12th, 19th and 26th."""
LONG = "Huỳnh Thị Ngọc Bích Tuyền Thử"
FIRST = "2031-12-05-morning-1"


def hired(unit: Unit, count: int = 8) -> list[Person]:
    """So many cadres, of the four unions in turn; the first with a long name, the last away on the first Friday."""
    admin = next(one for one in unit.find(Person, "role", "admin"))

    def act() -> Act:
        return Act(admin, datetime.now(UTC), new_id())

    names = [LONG, *(f"Kim Đặng Thử {place}" for place in range(2, count + 1))]
    made = [
        people.add_person(
            unit, act(), name=name, role="volunteer", union=SEEDED[place % 4].id, phone=f"09000000{place:02}"
        )
        for place, name in enumerate(names)
    ]
    set_availability(unit, act(), made[1].id, never=[HalfDay(4, "morning")], most=1)
    add_absence(unit, act(), made[-1].id, "2031-12-01", "2031-12-06", "", "Đi tập huấn")
    return made


def staff(server: Running, today: bool = False) -> list[Person]:
    """Cadres in the commune; with `today` a published shift of today, too. The server starts anew."""
    server.stop()
    store = open_store(Settings(data=server.folder))
    made: list[Person] = store.submit(hired).result()
    if today:
        store.submit(lambda unit: on_duty_today(unit, made)).result()
    store.close()
    server.start()
    return made


def on_duty_today(unit: Unit, made: list[Person]) -> None:
    """The first sits at the desk today, morning and afternoon; the second is the reserve."""
    admin = next(one for one in unit.find(Person, "role", "admin"))
    day = local_day(datetime.now(UTC))

    def act() -> Act:
        return Act(admin, datetime.now(UTC), new_id())

    propose_month(unit, act(), day[:7])
    for part in ("morning", "afternoon"):
        if not any(one.day == day and one.part == part for one in shifts_of(unit, day[:7])):
            add_shift(unit, act(), day, part, "Thêm ca")
    for shift in shifts_of(unit, day[:7]):
        if shift.day == day:
            set_shift(unit, act(), shift.id, made[0].id, made[1].id, "Thử", anyway=True)
    publish_roster(unit, act(), day[:7], "77", day)


def cell(desk: Page, id_: str, role: str = "duty") -> Locator:
    """A place of the grid."""
    return desk.locator(f'[data-cell="{id_}|{role}"]')


def test_a_month_by_keys(server: Running, desk: Page) -> None:
    staff(server)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/roster/{MONTH}")
    desk.keyboard.press("p")
    expect(desk.locator("[data-cell$='|duty']")).to_have_count(8)
    expect(desk.locator(".roster .gap")).to_have_count(0)
    expect(desk.locator(".roster .why").first).not_to_be_empty()
    assert violations(desk, "month") == []
    # Arrows walk; what is typed without diacritics finds the person; Enter takes it.
    cell(desk, FIRST).focus()
    desk.keyboard.press("ArrowDown")
    expect(cell(desk, "2031-12-05-afternoon-1")).to_be_focused()
    desk.keyboard.press("ArrowRight")
    expect(cell(desk, "2031-12-05-afternoon-1", "reserve")).to_be_focused()
    desk.keyboard.press("ArrowLeft")
    before = cell(desk, "2031-12-05-afternoon-1").inner_text()
    desk.keyboard.press("Enter")
    expect(desk.locator("#find")).to_be_focused()
    assert violations(desk, "choice") == []
    wanted = "7" if before != "Kim Đặng Thử 7" else "3"
    desk.keyboard.type(f"dang {wanted}")
    expect(desk.locator(".people-choice li:not([hidden])")).to_have_count(1)
    desk.keyboard.press("Enter")
    expect(cell(desk, "2031-12-05-afternoon-1")).to_have_text(f"Kim Đặng Thử {wanted}")
    expect(cell(desk, "2031-12-05-afternoon-1")).to_be_focused()
    # Delete empties, and each step is taken back by its own.
    desk.keyboard.press("Delete")
    expect(cell(desk, "2031-12-05-afternoon-1")).to_have_text("chưa có người")
    desk.keyboard.press("u")
    expect(cell(desk, "2031-12-05-afternoon-1")).to_have_text(f"Kim Đặng Thử {wanted}")
    desk.keyboard.press("Control+z")
    expect(cell(desk, "2031-12-05-afternoon-1")).to_have_text(before)


def test_what_speaks_against_somebody_is_said_and_stops_nobody(server: Running, desk: Page) -> None:
    staff(server)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/roster/{MONTH}")
    desk.keyboard.press("p")
    cell(desk, FIRST).click()
    away = desk.locator(".people-choice li", has_text="Kim Đặng Thử 8")
    expect(away).to_contain_text("báo vắng ngày này: Đi tập huấn")
    away.get_by_role("button").click()
    expect(cell(desk, FIRST)).to_have_text("Kim Đặng Thử 8")
    expect(desk.locator("td.place", has=cell(desk, FIRST))).to_contain_text("Đi tập huấn")
    # What a hand has set stays in the next proposal.
    desk.keyboard.press("p")
    expect(desk.locator("#roster")).to_contain_text("cần xem lại")
    expect(cell(desk, FIRST)).to_have_text("Kim Đặng Thử 8")


def test_published_and_then_amended_with_a_reason(server: Running, desk: Page) -> None:
    staff(server)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/roster/{MONTH}")
    desk.keyboard.press("p")
    expect(desk.locator("[data-cell]")).to_have_count(16)
    desk.keyboard.press("c")
    dialog = desk.locator("dialog:modal")
    expect(dialog).to_be_visible()
    assert violations(desk, "publish") == []
    dialog.locator("[name=number]").fill("1039")
    desk.keyboard.press("Enter")
    expect(desk.locator(".page-head .tag")).to_have_text("Đã ban hành 1039/TB-UBND")
    before = cell(desk, FIRST).inner_text()
    cell(desk, FIRST).focus()
    desk.keyboard.press("Delete")
    expect(desk.locator("#why")).to_be_focused()
    desk.keyboard.type("Chị bận việc nhà")
    desk.keyboard.press("Enter")
    expect(desk.locator("#find")).to_be_focused()
    other = "Kim Đặng Thử 3" if before != "Kim Đặng Thử 3" else "Kim Đặng Thử 7"
    desk.keyboard.type(other)
    desk.keyboard.press("Enter")
    expect(cell(desk, FIRST)).to_have_text(other)
    place = desk.locator("td.place", has=cell(desk, FIRST))
    expect(place.locator(".tag")).to_have_text("đã đổi")
    expect(place.locator(".tag")).to_have_attribute("title", re.compile(f"{before}: Chị bận việc nhà"))
    expect(desk.locator(".page-head")).to_contain_text("Có thay đổi chưa ban hành")
    desk.keyboard.press("c")
    desk.locator("dialog:modal [name=number]").fill("1040")
    desk.keyboard.press("Enter")
    expect(desk.locator(".page-head .tag")).to_have_text("Đã ban hành 1040/TB-UBND")
    assert violations(desk, "amended") == []


def test_the_desk_s_day(server: Running, desk: Page) -> None:
    made = staff(server, today=True)
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/roster/today")
    cards = desk.locator(".duty-card", has_text=LONG)
    expect(cards).to_have_count(2)
    assert violations(desk, "today") == []
    cards.first.get_by_role("button", name="Đã có mặt").click()
    expect(cards.first).to_contain_text("Có mặt từ")
    cards.last.get_by_role("link", name="Vắng").click()
    desk.locator("dialog:modal [name=why]").fill("Ốm")
    desk.keyboard.press("Enter")
    expect(desk.locator(".roster-alarms")).to_contain_text(f"{LONG} vắng")
    expect(desk.locator(f'.roster-alarms a[href="tel:{made[1].phone}"]')).to_be_visible()
    desk.goto(f"{server.url}/office/")
    expect(desk.locator(".roster-alarms")).to_contain_text(f"{LONG} vắng")
    desk.goto(f"{server.url}/office/roster/today")
    cards.last.get_by_role("button", name="Người dự phòng trực thay").click()
    expect(cards.last.locator(".big")).to_contain_text(made[1].name)
    expect(desk.locator(".roster-alarms", has_text="vắng")).to_have_count(0)


def test_screens_of_people_and_calendars(server: Running, desk: Page) -> None:
    made = staff(server)
    log_in(desk, server, "clerk")
    screens = ["", "/people", f"/people/{made[0].id}", "/rule", f"/calendar/person/{made[0].id}", f"/{MONTH}", "/today"]
    assert visited(desk, [f"{server.url}/office/roster{each}" for each in screens]) == []
    desk.goto(f"{server.url}/office/roster/calendar/person/{made[0].id}")
    desk.get_by_role("button", name="Tạo liên kết").click()
    link = desk.locator("#link").input_value()
    assert violations(desk, "link") == []
    assert desk.request.get(link).headers["content-type"].startswith("text/calendar")
    desk.get_by_role("button", name="Đóng liên kết", exact=True).click()
    expect(desk.get_by_role("button", name="Tạo liên kết")).to_be_visible()
    assert desk.request.get(link).status == 404


def test_the_grid_on_a_phone(server: Running, phone: Page) -> None:
    staff(server)
    log_in(phone, server, "clerk")
    phone.goto(f"{server.url}/office/roster/{MONTH}")
    phone.get_by_role("button", name="Xếp tự động").click()
    expect(phone.locator("[data-cell]")).to_have_count(16)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(phone, "month on a phone") == []
    box = cell(phone, FIRST).bounding_box()
    assert box is not None
    assert box["height"] >= 36
    cell(phone, FIRST).tap()
    phone.locator(".people-choice button").last.tap()
    expect(phone.locator("#choice")).not_to_be_visible()
