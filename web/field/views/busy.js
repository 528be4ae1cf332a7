// I cannot sit there: who takes the shift, one of those whom the roster offers, or somebody whom the desk finds.
import { html } from "hono/html";
import { capital, slotWords } from "../dutywords.js";
import { layout } from "./layout.js";
import { acts, choice, noteField, problems, wrongText } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("../duty.js").Duty} Duty */
/** `whom`: "desk", "person:ID" or "shift:ID", "" where nobody chose. @typedef {{event_id: string, whom: string, note: string}} BusyForm */

/**
 * @param {Screen} screen
 * @param {{duty: Duty, form: BusyForm, shown: string, wrong?: string, problems: string[]}} view
 */
export function busyPage(screen, { duty, form, shown, wrong, problems: said }) {
  const { say, now } = screen;
  const path = `/field/shifts/${duty.id}`;
  return layout(screen, {
    title: say("field.busy.title"),
    name: "busy",
    back: path,
    body: html`<form class="form" method="post" action="${path}/busy" autocomplete="off" hx-sync="this:drop"
 data-draft="busy:${duty.id}" novalidate>
<input type="hidden" name="event_id" value="${form.event_id}"><input type="hidden" name="shown" value="${shown}">
${problems(said)}
<p>${say("field.busy.text", { slot: slotWords(say, duty, now) })}</p>${wrongText(wrong)}
${group(say("field.busy.desk"), [whom(form, "desk", say("field.busy.desk.choice"))])}
${group(say("field.busy.people"), (duty.people ?? []).map(({ id, name, union }) => whom(form, `person:${id}`, name, union)))}
${group(
  say("field.busy.swaps"),
  (duty.swaps ?? []).map((other) => whom(form, `shift:${other.shift}`, other.person.name, capital(slotWords(say, other, now)))),
)}
${noteField(screen, form.note, say("field.busy.note.hint"))}
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.busy.send")}</button>`)}
</form>`,
  });
}

/**
 * @param {string} legend
 * @param {Html[]} choices
 */
function group(legend, choices) {
  if (choices.length === 0) return "";
  return html`<fieldset class="part"><legend>${legend}</legend><div class="choices choices-wide">${choices}</div></fieldset>`;
}

/**
 * @param {BusyForm} form
 * @param {string} value
 * @param {string} name
 * @param {string} [line]
 */
const whom = (form, value, name, line) =>
  choice("whom", value, line ? html`<span class="choice-words"><strong>${name}</strong><small>${line}</small></span>` : name, form.whom);
