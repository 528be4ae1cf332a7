// A new build of the app is taken when no form is open in any tab, whatever is unsent: the outbox is not touched by it.

import { whenQuiet } from "./quiet.js";

/** Held, shared, by every tab with an open form. */
const FORM = "tannha-form";
/** On it the worker says that the commune wishes for the newest build; the same name as in ../parts.js. */
const CHANNEL = "tannha-field";
/** The wish stands until it is fulfilled; so often, in ms, the server is asked. */
const SELDOM = 10 * 60_000;

/** @type {(() => void) | null} */
let release = null;
/** Settles once this tab holds nothing any more. @type {Promise<unknown>} */
let released = Promise.resolve();
/** Set when the page should load again but a form is open. */
let late = false;

const hasForm = () => document.querySelector("form[data-draft], form[data-form]") !== null;

/** Tells the other tabs whether a form is open in this one. */
export function holdForm() {
  if (!hasForm()) {
    release?.();
    release = null;
    if (late) location.reload();
  } else if (!release && navigator.locks) {
    const open = new Promise((resolve) => (release = () => resolve(null)));
    released = navigator.locks.request(FORM, { mode: "shared" }, () => open);
  }
}

/** @returns {Promise<boolean>} whether a form is open in any tab */
async function isFormOpen() {
  if (hasForm()) return true;
  await released;
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some((lock) => lock.name === FORM);
}

/**
 * @param {() => void} ask
 * @returns {(event: MessageEvent<{changed: string}>) => void}
 */
function seldom(ask) {
  let last = -SELDOM;
  return ({ data }) => {
    if (data.changed !== "build" || performance.now() - last < SELDOM) return;
    last = performance.now();
    ask();
  };
}

/**
 * @param {ServiceWorkerRegistration} registration
 */
export function watchUpdates(registration) {
  const take = async () => {
    if (registration.waiting) await whenQuiet();
    if (registration.waiting && !(await isFormOpen())) registration.waiting.postMessage("skip-waiting");
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", take));
  document.addEventListener("htmx:after:swap", take);
  const ask = () => registration.update().catch(() => {});
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  if ("BroadcastChannel" in window) new BroadcastChannel(CHANNEL).addEventListener("message", seldom(ask));
  navigator.serviceWorker.addEventListener("controllerchange", () => (hasForm() ? (late = true) : location.reload()));
  take();
}
