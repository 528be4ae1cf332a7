// Clocks that run: since when a dossier of the lane waits, in the words that the server began with.

/** How often they are drawn, in ms. */
const TICK = 15_000;

/** Keeps every `time[data-since]` going. */
export function watchClocks() {
  setInterval(draw, TICK);
}

function draw() {
  for (const clock of document.querySelectorAll("time[data-since]")) {
    if (!(clock instanceof HTMLElement)) continue;
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since ?? "")) / 60_000));
    const english = document.documentElement.lang === "en";
    const [hours, rest] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, "0")];
    const words = english ? `${hours} h ${rest} min` : `${hours} giờ ${rest} phút`;
    clock.textContent = hours ? words : `${minutes} ${english ? "min" : "phút"}`;
  }
}
