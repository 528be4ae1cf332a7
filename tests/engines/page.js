// What runs inside of a page, the same in every engine: finding what a person would point at.

/**
 * The middle of the first thing that can be tapped and says a word, scrolled to; null while there is none.
 * @param {string} selector @param {string} word
 * @returns {{x: number, y: number, width: number, height: number} | null}
 */
export function find(selector, word) {
  const shown = (/** @type {Element} */ one) => one.getClientRects().length > 0;
  const found = [...document.querySelectorAll(selector)].find((one) => shown(one) && (one.textContent ?? "").includes(word));
  if (!found) return null;
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = found.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2, width, height };
}

/** What the page says. @returns {string} */
export const words = () => document.body?.innerText ?? "";

/** Whether a worker of ours answers this page. @returns {boolean} */
export const hasWorker = () => navigator.serviceWorker?.controller?.state === "activated";
