"""The office without a mouse: the skip link, a focus that is seen, the list of keys, dialogs that give focus back."""

from playwright.sync_api import Page, expect

from tests.browser.hands import log_in
from tests.browser.running import Running

TABS = 14
"""So many stops are gone through: the rail and the first of the page."""
SEEN = """() => {
  const here = document.activeElement, { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here);
  const shown = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  return shown ? "" : here.outerHTML.slice(0, 120);
}"""
INSIDE = "() => document.activeElement === document.body || !!document.activeElement.closest('dialog:modal')"
"""In the dialog, or in the browser's own bars between its last stop and its first; never behind it."""


def test_a_list_worked_by_keys_alone(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/requests")
    desk.keyboard.press("Tab")
    expect(desk.locator(".skip")).to_be_focused()
    expect(desk.locator(".skip")).to_be_in_viewport()
    unseen = []
    for _ in range(TABS):
        unseen.append(desk.evaluate(SEEN))
        desk.keyboard.press("Tab")
    assert [one for one in unseen if one] == []
    desk.locator(".skip").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_be_focused()
    desk.keyboard.press("j")
    row = desk.locator(".list a.whole").first
    expect(row).to_be_focused()
    desk.keyboard.press("?")
    keys = desk.locator("dialog#keys")
    expect(keys).to_be_visible()
    assert keys.locator("dt").all_text_contents() == ["J", "K", "/", "N", "?", "Esc"]
    expect(keys.locator("dd").nth(3)).to_have_text("Ghi yêu cầu")
    for _ in range(5):
        assert desk.evaluate(INSIDE)
        desk.keyboard.press("Tab")
    desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(row).to_be_focused()
    desk.keyboard.press("/")
    expect(desk.locator("[data-search]")).to_be_focused()
    desk.keyboard.type("?")
    expect(desk.locator("[data-search]")).to_have_value("?")
    expect(keys).to_be_hidden()


def test_a_dialog_of_an_act_gives_the_focus_back(server: Running, desk: Page) -> None:
    log_in(desk, server, "clerk")
    desk.goto(f"{server.url}/office/requests")
    desk.locator(".list a.whole").first.click()
    opener = desk.locator("[data-dialog=decline]")
    opener.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("dialog#decline")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator("dialog#decline")).to_be_hidden()
    expect(opener).to_be_focused()
