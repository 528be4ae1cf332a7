// Beginning a form: for whom, where, who asks for it, and the consent that is asked aloud (R13).
import { html } from "hono/html";
import { RELATIONS } from "../../../sync/messages.js";
import { dropLink, formFrame, goOn } from "./form_frame.js";
import { icon } from "./icons.js";
import { choice, field, foldingChoices, notice, wrongText } from "./parts.js";

/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../filling/begin.js").Begin} Begin */
/**
 * @typedef {object} BeginView
 * @property {import("../filling/draft.js").Draft} draft
 * @property {Begin} begin
 * @property {import("./form_frame.js").Progress} progress
 * @property {{id: string, name: string}[]} hamlets the person's own first
 * @property {{id: string, name: string}[]} procedures of which one has to be chosen; none where it is clear
 * @property {import("../filling/draft.js").DraftRow[]} others begun with this form and not finished
 * @property {import("../request.js").Wrong[]} wrong
 * @property {Html | string} news about the form itself
 */
/** @typedef {(field: string) => string | undefined} WrongAt */

/**
 * @param {Screen} screen
 * @param {BeginView} view
 */
export function beginPage(screen, view) {
  const { say, locale } = screen;
  const { draft, begin } = view;
  const wrong = (/** @type {string} */ name) => view.wrong.find((each) => each.field === name)?.text;
  return formFrame(screen, {
    draft,
    step: "begin",
    title: say("field.form.begin"),
    progress: view.progress,
    body: html`${view.news}${draft.form.note ? notice("info", draft.form.note[locale], "pen") : ""}${begun(screen, view.others)}
${declarant(screen, view, wrong)}
${where(screen, begin, wrong)}
${procedure(screen, view)}
${asked(screen, begin, wrong)}
${consent(screen, begin, wrong)}
<input type="hidden" name="redo" value="${draft.redo}">
${draft.typed.begin ? dropLink(screen, draft) : ""}`,
    acts: html`${view.wrong.length > 0 ? html`<p class="wrong" role="alert">${icon("warn")}<span>${say("field.form.begin.wrong", { count: view.wrong.length })}</span></p>` : ""}
${goOn(say("field.form.begin.go"))}`,
  });
}

/**
 * @param {string} legend
 * @param {string | undefined} wrong
 * @param {Html} content
 */
const question = (legend, wrong, content) => html`<fieldset class="part"><legend>${legend}</legend>${wrongText(wrong)}${content}</fieldset>`;

/**
 * What was begun with this form for others is not lost.
 * @param {Screen} screen
 * @param {import("../filling/draft.js").DraftRow[]} others
 */
function begun({ say }, others) {
  if (others.length === 0) return "";
  return html`<section class="part"><h2>${say("field.form.begun")}</h2><ul role="list" class="rows">${others.map(
    (row) => html`<li><a class="offer" href="${row.path}">${icon("pen")}<span><strong>${row.declarant || say("field.form.nobody")}</strong>
<span>${say("field.form.begun.step", { at: row.step, of: row.steps })}</span></span>${icon("next")}</a></li>`,
  )}</ul><h2>${say("field.form.begun.new")}</h2></section>`;
}

/**
 * @param {Screen} screen
 * @param {BeginView} view
 * @param {WrongAt} wrong
 */
function declarant({ say }, { begin, hamlets }, wrong) {
  const box = (/** @type {"day" | "month" | "year"} */ each) =>
    field(`declarant.birth.${each}`, say(`field.form.box.${each}`), begin[`birth_${each}`], { max: each === "year" ? 4 : 2, mode: "numeric" });
  const names = new Map(hamlets.map(({ id, name }) => [id, name]));
  const one = (/** @type {string} */ id, /** @type {boolean} */ isFolded) => choice("declarant.hamlet", id, names.get(id) ?? say("field.form.hamlet.other"), begin.hamlet, "", isFolded);
  const [own, ...rest] = [...names.keys(), "-"];
  const folding = foldingChoices(say("field.form.hamlets"), one, { usual: own === undefined ? [] : [own], rest, chosen: begin.hamlet });
  return html`${field("declarant.name", say("field.form.declarant"), begin.name, { max: 80, hint: say("field.form.declarant.hint"), wrong: wrong("name") })}
${question(say("field.form.declarant.birth"), wrong("birth"), html`<p class="quiet">${say("field.form.declarant.birth.hint")}</p><div class="dates">${box("day")}${box("month")}${box("year")}</div>`)}
${hamlets.length > 0 ? question(say("field.form.declarant.hamlet"), undefined, html`${folding}`) : ""}
${field("declarant.phone", say("field.form.declarant.phone"), begin.phone, { max: 20, mode: "tel", hint: say("field.form.declarant.phone.hint"), wrong: wrong("phone") })}`;
}

/**
 * @param {Screen} screen
 * @param {Begin} begin
 * @param {WrongAt} wrong
 */
const where = ({ say }, { place }, wrong) =>
  question(say("field.form.place"), wrong("place"), html`<div class="choices">${["desk", "home"].map((each) => choice("place", each, say(`field.form.place.${each}`), place))}</div>`);

/**
 * A form that serves several procedures asks for which.
 * @param {Screen} screen
 * @param {BeginView} view
 */
function procedure({ say }, { procedures, begin, draft }) {
  if (procedures.length === 0) return html`<input type="hidden" name="procedure" value="${draft.procedure}">`;
  const all = procedures.map(({ id, name }) => choice("procedure", id, name, begin.procedure || draft.procedure));
  return question(say("field.form.procedure"), undefined, html`<div class="choices choices-one">${all}</div>`);
}

/** Who asks most often; the others unfold. */
const USUAL = ["subject", "child", "spouse"];

/**
 * @param {Screen} screen
 * @param {Begin} begin
 * @param {WrongAt} wrong
 */
function asked({ say }, { by, asker }, wrong) {
  const one = (/** @type {string} */ relation, /** @type {boolean} */ isFolded) => {
    const label = say(relation === "subject" ? "field.form.by.self" : `field.relation.${relation}`);
    return choice("requested.by", relation, label, by, relation === "subject" ? "" : "form-asker", isFolded);
  };
  const rest = RELATIONS.filter((relation) => !USUAL.includes(relation));
  return html`${question(say("field.form.by"), wrong("by"), html`${foldingChoices(say("field.receiver.others"), one, { usual: USUAL, rest, chosen: by })}`)}
<div id="form-asker" class="part" ${by && by !== "subject" ? "" : "hidden"}>
${field("requested.name", say("field.form.by.name"), asker, { max: 80, wrong: wrong("asker") })}</div>`;
}

/**
 * Read aloud, then ticked; never ticked beforehand (vietnam.md §2.9).
 * @param {Screen} screen
 * @param {Begin} begin
 * @param {WrongAt} wrong
 */
function consent({ say }, begin, wrong) {
  return html`<section class="part"><h2>${say("field.form.consent.title")}</h2>
<blockquote class="aloud"><p>${say("field.form.consent.ask")}</p></blockquote>
${wrongText(wrong("consent"))}
<label class="tickrow"><input type="checkbox" name="requested.consent" value="yes" ${begin.consent === "yes" ? "checked" : ""}>
<span><strong>${say("field.form.consent")}</strong><span>${say("field.form.consent.later")}</span></span></label></section>`;
}
