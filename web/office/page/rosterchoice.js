// Who sits at a place of the roster: the choice's own page in a dialog, narrowed while one types.
import { matches } from "../../field/search.js";
import { atTheDoor } from "./errors.js";
import { newsPlace, tell } from "./news.js";

/** @typedef {import("./roster.js").Send} Send */

const dialog = () => /** @type {HTMLDialogElement | null} */ (document.getElementById("choice"));

/**
 * Opens the choice of a place.
 * @param {HTMLAnchorElement} cell
 */
export async function openChoice(cell) {
  const place = dialog();
  const answer = await fetch(cell.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!place || !answer || atTheDoor(answer)) return void (location.href = cell.href);
  if (!answer.ok) return tell(newsPlace()?.dataset.failed);
  show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  place.dataset.cell = cell.id;
  if (!place.open) place.showModal();
  firstField();
}

/** @param {Document} page of the choice */
function show(page) {
  const body = page.getElementById("choice-body");
  if (body) dialog()?.replaceChildren(body);
  for (const find of dialog()?.querySelectorAll("[data-find]") ?? []) if (find instanceof HTMLElement) find.hidden = false;
}

/** The field for the name; of a published roster the reason comes first. */
function firstField() {
  const why = dialog()?.querySelector("#why");
  const field = why instanceof HTMLInputElement && !why.value ? why : dialog()?.querySelector("#find, [data-close]");
  if (field instanceof HTMLElement) field.focus();
}

/**
 * Watches the dialog, where there is one.
 * @param {Send} send
 */
export function watchChoice(send) {
  const place = dialog();
  if (!place) return;
  place.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.id === "find") narrow(target.value);
  });
  place.addEventListener("keydown", keyed);
  place.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-choose]")) return;
    event.preventDefault();
    choose(form, event.submitter, send);
  });
  place.addEventListener("close", () => document.getElementById(place.dataset.cell ?? "")?.focus());
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button whom it names
 * @param {Send} send
 */
async function choose(form, button, send) {
  const data = new FormData(form);
  data.set("person", button instanceof HTMLButtonElement ? button.value : "");
  const refused = await send(form.action, data, "step");
  if (!refused) return dialog()?.close();
  show(refused);
  firstField();
}

/** @returns {HTMLElement[]} the people that fit, as buttons */
const options = () =>
  [...(dialog()?.querySelectorAll(".people-choice li:not([hidden]) button") ?? [])].filter((one) => one instanceof HTMLElement);

/** @param {string} words */
function narrow(words) {
  for (const line of dialog()?.querySelectorAll(".people-choice li") ?? []) {
    if (line instanceof HTMLElement) line.hidden = !matches(words, [line.dataset.words]);
  }
  const none = dialog()?.querySelector("[data-none]");
  if (none instanceof HTMLElement) none.hidden = options().length > 0;
  mark(words.trim() ? options()[0] : undefined);
}

/** @param {HTMLElement | undefined} button what Enter would take */
function mark(button) {
  for (const one of dialog()?.querySelectorAll("[data-first]") ?? []) if (one instanceof HTMLElement) delete one.dataset.first;
  if (button) button.dataset.first = "";
}

/** Enter in the field takes the first that fits. */
function take() {
  const first = dialog()?.querySelector("[data-first]");
  if (first instanceof HTMLElement) first.click();
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !(target instanceof HTMLElement)) return;
  const find = document.getElementById("find");
  const all = options();
  const here = all.indexOf(target);
  if (key === "ArrowDown" && (here >= 0 || target === find)) all[here + 1]?.focus();
  else if (key === "ArrowUp" && here >= 0) (all[here - 1] ?? find)?.focus();
  else if (key === "Enter" && target === find) take();
  else if (key === "Enter" && target.id === "why") find?.focus();
  else if (here >= 0 && key.length === 1 && key !== " " && find) return find.focus(); // what is typed goes on in the field
  else return;
  event.preventDefault();
}
