// The three oral questions: five faces with a word each, never required.
import { html } from "hono/html";
import { face } from "./icons.js";

/** The order of the national scale: the gladdest first. */
const MOODS = /** @type {const} */ ([5, 4, 3, 2, 1]);

/**
 * @param {import("./layout.js").Screen} screen
 * @param {{answers: (number | null)[]}} form
 */
export function questions({ say }, form) {
  const mood = (/** @type {number} */ i, /** @type {1 | 2 | 3 | 4 | 5} */ value) => {
    const state = form.answers[i] === value ? "checked" : "";
    return html`<label class="mood"><input type="radio" name="answer_${i + 1}" value="${value}" ${state} data-undoable>
<span>${face(value)}<small>${say(`field.mood.${value}`)}</small></span></label>`;
  };
  return html`<section class="part" aria-labelledby="ask"><div><h2 id="ask">${say("field.ask")}</h2><p class="quiet">${say("field.ask.skip")}</p></div>
${[0, 1, 2].map(
    (i) => html`<fieldset class="ask"><legend>${say(`field.ask.${i + 1}`)}</legend>
<div class="faces">${MOODS.map((value) => mood(i, value))}</div></fieldset>`,
  )}
</section>`;
}
