// What is missing, wrong or doubtful, each a way to its field; then the way on to reading back. Nothing is lost here.
import { html } from "hono/html";
import { stepPath } from "../filling/draft.js";
import { dropLink, formFrame, goOn } from "./form_frame.js";
import { icon } from "./icons.js";
import { notice } from "./parts.js";

/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../filling/check.js").Finding} Finding */
/**
 * @typedef {object} CheckView
 * @property {import("../filling/draft.js").Draft} draft
 * @property {import("./form_frame.js").Progress} progress
 * @property {string} back
 * @property {Finding[]} found
 * @property {Finding[]} doubts
 * @property {boolean} long more than an event can carry
 * @property {Html | string} news about the form itself
 */

/**
 * @param {Screen} screen
 * @param {CheckView} view
 */
export function checkPage(screen, view) {
  const { say } = screen;
  const { draft, found, doubts, long } = view;
  const isWell = found.length === 0;
  return formFrame(screen, {
    draft,
    step: "check",
    title: say("field.form.check"),
    progress: view.progress,
    back: view.back,
    problems: long ? [say("field.form.long")] : [],
    body: html`${view.news}${isWell ? notice("ok", html`<p><strong>${say("field.form.check.well")}</strong></p>`) : html`<p>${say("field.form.check.missing", { count: found.length })}</p>`}
${list(screen, view, found, "bad")}
${doubts.length > 0 ? html`<section class="part"><h2>${say("field.form.doubts")}</h2><p class="quiet">${say("field.form.doubts.how")}</p>${list(screen, view, doubts, "wait")}</section>` : ""}
${dropLink(screen, draft)}`,
    acts: isWell
      ? goOn(say("field.form.check.go"), "read")
      : html`<p class="quiet">${say("field.form.check.anyway.how")}</p><button class="button button-wide" type="submit" name="go" value="read" hx-disable="this">${say("field.form.check.anyway")}</button>`,
  });
}

/**
 * @param {Screen} screen
 * @param {CheckView} view
 * @param {Finding[]} findings
 * @param {"bad" | "wait"} tone
 */
function list({ locale }, { draft }, findings, tone) {
  if (findings.length === 0) return "";
  const { form, event_id } = draft;
  return html`<ul role="list" class="rows">${findings.map(
    ({ step, field, label, text }) => html`<li><a class="finding finding-${tone}" href="${stepPath(form.code, event_id, String(step), field)}">${icon("warn")}
<span><span class="quiet">${form.steps[step].title[locale]}</span><strong>${label}</strong><span>${text}</span></span>${icon("next")}</a></li>`,
  )}</ul>`;
}
