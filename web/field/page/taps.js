// Fast taps on "save": the second tap of an impatient thumb must not hit what the next screen shows in the same place.

/** Taps that follow each other within this time, in ms, and within this distance, in CSS pixels, are one wish. */
const SOON = 700;
const NEAR = 32;

/** Swallows a tap where the last one was, if what it saved has changed the screen under it in between. */
export function watchTaps() {
  let last = { x: 0, y: 0, at: -SOON };
  /** When the tap was made that was not swallowed. */
  let meant = -SOON;
  let changed = -SOON;
  document.addEventListener("htmx:after:swap", (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    if (ctx.target === document.body && ctx.swap !== "innerMorph") changed = performance.now();
  });
  const judge = (/** @type {MouseEvent} */ event) => {
    // A key press and a script's click have no place.
    if (event.detail === 0) return;
    const tap = { x: event.clientX, y: event.clientY, at: performance.now() };
    const again = tap.at - last.at < SOON && Math.hypot(tap.x - last.x, tap.y - last.y) < NEAR;
    last = tap;
    if (again && changed > meant && document.querySelector("main[data-saved]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else meant = tap.at;
  };
  document.addEventListener("click", judge, { capture: true });
}
