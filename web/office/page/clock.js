// Clocks that run: since when a dossier of the lane waits and how long the office is still open, in the server's words.

/** How often they are drawn, in ms. */
const TICK = 15_000;
const MINUTE = 60_000;

/** The server's time of the page last seen, and how far ahead of this machine's clock it was, in ms. */
let seen = "";
let ahead = 0;

/** Keeps every `time[data-since]` and `time[data-until]` going; the words are on the `[data-now]` around them. */
export function watchClocks() {
  setInterval(draw, TICK);
  draw();
}

function draw() {
  const place = document.querySelector("[data-now]");
  if (!(place instanceof HTMLElement)) return;
  const { now = "", soon = "0", past = "", left = "" } = place.dataset;
  if (now !== seen) [seen, ahead] = [now, Date.parse(now) - Date.now()];
  const moment = Date.now() + ahead;
  for (const clock of place.querySelectorAll("time")) {
    const { since, until } = clock.dataset;
    if (since) clock.textContent = span(moment - Date.parse(since), place.dataset);
    if (!until) continue;
    const rest = Math.floor((Date.parse(until) - moment) / MINUTE);
    clock.textContent = (rest < 0 ? past : left).replace("{span}", span(Math.abs(rest) * MINUTE, place.dataset));
    clock.className = rest < 0 ? "tag bad" : rest < Number(soon) ? "tag wait" : "";
  }
}

/**
 * @param {number} ms
 * @param {DOMStringMap} words `minutes` and `hours`
 * @returns {string}
 */
function span(ms, { minutes = "", hours = "" }) {
  const whole = Math.max(0, Math.floor(ms / MINUTE));
  if (whole < 60) return minutes.replace("{n}", String(whole));
  return hours.replace("{hours}", String(Math.floor(whole / 60))).replace("{minutes}", String(whole % 60).padStart(2, "0"));
}
