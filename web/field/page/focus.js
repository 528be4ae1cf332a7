// After a change of screen the focus goes to what is wrong, else to the heading, so that a reader starts there.

/** Listens for new screens; a screen that was only drawn again keeps its focus. */
export function watchFocus() {
  document.addEventListener("htmx:after:swap", (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail;
    if (ctx.target === document.body && ctx.swap !== "innerMorph") focusHeading();
  });
  // After going back the browser resets the focus by itself, later than the swap.
  window.navigation?.addEventListener("navigatesuccess", focusHeading);
}

/** Focuses the problem or the heading of this screen. */
export function focusHeading() {
  const problem = document.querySelector("#problems, [data-wrong]");
  const target = problem ?? document.querySelector("h1");
  if (target instanceof HTMLElement) target.focus({ preventScroll: problem === null });
}
