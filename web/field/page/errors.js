// When a request fails nothing is swapped, so this must speak.

/** Shows the sentence that the page brought for this, and takes it away at the next screen. */
export function watchErrors() {
  document.addEventListener("htmx:error", () => speak(document.getElementById("said")?.dataset.broken ?? ""));
  document.addEventListener("htmx:after:swap", () => speak(""));
}

/** @param {string} text */
function speak(text) {
  const said = document.getElementById("said");
  if (said) said.textContent = text;
}
