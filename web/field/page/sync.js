// When the phone exchanges with the commune: after a save, at each screen, when the network or the person comes back,
// and every minute. The button asks by itself.

/** @typedef {"timer" | "save" | "online" | "navigation"} Reason */

const MINUTE = 60_000;
/** Screens change faster than it is worth asking, in ms. */
const SELDOM = 10_000;

/**
 * @param {(path: string, body: URLSearchParams) => Promise<string>} ask
 * @param {() => Promise<void>} shown draws again what the exchange may have changed
 */
export function watchSync(ask, shown) {
  let last = 0;
  let busy = false;
  let again = false;
  const sync = async (/** @type {Reason} */ by) => {
    if (busy) again ||= by === "save";
    if (busy) return;
    busy = true;
    last = Date.now();
    await ask("/field/sync", new URLSearchParams({ by })).then(shown).catch(() => {});
    busy = false;
    // Not waited for: a photo on a slow network takes minutes, an event must not.
    ask("/field/files", new URLSearchParams()).catch(() => {});
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
