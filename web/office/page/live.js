// Live lists: the server says which kinds of record changed, and what shows them is asked for again and morphed in place.
import { atTheDoor } from "./errors.js";
import { newsPlace, tell } from "./news.js";

/** Kinds gathered for so long before asking, in ms. */
const PAUSE = 150;
/** What depends on the time of day (`data-live="clock"`) is asked for again so often, in ms. */
const TICK = 5 * 60_000;
/** So long without a line to the server before the screen says so, in ms. */
const LOST = 5000;

/** @typedef {typeof import("htmx.org").default} Htmx */

/**
 * Watches `[data-live="kind kind"]`; each needs an id.
 * @param {Htmx} htmx
 */
export function watchLive(htmx) {
  if (!document.querySelector("[data-live]")) return;
  /** @type {Set<string>} */
  const changed = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const soon = () => {
    clearTimeout(timer);
    if (!document.hidden && changed.size) timer = setTimeout(() => refresh(htmx, changed), PAUSE);
  };
  document.addEventListener("visibilitychange", soon);
  setInterval(() => {
    changed.add("clock");
    soon();
  }, TICK);
  listen((kinds) => {
    for (const kind of kinds) changed.add(kind);
    soon();
  });
}

/**
 * Keeps the line open; after a gap everything may have changed.
 * @param {(kinds: string[]) => void} heard
 * @param {boolean} gap whether there was a line before that broke
 */
function listen(heard, gap = false) {
  const line = new EventSource("/office/live");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let lost;
  line.addEventListener("changed", ({ data }) => heard(JSON.parse(data)));
  line.addEventListener("error", () => {
    if (gap) return;
    gap = true;
    lost = setTimeout(() => tell(newsPlace()?.dataset.lost), LOST);
    // A line that the server has ended for good is not tried again by the browser itself.
    if (line.readyState === EventSource.CLOSED) setTimeout(() => listen(heard, true), 6 * LOST);
  });
  line.addEventListener("open", () => {
    clearTimeout(lost);
    if (gap) heard(["*"]);
    gap = false;
  });
  addEventListener("pagehide", () => line.close(), { once: true });
}

/**
 * @param {Htmx} htmx
 * @param {Set<string>} changed emptied once they are shown
 */
async function refresh(htmx, changed) {
  const places = [...document.querySelectorAll("[data-live]")].filter(
    (place) => place instanceof HTMLElement && (changed.has("*") || place.dataset.live?.split(" ").some((kind) => changed.has(kind))),
  );
  changed.clear();
  if (!places.length) return;
  const url = location.href;
  const answer = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer && atTheDoor(answer)) return location.reload();
  if (!answer?.ok || answer.redirected || url !== location.href) return;
  const text = await answer.text();
  const before = pending();
  for (const place of places) {
    const dialog = place.querySelector("dialog[open]");
    // What somebody is typing there is not taken away: the place is shown anew once that is done.
    if (dialog) dialog.addEventListener("close", () => refresh(htmx, kindsOf(place)), { once: true });
    else if (place.isConnected) await htmx.swap({ text, target: place, select: `#${place.id}`, swap: "outerMorph" });
  }
  announce(pending() - before);
}

/** @param {Element} place @returns {Set<string>} the kinds of record that it shows */
const kindsOf = (place) => new Set(place instanceof HTMLElement ? place.dataset.live?.split(" ") : []);

/** @returns {number} how many confirmations wait, as the queue says; 0 on other screens */
function pending() {
  return Number(document.getElementById("queue")?.dataset.count ?? 0);
}

/** @param {number} more confirmations than before */
function announce(more) {
  if (more > 0) tell(document.getElementById("queue")?.dataset.more?.replace("{n}", String(more)));
}
