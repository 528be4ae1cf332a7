"""What lies on the disk of a phone that is locked and off: a search of the browser's profile finds nobody of the round.

The journey wants the whole browser, with its history and its memory of open tabs, not the one of the other journeys.
Chromium's database may press what it has tidied up (LevelDB, snappy), where a search of bytes sees no words; so the
stores are read through the browser as well.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hands import accept, enrol, open_item, sign, stops, sync_now, unlock
from tests.browser.killable import Killable
from tests.browser.running import Running

WHOLE = "/usr/bin/chromium"
SAID = ("name", "phone", "way", "nickname", "number", "personal_id", "insurance_code")
NOTE = "gửi cho cháu ngoại"
STORES = """async () => {
  const done = (request) => new Promise((fine) => (request.onsuccess = () => fine(request.result)));
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const rows = await done(db.transaction(store).objectStore(store).getAll());
      found.push(...rows.map((row) => ({ store, row: JSON.stringify(row) })));
    }
    db.close();
  }
  return { found, storage: [localStorage.length, sessionStorage.length], url: location.href, title: document.title };
}"""
PLANT = """async (text) => {
  const open = indexedDB.open("planted", 1);
  open.onupgradeneeded = () => open.result.createObjectStore("plain");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const tx = db.transaction("plain", "readwrite", { durability: "strict" });
  tx.objectStore("plain").put({ name: text }, 1);
  await new Promise((done) => (tx.oncomplete = done));
  db.close();
}"""


@pytest.fixture
def off(browser: Browser, tmp_path: Path) -> Iterator[Killable]:
    """A browser that is opened and closed on one profile; whatever happens, none of it is left."""
    phone = Killable(browser, tmp_path / "profile", WHOLE)
    yield phone
    phone.close()


def secrets(server: Running) -> set[str]:
    """What names or finds the people of the live rounds."""
    own = {round_["id"] for round_ in server.demo["rounds"]}
    rows = [row for row in server.export("items") if row.get("round") in own]
    assert len(rows) >= 12
    found = {str(row[field]) for row in rows for field in SAID if row.get(field)}
    assert any("nhà" in each.lower() for each in found), "ways are among them"
    return {each for each in found if len(each) > 3} | {NOTE}


def spellings(text: str) -> set[bytes]:
    """As it may stand in a file."""
    return {text.encode(), text.encode("utf-16-le"), quote(text).encode(), text.encode("unicode-escape")}


def found(profile: Path, texts: Iterable[str]) -> list[str]:
    """Which of them stand in which file of the folder."""
    wanted = {text: spellings(text) for text in texts}
    hits = []
    for path in sorted(path for path in profile.rglob("*") if path.is_file()):
        content = path.read_bytes()
        hits += [
            f"{path.relative_to(profile)}: {text}"
            for text, ways in wanted.items()
            if any(way in content for way in ways)
        ]
    return hits


def deliver_with_a_note(page: Page) -> None:
    """At the first door, found by typing; the note is typed, so that the browser might keep it."""
    name = stops(page).first.locator("strong").first.inner_text()
    page.locator("#search").fill(name)
    expect(stops(page)).to_have_count(1)
    open_item(page, stops(page).first)
    page.get_by_role("link", name="Trả kết quả").click()
    page.get_by_text("Ghi chú").first.click()
    page.locator("textarea[name=note]").fill(NOTE)
    sign(page)
    page.get_by_role("button", name="Lưu xác nhận").click()
    expect(page.get_by_text("Đã lưu trên máy").first).to_be_visible()


def test_nobody_of_the_round_is_found_in_the_profile(server: Running, off: Killable) -> None:
    texts = secrets(server)
    page = off.open()
    enrol(page, server)
    accept(page)
    sync_now(page)
    server.kill()
    deliver_with_a_note(page)
    page.goto(f"{server.url}/field/mine")
    page.get_by_role("button", name="Khóa máy").click()
    expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
    off.close()
    files = [path for path in off.profile.rglob("*") if path.is_file()]
    assert any("IndexedDB" in str(path) for path in files)
    assert any(path.name == "History" for path in files)
    assert found(off.profile, texts) == []

    page = off.open()
    page.goto(f"{server.url}/field/")
    expect(page.get_by_role("heading", name="Máy đang khóa")).to_be_visible()
    expect(page.get_by_text("1 xác nhận")).to_be_visible()
    said: dict[str, Any] = page.evaluate(STORES)
    assert [row for row in said["found"] if any(text in row["row"] for text in texts)] == []
    assert {row["store"] for row in said["found"]} >= {"events", "entries", "docs", "facts", "devices"}
    assert said["storage"] == [0, 0]
    page.evaluate(PLANT, NOTE)
    off.close()
    assert [hit for hit in found(off.profile, texts) if "IndexedDB" in hit], "the same search finds a plain record"

    page = off.open()
    page.goto(f"{server.url}/field/")
    unlock(page)
    expect(stops(page).first).to_be_visible()
