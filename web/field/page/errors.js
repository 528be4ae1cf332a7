// The line in which the page speaks: when a request fails nothing is swapped, so this must.

/** Shows the sentence that the page brought for this, and takes it away at the next screen, not when the same is drawn again. */
export function watchErrors() {
  document.addEventListener("htmx:error", () => speak(document.getElementById("said")?.dataset.broken ?? ""));
  document.addEventListener("htmx:after:swap", (event) => {
    if (/** @type {CustomEvent} */ (event).detail.ctx.swap !== "innerMorph") speak("");
  });
}

/** @param {string} text said in the line above the thumb, until the next screen */
export function speak(text) {
  const said = document.getElementById("said");
  if (said) said.textContent = text;
}
