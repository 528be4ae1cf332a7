// The list of this page's keys: `?` opens it over the page; it is read off the page, where each key is declared.

/** @typedef {[key: string, what: string]} Shortcut */

/** Fills the list when it is opened, by its key or by its button. */
export function watchKeyList() {
  document.addEventListener(
    "click",
    ({ target }) => {
      if (target instanceof Element && target.closest('[data-dialog="keys"]')) fill();
    },
    { capture: true },
  );
}

/** @returns {boolean} whether there is a list on this page */
export function openKeyList() {
  const dialog = fill();
  dialog?.showModal();
  return dialog !== null;
}

/** @returns {HTMLDialogElement | null} */
function fill() {
  const dialog = document.getElementById("keys");
  if (!(dialog instanceof HTMLDialogElement)) return null;
  const list = dialog.querySelector("dl");
  list?.replaceChildren(...shortcuts(dialog.dataset).flatMap(line));
  return dialog;
}

/**
 * @param {DOMStringMap} words
 * @returns {Shortcut[]}
 */
function shortcuts(words) {
  /** @type {Map<string, string>} */
  const found = new Map();
  if (document.querySelector(".list a.whole")) found.set("J", words.next ?? "").set("K", words.previous ?? "");
  if (document.querySelector("[data-search]")) found.set("/", words.find ?? "");
  for (const button of document.querySelectorAll("[data-key]:not(:disabled)")) {
    const key = (button instanceof HTMLElement && button.dataset.key?.toUpperCase()) || "";
    if (key && !found.has(key) && button.checkVisibility()) found.set(key, said(button));
  }
  return [...found.set("?", words.this ?? "").set("Esc", words.shut ?? "")];
}

/**
 * What a button says, without the key that stands on it.
 * @param {Element} button
 */
function said(button) {
  const copy = /** @type {Element} */ (button.cloneNode(true));
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return (button.getAttribute("aria-label") ?? copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** @param {Shortcut} shortcut */
function line([key, what]) {
  const term = document.createElement("dt");
  const sign = document.createElement("kbd");
  sign.textContent = key;
  term.append(sign);
  const words = document.createElement("dd");
  words.textContent = what;
  return [term, words];
}
