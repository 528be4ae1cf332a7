// The line in which the page speaks: when a request fails nothing is swapped, so this must.

let said = "";

/** Shows the sentence that the page brought for this, and takes it away at the next screen; the same one drawn again keeps it. */
export function watchErrors() {
  document.addEventListener("htmx:error", () => speak(document.getElementById("said")?.dataset.broken ?? ""));
  document.addEventListener("htmx:after:swap", (event) => {
    speak(/** @type {CustomEvent} */ (event).detail.ctx.swap === "innerMorph" ? said : "");
  });
}

/** @param {string} text said in the line above the thumb, until the next screen */
export function speak(text) {
  said = text;
  const line = document.getElementById("said");
  if (line && line.textContent !== text) line.textContent = text;
}
