"""A shift of the roster between two phones: asked for without network, agreed to or declined, seen in the office."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from server.actions import people
from server.actions.desk import Act, new_id
from server.actions.roster_changes import roster_of
from server.actions.roster_publication import publish_roster
from server.actions.roster_shifts import add_shift, set_shift
from server.app import now, open_store
from server.domain.people import Person
from server.domain.times import VIETNAM
from server.settings import Settings
from server.store.port import Unit
from tests.browser.eyes import TOO_WIDE, TWICE, violations
from tests.browser.hands import enrol_at, log_in, sync_now, today
from tests.browser.running import Running
from tests.browser.test_axe import wear

ASKER, ASKED = "Võ Thị Đổi Mẫu", "Lê Văn Nhận Mẫu"
WHY = "Lịch thử"


class Rostered(NamedTuple):
    """A running commune in whose roster two people have shifts: the asker's, the other's, and one of today."""

    server: Running
    links: tuple[str, str]
    asks: str
    other: str
    today: str


def rostered(data: Path) -> tuple[tuple[str, str], tuple[str, str, str]]:
    """Two volunteers with shifts of a published roster: their invitations, and the shifts."""
    store = open_store(Settings(data=data))

    def fill(unit: Unit) -> tuple[tuple[str, str], tuple[str, str, str]]:
        admin = unit.find(Person, "role", "admin")[0]

        def act() -> Act:
            return Act(admin, now(), new_id())

        first, second = (
            people.add_person(unit, act(), name=name, role="volunteer", union="womens-union", phone="")
            for name in (ASKER, ASKED)
        )
        day = datetime.now(VIETNAM).date()
        placed = []
        for ahead, person, reserve in ((3, first, second), (4, second, None), (0, first, None)):
            when = (day + timedelta(days=ahead)).isoformat()
            shift = add_shift(unit, act(), when, "morning", WHY)
            waits = reserve.id if reserve else None
            set_shift(unit, act(), shift.id, person.id, waits, why=WHY, anyway=True)
            if roster_of(unit, when[:7]).state != "published":
                publish_roster(unit, act(), when[:7], "99", day.isoformat())
            placed.append(shift.id)
        links = tuple(f"/field/enrol#{people.invite(unit, act(), person.id)[0]}" for person in (first, second))
        return (links[0], links[1]), (placed[0], placed[1], placed[2])

    made = store.submit(fill).result()
    store.close()
    return made


@pytest.fixture
def commune(tmp_path: Path, demonstration: Path) -> Iterator[Rostered]:
    """Its server runs as long as the journey."""
    prepared = tmp_path / "prepared"
    shutil.copytree(demonstration, prepared)
    links, shifts = rostered(prepared)
    server = Running(tmp_path / "data", prepared)
    yield Rostered(server, (server.url + links[0], server.url + links[1]), *shifts)
    server.stop()


def phones(contexts: Callable[[str], BrowserContext], commune: Rostered) -> tuple[Page, Page]:
    """Both enrolled, with their shifts on them."""
    made = []
    for link in commune.links:
        page = contexts("phone").new_page()
        enrol_at(page, link)
        expect(page.locator("a.duty").first).to_be_visible()
        made.append(page)
    return made[0], made[1]


def ask(page: Page, commune: Rostered, whom: str, note: str = "") -> None:
    """Busy on that day: whom to ask, by the value of the choice."""
    page.goto(f"{commune.server.url}/field/shifts/{commune.asks}")
    page.get_by_role("link", name="Tôi bận").click()
    page.locator(f"label:has(input[value='{whom}'])").click()
    if note:
        page.get_by_text("Ghi chú thêm").first.click()
        page.locator("textarea").fill(note)
    page.get_by_role("button", name="Gửi lời nhờ").click()
    expect(page.get_by_text("Đã lưu trên máy").first).to_be_visible()
    expect(page.locator("[data-standing=asked]")).to_be_visible()


def sent(page: Page, commune: Rostered) -> None:
    """Back in the network, and everything exchanged."""
    page.context.set_offline(False)
    today(page, commune.server)
    sync_now(page)


def own_shifts(page: Page, commune: Rostered) -> list[str]:
    """The ids of what stands under one's own shifts."""
    page.goto(f"{commune.server.url}/field/shifts")
    expect(page.get_by_role("heading", name="Ca của bạn")).to_be_visible()
    part = page.locator("section", has=page.get_by_role("heading", name="Ca của bạn"))
    return [str(link.get_attribute("href")).rsplit("/", 1)[-1] for link in part.locator("a.stop").all()]


def second(page: Page, commune: Rostered) -> str:
    """The value of the choice that asks the other person to take the shift."""
    page.goto(f"{commune.server.url}/field/shifts/{commune.asks}/busy")
    choice = page.locator("label:has(input[value^='person:'])").filter(has_text=ASKED)
    return str(choice.locator("input").get_attribute("value"))


def test_a_swap_is_asked_for_without_network_and_agreed_to(
    commune: Rostered, contexts: Callable[[str], BrowserContext], desk: Page
) -> None:
    asker, asked = phones(contexts, commune)
    asker.context.set_offline(True)
    ask(asker, commune, f"shift:{commune.other}", "Nhà có đám giỗ")
    asker.goto(f"{commune.server.url}/field/mine")
    expect(asker.get_by_text("Xin đổi ca")).to_be_visible()
    sent(asker, commune)
    sent(asked, commune)
    asked.get_by_role("link", name=f"{ASKER} xin đổi ca").click()
    expect(asked.get_by_text("Nhà có đám giỗ")).to_be_visible()
    asked.context.set_offline(True)
    asked.get_by_role("button", name="Đồng ý").click()
    expect(asked.locator("[data-standing=agreed]")).to_be_visible()
    sent(asked, commune)
    sent(asker, commune)
    assert commune.asks in own_shifts(asked, commune)
    assert commune.other not in own_shifts(asked, commune)
    assert {commune.other, commune.today} <= set(own_shifts(asker, commune))
    assert commune.asks not in own_shifts(asker, commune)
    asked.goto(f"{commune.server.url}/field/shifts/{commune.asks}")
    expect(asked.locator("[data-standing=confirmed]")).to_be_visible()
    log_in(desk, commune.server, "clerk")
    for shift, name in ((commune.asks, ASKED), (commune.other, ASKER)):
        desk.goto(f"{commune.server.url}/office/roster/{shift[:7]}")
        expect(desk.locator(f"[id*='{shift}'], [data-shift='{shift}']").first).to_contain_text(name)


def test_who_is_asked_may_decline_and_a_request_can_be_taken_back(
    commune: Rostered, contexts: Callable[[str], BrowserContext]
) -> None:
    asker, asked = phones(contexts, commune)
    ask(asker, commune, second(asker, commune))
    sent(asker, commune)
    sent(asked, commune)
    asked.get_by_role("link", name=f"{ASKER} nhờ trực thay").click()
    asked.get_by_role("button", name="Tôi không nhận được").click()
    expect(asked.get_by_text("Đã lưu trên máy").first).to_be_visible()
    sent(asked, commune)
    expect(asked.get_by_role("link", name=f"{ASKER} nhờ trực thay")).to_be_hidden()
    sent(asker, commune)
    asker.goto(f"{commune.server.url}/field/shifts/{commune.asks}")
    expect(asker.get_by_text(f"{ASKED} không nhận được").first).to_be_visible()
    ask(asker, commune, "desk")
    # By the key: a second tap so soon, on the same place, is taken for the first one's.
    asker.get_by_role("button", name="Rút lại lời nhờ").press("Enter")
    expect(asker.locator("[data-standing=planned]")).to_be_visible()
    sent(asker, commune)
    asker.goto(f"{commune.server.url}/field/shifts/{commune.asks}")
    expect(asker.locator("[data-standing=planned]")).to_be_visible()
    asker.get_by_role("button", name="Tôi sẽ trực").click()
    sent(asker, commune)
    asker.goto(f"{commune.server.url}/field/shifts/{commune.asks}")
    expect(asker.locator("[data-standing=confirmed]")).to_be_visible()
    expect(asker.get_by_text("Xã đã ghi")).to_be_visible()


def test_on_the_day_the_desk_sees_who_is_there(
    commune: Rostered, contexts: Callable[[str], BrowserContext], desk: Page
) -> None:
    asker, _ = phones(contexts, commune)
    asker.goto(f"{commune.server.url}/field/shifts/{commune.today}")
    asker.get_by_role("button", name="Tôi đã có mặt").click()
    expect(asker.locator("[data-standing=done]")).to_be_visible()
    sent(asker, commune)
    log_in(desk, commune.server, "clerk")
    desk.goto(f"{commune.server.url}/office/roster/today")
    expect(desk.get_by_text(ASKER).first).to_be_visible()
    expect(desk.get_by_text("Có mặt từ").first).to_be_visible()


def test_the_screens_of_shifts_are_read_by_axe_and_fit_a_narrow_screen_in_large_letters(
    commune: Rostered, contexts: Callable[[str], BrowserContext]
) -> None:
    asker, asked = phones(contexts, commune)
    ask(asker, commune, f"shift:{commune.other}", "Nhà có đám giỗ")
    sent(asker, commune)
    sent(asked, commune)
    found: list[str] = []
    shift = f"shifts/{commune.asks}"
    seen = [(asker, each) for each in ("", "mine", "shifts", shift, f"shifts/{commune.today}/busy", "shifts/no")]
    seen += [(asked, each) for each in ("", "shifts", shift)]
    for look in ({}, {"theme": "dark"}, {"locale": "en", "size": "larger"}):
        for page in (asker, asked):
            wear(page, commune.server, **look)
        for page, path in seen:
            page.goto(f"{commune.server.url}/field/{path}")
            expect(page.locator("h1")).to_be_visible()
            found += violations(page, f"{path} {look}")
    for page, path in seen:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(f"{commune.server.url}/field/{path}")
        expect(page.locator("h1")).to_be_visible()
        page.evaluate(TWICE)
        found += [f"{path}: {each}" for each in page.evaluate(TOO_WIDE)]
    assert found == []
