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

/** @param {Element | null} field that one came for: there one goes on typing */
const firstInput = (field) => field?.matches("[data-focus]") && [...field.querySelectorAll("input, textarea, button")].find(isSeen);

/** @param {Element} input */
const isSeen = (input) => input instanceof HTMLElement && input.offsetParent !== null && !input.matches("[type=hidden]");

/** Focuses the problem, what one came for, or the heading of this screen. */
export function focusHeading() {
  const problem = document.querySelector("#problems, [data-focus], [data-wrong]");
  const target = firstInput(problem) || problem || document.querySelector("h1");
  if (target instanceof HTMLElement) target.focus({ preventScroll: problem === null });
}
