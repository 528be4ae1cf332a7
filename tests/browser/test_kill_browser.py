"""The browser killed right after "Đã lưu trên máy", and in the middle of a turn: the event is there, and counts once.

`TANNHA_TEST_BROWSER_KILLS` says how often (2); `make soak-kill` kills 20 times. A kill in the middle of a record of the
browser's own log may cost it all its databases two starts later: tests/sync/SURVIVED.md, at its end.
"""

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hands import accept, deliver, enrol, phone_events, stops, sync_now, today
from tests.browser.killable import Killable
from tests.browser.running import Running

KILLS = int(os.environ.get("TANNHA_TEST_BROWSER_KILLS", "2"))
SEED = int(os.environ.get("TANNHA_TEST_SEED", "20261124"))
BAG = 6
"""Kills that one bag sees; then a new phone begins."""
TURN = 0.25
"""Seconds from the server's awaking within which a turn is hit."""


@pytest.fixture
def killable(browser: Browser, tmp_path: Path) -> Iterator[Killable]:
    """A browser of the journey's own; whatever happens, none of it is left."""
    phone = Killable(browser, tmp_path / "profile")
    yield phone
    if phone.context is not None:
        phone.aim()
        phone.kill()


def save(page: Page, killable: Killable) -> None:
    """Hand over at a door; this returns at the very moment when the phone has said that it is saved."""
    deliver(page, stops(page).filter(has_text="Chưa trả").first, save=False)
    killable.aim()
    page.get_by_role("button", name="Lưu xác nhận").click(no_wait_after=True)
    page.get_by_text("Đã lưu trên máy").first.wait_for()


def killed_when_saved(page: Page, server: Running, killable: Killable) -> Page:
    """Nobody answers, the phone says saved, and is dead; it comes back where still nobody answers."""
    server.kill()
    save(page, killable)
    killable.kill()
    page = killable.open()
    today(page, server)
    server.start()
    return page


def killed_in_a_turn(page: Page, server: Running, killable: Killable, delay: float | None) -> Page:
    """The request is on its way to a server that sleeps; the browser dies before the server wakes, or soon after."""
    assert server.process is not None
    server.process.send_signal(signal.SIGSTOP)
    save(page, killable)
    if delay is not None:
        server.process.send_signal(signal.SIGCONT)
        time.sleep(delay)
    killable.kill()
    server.process.send_signal(signal.SIGCONT)
    page = killable.open()
    today(page, server)
    return page


@pytest.mark.parametrize("bag", range(-(-KILLS // BAG)))
def test_what_was_called_saved_is_there_after_the_kill_and_reaches_the_commune_once(
    bag: int, server: Running, killable: Killable
) -> None:
    chance = random.Random(SEED + bag)
    page = killable.open()
    enrol(page, server)
    accept(page)
    sync_now(page)
    before = phone_events(page)
    for kill in range(min(BAG, KILLS - bag * BAG)):
        if kill % 2 == 0:
            page = killed_when_saved(page, server, killable)
        else:
            page = killed_in_a_turn(page, server, killable, chance.choice([None, chance.uniform(0, TURN)]))
        after = phone_events(page)
        assert [event for event in after if event in before] == before
        assert [event["kind"] for event in after if event not in before] == ["confirmation.recorded"]
        sync_now(page)
        stored = [row["hash"] for row in server.export("events")]
        assert [stored.count(event["hash"]) for event in after] == [1] * len(after)
        before = after
    device = server.export("events")[-1]["device"]
    mine = [row for row in server.export("events") if row["device"] == device]
    assert sorted(row["hash"] for row in mine) == sorted(str(event["hash"]) for event in before)
    assert server.verified()["ok"] is True
