// Reading back: everything that will stand on the paper, in large print and in the paper's order, before anybody signs (R18).
import { html } from "hono/html";
import { aloud } from "./aloud.js";
import { formFrame, goOn } from "./form_frame.js";
import { notice, wrongText } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../filling/told.js").Told} Told */
/** @typedef {import("../filling/told.js").Line} Line */
/**
 * @typedef {object} ReadView
 * @property {import("../filling/draft.js").Draft} draft
 * @property {import("./form_frame.js").Progress} progress
 * @property {string} back
 * @property {Told[]} told
 * @property {boolean} changed something was changed after it had been read back
 * @property {string} [wrong] what is missing before one can go on
 */

/**
 * @param {Screen} screen
 * @param {ReadView} view
 */
export function readPage(screen, { draft, progress, back, told, changed, wrong }) {
  const { say } = screen;
  return formFrame(screen, {
    draft,
    step: "read",
    title: say("field.form.read"),
    progress,
    back,
    body: html`${changed ? notice("wait", say("field.form.read.changed")) : ""}
<p>${say("field.form.read.how")}</p>
${aloud(screen)}
<div class="told" data-read lang="${screen.locale}">${told.map(
      ({ title, lines, empty }) => html`<section class="part"><h2>${title}</h2>${lines.map(lineOf)}
${empty.length > 0 ? html`<p class="told-empty">${say("field.form.empty", { labels: empty.join(", ") })}</p>` : ""}</section>`,
    )}</div>
${wrongText(wrong)}
<label class="tickrow"><input type="checkbox" name="read" value="yes"><span><strong>${say("field.form.read.done")}</strong><span>${say("field.form.read.done.how")}</span></span></label>`,
    acts: goOn(say("field.form.read.go"), "sign"),
  });
}

/** @param {Line} line */
function lineOf({ number, label, text }) {
  if (!label) return html`<p class="told-fixed">${text}</p>`;
  const value = text.map((each) => html`<span>${each}</span>`);
  return html`<p class="told-line"><span class="told-label">${number ? html`<span aria-hidden="true">${number}${/\d$/.test(number) ? "." : ""} </span>` : ""}${label}:</span> <strong>${value}</strong></p>`;
}
