// Asking the phone's server: the worker by an ordinary fetch, or the router in this page.

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

/**
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<Response>}
 */
function send(url, init) {
  return here ? here(new Request(new URL(url, location.href), init)) : fetch(url, init);
}

/**
 * A screen as text.
 * @param {string} path
 */
export async function get(path) {
  const response = await send(path, { headers: { "HX-Request": "true" } });
  return response.text();
}

/**
 * A request that changes something. Its answer is read to the end: a worker with an unread answer counts as busy, and
 * a new build waits for it.
 * @param {string} path
 * @param {URLSearchParams} body
 */
export async function ask(path, body) {
  const response = await send(path, { method: "POST", body, headers: { "HX-Request": "true" } });
  await response.text();
}
