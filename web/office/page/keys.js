// Keys: ? lists them, j and k move through a list, / goes to its search, and a button's own letter presses it, first that of the row one is in.
import { openKeyList } from "./keylist.js";

/** Listens for single letters, never while somebody types or a dialog is open. */
export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (document.querySelector("dialog:modal")) return;
    if (press(event.key.toLowerCase())) event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
function typing(target) {
  return target instanceof HTMLElement && target.matches('textarea, select, input:not([type="checkbox"], [type="radio"])');
}

/**
 * @param {string} key
 * @returns {boolean} whether the key meant something here
 */
function press(key) {
  if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
  if (key === "?") return openKeyList();
  if (key === "/") return focusSearch();
  if (!/^[a-z]$/.test(key)) return false;
  const wanted = `[data-key="${key}"]:not(:disabled, [aria-disabled="true"])`;
  const button = document.activeElement?.closest("tr")?.querySelector(wanted) ?? document.querySelector(wanted);
  if (button instanceof HTMLElement) button.click();
  return button !== null;
}

/** @returns {boolean} */
function focusSearch() {
  const search = document.querySelector("[data-search]");
  if (search instanceof HTMLInputElement) search.select();
  return search !== null;
}

/**
 * Moves to the next or previous row; in the review that also opens it.
 * @param {1 | -1} step
 */
function move(step) {
  const links = [...document.querySelectorAll(".list a.whole")].filter((link) => link instanceof HTMLElement);
  const here = links.findIndex((link) => link.matches('[aria-current="true"]'));
  const from = here >= 0 ? here : links.findIndex((link) => link === document.activeElement);
  const next = links[from < 0 ? 0 : from + step];
  if (!next) return links.length > 0;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  if (next.dataset.row) next.click();
  return true;
}
