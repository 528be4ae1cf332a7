// The way out when nothing can be sent: the events in one file for the clerk, and the notice of a phone that is closed.
import { html } from "hono/html";
import { icon } from "./icons.js";

/** @typedef {import("./layout.js").Screen} Screen */
/**
 * @typedef {object} Rescue
 * @property {string} name of the file, without what makes it a file of all
 * @property {number} unsent events of which the commune has no receipt
 * @property {number} all events that the phone keeps
 * @property {import("../../../sync/outbox.js").Outbox["closed"]} closed
 */

/**
 * @param {Screen} screen
 * @param {Rescue} rescue
 * @param {"unsent" | "all"} what
 */
function button({ say }, { name }, what) {
  return html`<button type="button" class="button button-wide" data-rescue="${what}" data-name="${name}"
 data-done="${say("field.rescue.done", { name })}">${icon("save")}<span>${say(`field.rescue.${what}`)}</span></button>`;
}

/**
 * The phone may not go on as it is: why, what to do, and how what it holds reaches the commune all the same.
 * @param {Screen} screen
 * @param {Rescue} rescue
 */
export function closedNotice(screen, rescue) {
  const { say } = screen;
  if (!rescue.closed) return "";
  const save = rescue.unsent > 0;
  return html`<div class="notice notice-bad">${icon("warn")}<div><p>${say(`field.closed.${rescue.closed}.text`)}</p>
${save ? html`<p>${say("field.rescue.short")}</p>` : ""}</div>
<a class="button button-wide" href="/field/enrol">${say("field.closed.go")}</a>
${save ? button(screen, rescue, "unsent") : ""}</div>`;
}

/**
 * @param {Screen} screen
 * @param {Rescue} rescue
 */
export function rescuePart(screen, rescue) {
  const { say } = screen;
  if (rescue.all === 0) return "";
  return html`<section class="part"><h2>${say("field.rescue.title")}</h2>
<p>${say("field.rescue.text")} ${say("field.rescue.private")}</p>
${rescue.unsent > 0 ? button(screen, rescue, "unsent") : ""}${button(screen, rescue, "all")}</section>`;
}
