// Whether this page is asking its worker anything. A new build is let in only in such a pause: while the old one is
// still at work the browser may keep it for minutes.

/** So long must nothing have been asked, in ms. */
const PAUSE = 300;

let running = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {(() => void)[]} */
let waiting = [];

/** A request begins. */
export function begun() {
  running++;
  clearTimeout(timer);
}

/** It has ended, and its answer is read. */
export function ended() {
  running--;
  settle();
}

/** @returns {Promise<void>} settles in the next pause */
export function whenQuiet() {
  return new Promise((resolve) => {
    waiting.push(resolve);
    settle();
  });
}

function settle() {
  clearTimeout(timer);
  if (running > 0) return;
  timer = setTimeout(() => {
    const ready = waiting;
    waiting = [];
    for (const resolve of ready) resolve();
  }, PAUSE);
}

/** Counts what htmx asks as well. */
export function watchRequests() {
  document.addEventListener("htmx:before:request", begun);
  document.addEventListener("htmx:finally:request", ended);
}
