// Asking the phone's server: the worker by an ordinary fetch, or the router in this page.
import { begun, ended } from "./quiet.js";

/** @type {((request: Request) => Promise<Response>) | null} */
let here = null;

/**
 * From now on the router in this page answers, also what htmx asks.
 * @param {(request: Request) => Promise<Response>} fetch
 */
export function answerHere(fetch) {
  here = fetch;
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    ctx.fetch = (/** @type {string} */ url, /** @type {RequestInit} */ init) => send(url, init);
  });
}

/** Whether the router in this page answers, and no worker. */
export const isHere = () => here !== null;

/**
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<Response>}
 */
function send(url, init) {
  return here ? here(new Request(new URL(url, location.href), init)) : fetch(url, init);
}

/**
 * The whole answer: a worker with an unread answer counts as busy.
 * @param {string} path
 * @param {RequestInit} init
 */
async function answer(path, init) {
  begun();
  try {
    return await (await send(path, init)).text();
  } finally {
    ended();
  }
}

/**
 * A screen as text.
 * @param {string} path
 */
export const get = (path) => answer(path, { headers: { "HX-Request": "true" } });

/**
 * A request that changes something.
 * @param {string} path
 * @param {URLSearchParams} body
 */
export const ask = (path, body) => answer(path, { method: "POST", body, headers: { "HX-Request": "true" } });
