// One step of a form: its lines, what fills a person at once, and the way on.
import { html } from "hono/html";
import { SILENT, textIn } from "../filling/fields.js";
import { schemaAt } from "../filling/prefill.js";
import { formFrame, goOn } from "./form_frame.js";
import { inputs } from "./form_parts.js";
import { icon } from "./icons.js";
import { notice } from "./parts.js";

/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("./form_parts.js").Sheet} Sheet */
/** @typedef {import("../filling/fields.js").Field} Field */
/** @typedef {import("../filling/blocks.js").Block} Block */
/**
 * @typedef {object} StepView
 * @property {import("../filling/draft.js").Draft} draft
 * @property {number} place of the step
 * @property {import("./form_frame.js").Progress} progress
 * @property {string} back
 * @property {Sheet} sheet
 * @property {import("../filling/values.js").Filled} filled
 * @property {Map<string, string>} words that follow from other fields, by the name of the field
 * @property {Map<string, string>} doubts by the name of the field
 * @property {Block[]} blocks the persons of this step
 * @property {boolean} copied whether this step's person is the one of the step before
 * @property {Html | string} news about the form itself
 * @property {string} focus the field to begin with, or ""
 * @property {boolean} checking whether one came from the check and goes back there
 * @property {string[]} problems in words
 */

/**
 * @param {Screen} screen
 * @param {StepView} view
 */
export function stepPage(screen, view) {
  const { say, locale } = screen;
  const { draft, place, blocks } = view;
  const step = draft.form.steps[place];
  return formFrame(screen, {
    draft,
    step: String(place),
    title: step.title[locale],
    progress: view.progress,
    back: view.back,
    problems: view.problems,
    body: html`${view.news}${view.copied ? notice("info", say("field.form.self"), "check") : ""}
${step.fields.map((field) => {
  const block = blocks.find(({ fields }) => fields[0].name === field.name);
  return html`${block ? filling(screen, view, block, field.when) : ""}${lineOf(screen, view, field)}`;
})}`,
    acts: view.checking ? goOn(say("field.form.recheck"), "check") : goOn(say("field.form.next")),
  });
}

/**
 * @param {Screen} screen
 * @param {StepView} view
 * @param {Field} field
 * @returns {Html | string}
 */
function lineOf(screen, view, field) {
  const { locale } = screen;
  const name = field.name ?? "";
  if (field.type === "signature") return "";
  const isHidden = field.when ? view.filled.hidden.has(field.when) : false;
  const focus = view.focus === name && name !== "" ? html`data-focus` : "";
  return html`<div class="part" data-field="${name}" ${field.when ? html`data-when="${field.when}"` : ""} ${isHidden ? "hidden" : ""} ${focus}>
${SILENT.includes(field.type) ? fixed(field, locale) : asked(screen, view, field)}</div>`;
}

/** @param {Field} field @param {"vi" | "en"} locale */
const fixed = ({ type, label }, locale) =>
  type === "declaration" ? html`<blockquote class="aloud"><p>${label[locale]}</p></blockquote>` : html`<h2>${label[locale]}</h2>`;

/**
 * @param {Screen} screen
 * @param {StepView} view
 * @param {Field} field
 */
function asked({ locale }, view, field) {
  const name = field.name ?? "";
  const max = schemaAt(view.draft.form, name)?.maxLength;
  const ask = { ...field, label: field.label[locale], hint: field.hint?.[locale], max };
  const doubt = view.doubts.get(name);
  return html`${field.type === "words" ? derived(view, name) : ""}${inputs(view.sheet, name, ask)}
<p class="doubt" data-doubt="${name}" role="status">${doubt ? html`${icon("warn")}<span>${doubt}</span>` : ""}</p>`;
}

/**
 * Words that follow from another field stand there already; what was changed by hand stays.
 * @param {StepView} view
 * @param {string} name
 */
function derived({ words, sheet }, name) {
  const said = words.get(name) ?? "";
  const own = textIn(sheet.typed, name);
  const isOwn = own !== "" && own !== textIn(sheet.typed, `${name}.derived`);
  if (!isOwn) sheet.typed.set(name, [said]);
  return html`<input type="hidden" name="${name}.derived" value="${said}">`;
}

/**
 * A person at once: by the card's code, by its text, or from who declares.
 * @param {Screen} screen
 * @param {StepView} view
 * @param {Block} block
 * @param {string} [when] the condition under which the person is shown
 */
function filling({ say }, { draft, filled }, { prefix }, when) {
  const id = `card-${prefix.replaceAll(".", "-")}`;
  const declarant = (draft.typed.begin ?? []).find(([name]) => name === "declarant.name")?.[1];
  const isHidden = when ? filled.hidden.has(when) : false;
  return html`<details class="fold fill" ${when ? html`data-when="${when}"` : ""} ${isHidden ? "hidden" : ""}><summary>${icon("scan")}<span>${say("field.form.fill")}</span></summary>
<div class="part">${declarant ? html`<button class="button button-wide" type="submit" name="go" value="from:${prefix}">${icon("person")}<span>${say("field.form.fill.declarant", { name: declarant })}</span></button>` : ""}
<button type="button" class="button button-wide" hidden data-scan data-scan-into="${id}" data-scan-strange="${say("field.form.card.strange")}"
 data-scan-failed="${say("field.scan.failed")}">${icon("scan")}<span>${say("field.form.card.scan")}</span></button>
<div class="scan" data-scan-view hidden><video muted playsinline aria-label="${say("field.scan.view")}"></video>
<p>${say("field.form.card.how")}</p><p role="status" data-scan-said></p>
<button type="button" class="button button-wide" data-scan-stop>${say("field.scan.stop")}</button></div>
<label class="field"><span>${say("field.form.card.text")}</span><small>${say("field.form.card.text.how")}</small>
<textarea id="${id}" name="card:${prefix}" rows="2" maxlength="600" autocomplete="off" spellcheck="false"></textarea></label>
<button class="button button-wide" type="submit" name="go" value="card:${prefix}">${say("field.form.card.fill")}</button></div></details>`;
}
