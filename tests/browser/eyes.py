"""What a page must be for every eye and hand: read by axe, narrow, large, in one language, and still when asked to be.

All of it is measured in the page as it stands; each finding is one line. `TANNHA_TEST_LOOKS=all` measures each page in
every look and language, which takes minutes; else these take turns from page to page.
"""

import json
import os

from playwright.sync_api import Page

from tests.browser.running import ROOT
from tests.languages import Spoken
from tests.languages import foreign as foreign_in

ALL_LOOKS = os.environ.get("TANNHA_TEST_LOOKS") == "all"
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async ([rules, targets]) => {
  const runOnly = rules ?? { type: "tag", values: %s };
  const rules_ = { "target-size": { enabled: targets } };
  const options = { resultTypes: ["violations"], runOnly, preload: false, ...(rules ? {} : { rules: rules_ }) };
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`);
}""".replace("%s", json.dumps(LEVELS))
FEW_ROWS = """() => {
  for (const row of document.querySelectorAll("tbody tr:nth-child(n + 5), ol > li:nth-child(n + 9)")) row.remove();
}"""
"""A list of fifty rows alike is read by its first ones."""
TOO_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const isWide = (each) => each.getBoundingClientRect().right > clientWidth + 1;
  const wide = [...document.querySelectorAll("body *")].filter(isWide);
  return wide.map(({ tagName, className, textContent }) => `${tagName}.${className} ${textContent.trim()}`);
}"""
"""What of a page is wider than the screen, if the page is."""
CUT = """() => {
  const ownText = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const isCut = (each) => {
    const { overflowX, overflowY, textOverflow, webkitLineClamp, clipPath } = getComputedStyle(each);
    if (textOverflow === "ellipsis" || webkitLineClamp !== "none" || clipPath !== "none") return false;
    const wide = overflowX !== "visible" && overflowX !== "auto" && each.scrollWidth > each.clientWidth + 1;
    const high = overflowY !== "visible" && overflowY !== "auto" && each.scrollHeight > each.clientHeight + 2;
    return wide || high;
  };
  return [...document.querySelectorAll("main *")].filter((each) => ownText(each) && isCut(each))
    .map(({ tagName, className, textContent }) => `${tagName}.${className} ${textContent.trim().slice(0, 60)}`);
}"""
"""Text whose box shows only part of it, and does not say so."""
SMALL = """() => {
  const pick = "a[href], button, select, textarea, summary, input:not([type=hidden], [type=radio], [type=checkbox])";
  const found = [], said = (each) => `${each.tagName}.${each.className} ${each.textContent.trim().slice(0, 40)}`;
  for (const each of document.querySelectorAll(`${pick}, label:has(input[type=radio], input[type=checkbox])`)) {
    const { width, height } = each.getBoundingClientRect();
    if (!each.checkVisibility({ opacityProperty: true }) || each.matches(".skip, .for-readers, :disabled")) continue;
    const inText = each.matches("p a, li a, dd a") && getComputedStyle(each).display === "inline";
    if (width && !inText && (height < 47.5 || width < 47.5)) found.push(`${width}x${height} ${said(each)}`);
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility() || parent.closest("svg, .for-readers, option")) continue;
    if (parseFloat(getComputedStyle(parent).fontSize) < 17.9) found.push(`small text ${said(parent)}`);
  }
  return found;
}"""
MOVING = """() => [...document.querySelectorAll("*")]
  .filter((each) => {
    const { transitionDuration, animationName } = getComputedStyle(each);
    return animationName !== "none" || /[1-9]/.test(transitionDuration);
  })
  .map(({ tagName, className }) => `${tagName}.${className}`)"""
"""What would still move for somebody who asked that nothing does."""
TWICE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 200% !important }");
  document.adoptedStyleSheets = [sheet];
}"""
"""Letters of twice the size, as a browser's setting makes them."""
LARGE = "(size) => { document.documentElement.style.fontSize = size; }"


def violations(page: Page, name: str, rules: list[str] | None = None, targets: bool = False) -> list[str]:
    """What axe has to say of the page as it stands. Its script comes by the browser's tools, past the policy.

    `targets`: also what is too close to another to be hit; for a thumb there are sharper measures (`unfit`).
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, [rules, targets])
    return [f"{name}: {each}" for each in found]


def at_width(page: Page, name: str, width: int, height: int, text: str = "") -> list[str]:
    """What lies beside a window of that width, or is cut off in it; `text` is the size of the root's."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(LARGE, text)
    found = [f"wide: {each}" for each in page.evaluate(TOO_WIDE)[-3:]] + [f"cut: {each}" for each in page.evaluate(CUT)]
    page.evaluate(LARGE, "")
    if before:
        page.set_viewport_size(before)
    return [f"{name} at {width} {text}: {each}" for each in found]


def foreign(page: Page, name: str) -> list[str]:
    """Texts on the page that are in another language than they are marked as."""
    said = Spoken(page.content()).said
    return [f"{name} in {one}: {text}" for one, texts in said.items() for text in foreign_in(one, texts)]


def unfit(page: Page, name: str) -> list[str]:
    """On a phone: what is too small for a thumb or for old eyes, and what moves although nothing should."""
    return [f"{name}: {each}" for each in page.evaluate(SMALL)] + [
        f"{name} moves: {each}" for each in page.evaluate(MOVING)
    ]
