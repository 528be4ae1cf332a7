// What every screen of filling a form has around it: the bar, how far one is, the inputs' form, the acts at the thumb.
import { html } from "hono/html";
import { stepPath } from "../filling/draft.js";
import { layout } from "./layout.js";
import { acts, problems } from "./parts.js";

/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../filling/draft.js").Draft} Draft */
/** @typedef {{at: number, of: number}} Progress which screen of how many */
/**
 * @typedef {object} Frame
 * @property {Draft} draft
 * @property {string} step the screen
 * @property {string} title
 * @property {Progress} progress
 * @property {string} [back] path of the screen before; the handbook's if there is none
 * @property {string[]} [problems] in words
 * @property {Html} body
 * @property {Html} acts
 */

/**
 * @param {Screen} screen
 * @param {Frame} frame
 */
export function formFrame(screen, frame) {
  const { draft, step, title } = frame;
  const path = stepPath(draft.form.code, draft.event_id, step);
  return layout(screen, {
    title,
    name: `form-${/^\d+$/.test(step) ? "step" : step}`,
    back: frame.back ?? "/field/forms",
    saved: "kept",
    body: html`${progressLine(screen, draft, frame.progress)}
<form class="form" method="post" action="${path}" autocomplete="off" hx-sync="this:drop" data-draft="form:${draft.event_id}"
 data-keep="${path.replace("?", "/keep?")}" novalidate>
<input type="hidden" name="event_id" value="${draft.event_id}">
${problems(frame.problems ?? [])}
${frame.body}
${acts(frame.acts)}</form>`,
  });
}

/**
 * @param {Screen} screen
 * @param {Draft} draft
 * @param {Progress} progress
 */
function progressLine({ say, locale }, { form }, progress) {
  return html`<div class="progress"><p class="quiet"><span>${form.title[locale]}</span>
<strong>${say("field.form.progress", { at: progress.at, of: progress.of })}</strong></p>
<progress value="${progress.at}" max="${progress.of}" aria-hidden="true"></progress></div>`;
}

/**
 * The way to letting a draft go; it asks before.
 * @param {Screen} screen
 * @param {Draft} draft
 */
export const dropLink = ({ say }, { form, event_id }) =>
  html`<a class="button button-wide" href="/field/forms/${form.code}/drop?draft=${event_id}">${say("field.form.drop")}</a>`;

/**
 * The button that goes on, which stands at the thumb.
 * @param {string} word
 * @param {string} go
 */
export const goOn = (word, go = "next") =>
  html`<button class="button button-main" type="submit" name="go" value="${go}" hx-disable="this">${word}</button>`;
