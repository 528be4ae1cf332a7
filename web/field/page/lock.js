// The page's side of the lock: it keeps the open key for a worker that the browser stops, sees whether anybody uses the
// phone, and has it locked after five minutes without a touch.

/** @typedef {import("../db/keyring.js").Held} Held */
/** @typedef {(path: string, body: URLSearchParams) => Promise<string>} Ask */

/** The same as in ../db/keyring.js, which this small script must not load; in ms. */
const IDLE = 5 * 60_000;
/** So often the worker is told that somebody is here, and so often it is looked whether somebody still is, in ms. */
const TELL = 20_000;
const LOOK = 10_000;

/** @type {Held | null} */
let kept = null;
/** When somebody last touched this page, in ms. */
let last = Date.now();

/** Whether nobody touched this page for so long; a clock that was set back locks too. */
const isIdle = () => Math.abs(Date.now() - last) >= IDLE;

/** Whether this screen shows nothing that a lock would hide. */
const isFree = () => document.getElementById("main")?.dataset.free !== undefined;

/** Begins to keep the key; before anything is asked of the worker, which may want it for its first answer. */
export function keepKey() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  serviceWorker.addEventListener("message", ({ data, ports }) => {
    if (data === "kept") ports[0]?.postMessage(kept && !isIdle() ? { ...kept, at: Math.max(kept.at, last) } : null);
    else if (data && "keep" in data) kept = data.keep;
  });
  serviceWorker.startMessages();
  serviceWorker.controller?.postMessage("keep");
  serviceWorker.addEventListener("controllerchange", () => serviceWorker.controller?.postMessage("keep"));
}

/**
 * @param {Ask} ask
 */
export function watchLock(ask) {
  let told = 0;
  const used = () => {
    // The first touch after five minutes does not open again what is to be locked.
    if (isIdle()) return look();
    last = Date.now();
    if (last - told < TELL || isFree()) return;
    told = last;
    ask("/field/stay", new URLSearchParams()).catch(() => {});
  };
  const look = () => {
    if (isFree()) last = Date.now();
    if (isIdle()) ask("/field/lock", new URLSearchParams({ by: "idle" })).catch(() => {});
  };
  for (const type of ["pointerdown", "keydown", "input", "scroll"]) document.addEventListener(type, used, { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => document.hidden || look());
  window.addEventListener("pageshow", look);
  setInterval(look, LOOK);
}
