// The service worker: the phone's server. Three events and a few messages; what they do lies in shell.js, keeping.js,
// locking.js, screens.js and writing.js.
import { screens, writing } from "./scripts.js";
import { answerKeep, workerKeeper } from "./keeping.js";
import { locking } from "./locking.js";
import { browserParts } from "./parts.js";
import { more } from "./routes/more.js";
import { dropOthers, isShell, precache, precacheMore, shellFile } from "./shell.js";

/** @type {any} the types of a window and of a worker cannot be had at once */
const worker = globalThis;
const { isScreen } = screens;
const parts = browserParts(true, workerKeeper(worker));
const router = screens.makeRouter(parts, [...writing.routes, ...more], locking);

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(precache()));

worker.addEventListener("activate", (/** @type {any} */ event) =>
  event.waitUntil(dropOthers().then(() => worker.clients.claim())),
);

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const url = new URL(event.request.url);
  if (url.origin !== worker.location.origin) return;
  if (isShell(url)) event.respondWith(shellFile(event.request));
  else if (isScreen(url)) event.respondWith(router.fetch(event.request));
});

// A waiting build is let in by the page, which knows whether a form is open; `claim` is for a page loaded past us.
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "skip-waiting") event.waitUntil(worker.skipWaiting());
  if (event.data === "claim") event.waitUntil(worker.clients.claim());
  if (event.data === "more") event.waitUntil(precacheMore());
  if (event.data === "keep") event.waitUntil(answerKeep(event.source, parts.registry));
});
