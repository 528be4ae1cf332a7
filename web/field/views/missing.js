// Before papers are called missing: their names, and whether to look once more. At both ends of a round.
import { html } from "hono/html";
import { whatWords } from "../words.js";
import { layout } from "./layout.js";
import { acts, notice } from "./parts.js";

/**
 * @typedef {object} Missing
 * @property {string} round its id
 * @property {string} action where the form goes when they are sure
 * @property {string} event_id
 * @property {Record<string, string[]>} ticked ids by the field's name
 * @property {import("../stop.js").Stop[]} missing
 * @property {"missing" | "lost"} said `missing` when the bag was taken over, `lost` when it is given back
 * @property {number} count of the papers that are there
 */

/**
 * @param {import("./layout.js").Screen} screen
 * @param {Missing} view
 */
export function missingPage(screen, { round, action, event_id, ticked, missing, said, count }) {
  const { say } = screen;
  const yes = count > 0 ? say(`field.${said}.yes`, { count }) : say(`field.${said}.only`);
  return layout(screen, {
    title: say(`field.${said}.title`, { count: missing.length }),
    name: "missing",
    back: `/field/rounds/${round}`,
    body: html`<form class="form" method="post" action="${action}" autocomplete="off" hx-sync="this:drop" data-form>
<input type="hidden" name="event_id" value="${event_id}">
${Object.entries(ticked).map(([name, ids]) => ids.map((id) => html`<input type="hidden" name="${name}" value="${id}">`))}
<input type="hidden" name="sure" value="yes">
${notice("wait", say(`field.${said}.text`))}
<ul role="list" class="rows">${missing.map(
      (stop) => html`<li class="card"><strong>${stop.name}</strong><br>${whatWords(say, stop.what)}</li>`,
    )}</ul>
${acts(
  html`<a class="button button-wide" href="/field/rounds/${round}">${say(`field.${said}.recount`)}</a>`,
  html`<button class="button button-main" type="submit" hx-disable="this">${yes}</button>`,
)}</form>`,
  });
}
