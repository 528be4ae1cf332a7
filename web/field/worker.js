// The service worker: the phone's server. Three events and one message; what they do lies in shell.js,
// screens.js and writing.js.
import { browserParts } from "./parts.js";
import { dropOthers, isShell, precache, shellFile } from "./shell.js";
import { BUILD } from "./version.js";

/** @type {any} the types of a window and of a worker cannot be had at once */
const worker = globalThis;
// Kept by the browser with this script, and with it only: whole offline, and never of another build.
worker.importScripts(`/field/screens.js?${BUILD}`, `/field/writing.js?${BUILD}`);
/** @type {typeof import("./screens.js")} */
const screens = worker.tannhaScreens;
/** @type {typeof import("./writing.js")} */
const writing = worker.tannhaWriting;
if (screens.BUILD !== BUILD || writing.BUILD !== BUILD) throw new Error("the server was renewed in between; the browser tries again");
const { isScreen } = screens;
const router = screens.makeRouter(browserParts(true), writing.routes);

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
});
