// The roster's grid by keys: arrows walk between the places, Enter chooses a person, Delete empties, u takes back a step.
import { atTheDoor } from "./errors.js";
import { newsPlace, tell } from "./news.js";
import { openChoice, watchChoice } from "./rosterchoice.js";
import { lastStep, readCells, remember } from "./rostersteps.js";

/** @typedef {typeof import("htmx.org").default} Htmx */

/** Rows and columns that a key moves by. */
const WAYS = new Map([
  ["ArrowUp", [-1, 0]],
  ["ArrowDown", [1, 0]],
  ["ArrowLeft", [0, -1]],
  ["ArrowRight", [0, 1]],
]);

/**
 * Watches the month of a roster, where there is one.
 * @param {Htmx} htmx
 */
export function watchRoster(htmx) {
  if (!grid()) return;
  const send = sender(htmx);
  watchChoice(send);
  document.addEventListener("keydown", (event) => keyed(event, send));
  document.addEventListener("click", (event) => clicked(event));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-grid-act], [data-grid-undo]")) return;
    event.preventDefault();
    const undo = form.matches("[data-grid-undo]");
    send(form.action, new FormData(form), undo ? "undone" : "step");
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && target.dataset.cell) rove(target);
  });
  document.addEventListener("htmx:after:swap", ready);
  ready();
}

const grid = () => document.getElementById("roster");

/** @returns {HTMLElement[]} the places, in the order of the page */
const cells = () => [...document.querySelectorAll("[data-cell]")].filter((cell) => cell instanceof HTMLElement);

/** One place at a time is reached by Tab, and the button that takes back says whether there is anything. */
function ready() {
  const all = cells();
  const [here] = all.filter((cell) => `#${cell.id}` === location.hash);
  const first = here ?? all.find((cell) => cell.tabIndex === 0 && cell.dataset.roved) ?? all[0];
  if (first) rove(first);
  const undo = document.querySelector("[data-grid-undo]");
  if (!(undo instanceof HTMLFormElement)) return;
  const step = lastStep(grid()?.dataset.roster ?? "");
  undo.hidden = false;
  const steps = undo.elements.namedItem("steps");
  if (steps instanceof HTMLInputElement) steps.value = step ?? "";
  const button = undo.querySelector("button");
  if (button) button.disabled = step === undefined;
}

/** @param {HTMLElement} cell */
function rove(cell) {
  for (const other of cells()) {
    other.tabIndex = other === cell ? 0 : -1;
    delete other.dataset.roved;
  }
  cell.dataset.roved = "";
}

/**
 * @param {KeyboardEvent} event
 * @param {Send} send
 */
function keyed(event, send) {
  const { key, target } = event;
  if ((event.ctrlKey || event.metaKey) && key === "z" && !(target instanceof HTMLInputElement)) {
    event.preventDefault();
    press("[data-grid-undo] button");
  }
  if (event.ctrlKey || event.altKey || event.metaKey || !(target instanceof HTMLElement) || !target.dataset.cell) return;
  const way = WAYS.get(key);
  if (way) walk(target, way[0] ?? 0, way[1] ?? 0);
  else if (key === "Delete" || key === "Backspace") empty(target, send);
  else return;
  event.preventDefault();
}

/** @param {string} what */
function press(what) {
  const button = document.querySelector(what);
  if (button instanceof HTMLButtonElement && !button.disabled) button.click();
}

/**
 * @param {HTMLElement} from
 * @param {number} rows
 * @param {number} columns
 */
function walk(from, rows, columns) {
  const lines = [...document.querySelectorAll("[data-grid] tr")].filter((row) => row.querySelector("[data-cell]"));
  const line = lines.findIndex((row) => row.contains(from));
  const own = [...(lines[line]?.querySelectorAll("[data-cell]") ?? [])];
  const place = own.indexOf(from);
  const next = lines[line + rows]?.querySelectorAll("[data-cell]");
  const to = rows ? (next?.[place] ?? next?.[0]) : own[place + columns];
  if (to instanceof HTMLElement) to.focus();
}

/** @param {MouseEvent} event a click on a place opens the choice over the grid */
function clicked(event) {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const cell = event.target.closest("a[data-cell]");
  if (!(cell instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  openChoice(cell);
}

/**
 * Nobody sits there any more; of a published roster the reason is asked for.
 * @param {HTMLElement} cell
 * @param {Send} send
 */
function empty(cell, send) {
  const place = grid();
  if (!cell.dataset.person || place?.dataset.writes === undefined || cell.dataset.closed !== undefined) return;
  if (!(cell instanceof HTMLAnchorElement)) return;
  if (place.dataset.published !== undefined) return openChoice(cell);
  const data = new FormData();
  data.set("event_id", crypto.randomUUID());
  data.set("person", "");
  send(cell.href, data, "step");
}

/**
 * @callback Send posts to an address and shows the month that comes back; gives the answer's page where it was refused
 * @param {string} url
 * @param {FormData} data
 * @param {"step" | "undone"} kind whether what changed can be taken back, or was
 * @returns {Promise<Document | undefined>}
 */

/**
 * @param {Htmx} htmx
 * @returns {Send}
 */
function sender(htmx) {
  return async (url, data, kind) => {
    const place = grid();
    const focused = document.activeElement?.id ?? "";
    const before = readCells(cells());
    const body = new URLSearchParams();
    for (const [name, value] of data) if (typeof value === "string") body.append(name, value);
    const asked = { method: "POST", body, headers: { Accept: "text/html" } };
    const answer = await fetch(url, asked).catch(() => null);
    if (!answer || !place) {
      tell(newsPlace()?.dataset.failed);
      return undefined;
    }
    if (atTheDoor(answer) || answer.status === 401) location.reload();
    const text = await answer.text();
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!page.getElementById("roster")) return page;
    await htmx.swap({ text, target: place, select: "#roster", swap: "outerMorph" });
    renewDialog(page);
    remember(place.dataset.roster ?? "", before, readCells(cells()), kind);
    ready();
    const again = document.getElementById(focused);
    if (again) again.focus();
    return undefined;
  };
}

/**
 * The dialog of the publication lies outside of what is swapped, so that nothing closes it while somebody types.
 * @param {Document} page
 */
function renewDialog(page) {
  const fresh = page.getElementById("publish");
  const old = document.getElementById("publish");
  if (!fresh || old?.hasAttribute("open")) return;
  if (old) old.replaceWith(fresh);
  else document.getElementById("main")?.append(fresh);
}
