// When the phone exchanges with the commune: after a save, at each screen, when the network or the person comes back,
// and every minute. The button asks by itself.
import htmx from "htmx.org";

/** @typedef {"timer" | "save" | "online" | "navigation"} Reason */

const MINUTE = 60_000;
/** Screens change faster than it is worth asking, in ms. */
const SELDOM = 10_000;

/** @param {(path: string, body: URLSearchParams) => Promise<Response>} ask */
export function watchSync(ask) {
  let last = 0;
  let busy = false;
  let again = false;
  const sync = async (/** @type {Reason} */ by) => {
    if (busy) again ||= by === "save";
    if (busy) return;
    busy = true;
    last = Date.now();
    await exchange(ask, by).catch(() => {});
    busy = false;
    if (again) {
      again = false;
      sync("save");
    }
  };
  document.addEventListener("htmx:after:swap", (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    if (ctx.swap === "innerMorph" || ctx.target !== document.body) return;
    if (ctx.request?.method === "POST") sync("save");
    else if (Date.now() - last > SELDOM) sync("navigation");
  });
  window.addEventListener("online", () => sync("online"));
  document.addEventListener("visibilitychange", () => document.hidden || sync("online"));
  setInterval(() => document.hidden || sync("timer"), MINUTE);
  sync("navigation");
}

/**
 * @param {(path: string, body: URLSearchParams) => Promise<Response>} ask
 * @param {Reason} by
 */
async function exchange(ask, by) {
  const response = await ask("/field/sync", new URLSearchParams({ by }));
  const card = document.getElementById("sync");
  if (!response.ok || !card) return;
  await htmx.swap({ text: await response.text(), target: card, swap: "outerHTML", sourceElement: document.body });
}
