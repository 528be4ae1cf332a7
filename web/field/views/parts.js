// Small pieces that several screens share: the tag of a state, notices, choices made of big buttons, the bar with the main act.
import { html } from "hono/html";
import { icon } from "./icons.js";

/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {"undelivered" | "again" | "saved" | "received" | "approved" | "redo" | "aside"} Display */

/** The colour of a state; the word is always there. @type {Record<Display, string>} */
const TONES = { undelivered: "info", again: "info", saved: "wait", received: "ok", approved: "ok", redo: "bad", aside: "bad" };

/**
 * The tag of one state, in the words that the whole product uses.
 * @param {Screen} screen
 * @param {Display} display
 * @param {string} [word] where it is not the usual one
 */
export function tag(screen, display, word = screen.say(`field.state.${display}`)) {
  return html`<span class="tag tag-${TONES[display]}" data-state="${display}">${word}</span>`;
}

/**
 * How a paper left the bag without being delivered.
 * @param {Screen} screen
 * @param {import("../stop.js").Left} left
 */
export function leftTag({ say }, left) {
  return html`<span class="tag" data-left="${left}">${say(`field.gone.${left}`)}</span>`;
}

/**
 * A box that says something out of the ordinary.
 * @param {"bad" | "wait" | "ok" | "info"} tone
 * @param {string | Html} text
 * @param {import("./icons.js").IconName} [name]
 */
export function notice(tone, text, name = tone === "ok" ? "check" : "warn") {
  return html`<div class="notice notice-${tone}">${icon(name)}<div>${text}</div></div>`;
}

/**
 * What a form has just saved: said at once, and no more than is known.
 * @param {Screen} screen
 * @param {string} text
 */
export function savedNotice({ say }, text) {
  return notice("ok", html`<p role="status"><strong>${say("field.saved")}</strong></p><p>${text}</p>`, "saved");
}

/**
 * The commune's reason for having something done again.
 * @param {Screen} screen
 * @param {string} reason
 */
export function redoNotice({ say }, reason) {
  return notice("bad", html`<p><strong>${say("field.redo.title")}</strong></p><p>${reason}</p>`, "redo");
}

/**
 * Above a form whose paper the commune has taken back meanwhile.
 * @param {Screen} screen
 * @param {import("../stop.js").Stop} stop
 */
export const takenNotice = ({ say }, { left }) => (left === "taken" ? notice("wait", say("field.item.taken.form"), "bag") : "");

/**
 * Where a bag or its papers would be.
 * @param {Screen} screen
 * @param {string} key of the sentence
 */
export function emptyBag({ say }, key) {
  return html`<div class="empty">${icon("bag")}<p><strong>${say(key)}</strong></p><p>${say("field.today.empty.text")}</p></div>`;
}

/**
 * The way to asking for service at home for somebody.
 * @param {Screen} screen
 * @param {boolean} resumes whether one was begun
 */
export function requestLink({ say }, resumes) {
  const word = say(resumes ? "field.request.resume" : "field.request.go");
  return html`<a class="button button-wide" href="/field/requests/new">${icon("pen")}<span>${word}</span></a>`;
}

/**
 * What is wrong with a form that came back; takes the focus.
 * @param {string[]} problems in words
 */
export function problems(problems) {
  if (problems.length === 0) return "";
  return html`<div class="notice notice-bad" role="alert" tabindex="-1" id="problems">${icon("warn")}
<div>${problems.map((text) => html`<p>${text}</p>`)}</div></div>`;
}

/**
 * One choice among big buttons; never a select.
 * @param {string} name of the field
 * @param {string} value
 * @param {string | Html} label
 * @param {string | undefined} chosen the value that is set
 * @param {string} [shows] id of what this choice reveals
 * @param {boolean} [folded] not seen until the others are asked for
 */
export function choice(name, value, label, chosen, shows, folded = false) {
  const state = value === chosen ? "checked" : "";
  return html`<label class="choice" ${folded ? "hidden" : ""}>
<input type="radio" name="${name}" value="${value}" ${state} ${shows ? html`data-shows="${shows}"` : ""}><span>${label}</span></label>`;
}

/**
 * Choices of which the unusual ones unfold, and fold again around the chosen one.
 * @param {string} others the word on the button that shows them
 * @param {(value: string, folded: boolean) => Html} one draws a choice
 * @param {{usual: string[], rest: string[], chosen: string | undefined}} values
 */
export function foldingChoices(others, one, { usual, rest, chosen }) {
  const isOpen = usual.length === 0;
  const unfolds = rest.length > 0 && !isOpen;
  return html`<div class="choices">${usual.map((value) => one(value, false))}
<div class="choices-more" ${unfolds ? "data-folds" : ""}>${rest.map((value) => one(value, !isOpen && value !== chosen))}</div>
${unfolds ? html`<button type="button" class="choice" data-unfold ${rest.includes(chosen ?? "") ? "hidden" : ""}><span>${others}</span></button>` : ""}</div>`;
}

/**
 * What is wrong with one field, beside it; the first of them takes the focus.
 * @param {string | undefined} text
 */
export function wrongText(text) {
  return text ? html`<strong class="wrong" tabindex="-1" data-wrong>${icon("warn")}<span>${text}</span></strong>` : "";
}

/**
 * A line of text to type.
 * @param {string} name
 * @param {string} label
 * @param {string} value
 * @param {{max?: number, hint?: string, complete?: string, mode?: "numeric" | "tel" | "text", wrong?: string}} [more]
 */
export function field(name, label, value, { max = 120, hint, complete = "off", mode = "text", wrong } = {}) {
  return html`<label class="field"><span>${label}</span>
${hint ? html`<small>${hint}</small>` : ""}${wrongText(wrong)}
<input name="${name}" value="${value}" maxlength="${max}" inputmode="${mode}" autocomplete="${complete}" ${wrong ? html`aria-invalid="true"` : ""}></label>`;
}

/**
 * A longer text to type, folded away until it is wanted.
 * @param {Screen} screen
 * @param {string} value
 * @param {string} [hint]
 */
export function noteField(screen, value, hint) {
  return html`<details class="fold" ${value ? "open" : ""}>
<summary>${icon("pen")}<span>${screen.say("field.note")}</span></summary>
<label class="field"><span class="for-readers">${screen.say("field.note")}</span>${hint ? html`<small>${hint}</small>` : ""}
<textarea name="note" rows="3" maxlength="500">${value}</textarea></label></details>`;
}

/**
 * The bar at the thumb.
 * @param {...(Html | string)} content the main act comes last
 */
export function acts(...content) {
  return html`<div class="acts"><div class="acts-in">${content}</div></div>`;
}
