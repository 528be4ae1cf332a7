// Fast taps on "save": the second tap of an impatient thumb must not hit what the next screen shows in the same place.

/** Taps that follow each other within this time, in ms, and within this distance, in CSS pixels, are one wish. */
const SOON = 1000;
/** On the way through a form, where one may want to go on quickly, only a double tap is one wish, in ms. */
const DOUBLE = 400;
const NEAR = 32;

/** Swallows a tap where the last one was, if what that one saved has changed the screen under it. */
export function watchTaps() {
  let last = { x: 0, y: 0, at: -SOON };
  /** @type {HTMLElement | null} the screen that was tapped last and meant it */
  let screen = null;
  const judge = (/** @type {MouseEvent} */ event) => {
    // A key press and a script's click have no place.
    if (event.detail === 0) return;
    const now = document.getElementById("main");
    const tap = { x: event.clientX, y: event.clientY, at: performance.now() };
    const soon = now?.dataset.saved === "kept" ? DOUBLE : SOON;
    const again = tap.at - last.at < soon && Math.hypot(tap.x - last.x, tap.y - last.y) < NEAR;
    last = tap;
    if (again && now !== screen && now?.dataset.saved) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else screen = now;
  };
  document.addEventListener("click", judge, { capture: true });
}
