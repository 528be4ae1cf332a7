// Nobody to hand it to: the reason, the day to come again, a note.
import { html } from "hono/html";
import { REASONS } from "../../../sync/messages.js";
import { MOST_VISITS } from "../stop.js";
import { address, dayWord } from "../words.js";
import { shownNow } from "../shown.js";
import { layout } from "./layout.js";
import { acts, choice, notice, noteField, problems, takenNotice } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */

/**
 * @param {Screen} screen
 * @param {{stop: import("../stop.js").Stop, form: import("../forms.js").FailedForm, days: string[], problems: string[]}} view
 *   `days` are the next dates that are offered as buttons
 */
export function failedPage(screen, view) {
  const { stop, form, days } = view;
  const { say, now } = screen;
  const path = `/field/items/${stop.id}`;
  const reasons = REASONS.map((reason) => choice("reason", reason, say(`field.reason.${reason}`), form.reason));
  return layout(screen, {
    title: say("field.title.failed"),
    heading: say("field.failed.title", { who: address(say, stop, now) }),
    name: "failed",
    back: path,
    body: html`<form class="form" method="post" action="${path}/failed" autocomplete="off" hx-sync="this:drop"
 data-draft="failed:${stop.id}" novalidate>
<input type="hidden" name="event_id" value="${form.event_id}">
<input type="hidden" name="shown" value="${shownNow(say, stop)}">
${takenNotice(screen, stop)}${problems(view.problems)}
<fieldset class="part"><legend>${say("field.failed.why")}</legend>
<div class="choices">${reasons}</div></fieldset>
${stop.visits + 1 >= MOST_VISITS ? notice("wait", say("field.failed.last", { count: MOST_VISITS }), "bag") : nextVisit(screen, form, days)}
${noteField(screen, form.note)}
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.save")}</button>`)}
</form>`,
  });
}

/**
 * @param {Screen} screen
 * @param {import("../forms.js").FailedForm} form
 * @param {string[]} days
 */
function nextVisit({ say, now }, form, days) {
  const typed = /^\d/.test(form.next) && !days.includes(form.next) ? form.next : "";
  return html`<fieldset class="part"><legend>${say("field.failed.next")}</legend>
<div class="choices">${days.map((date) => choice("next", date, dayWord(say, date, now), form.next))}
${choice("next", "", say("field.failed.never"), form.next)}
${choice("next", "other", say("field.failed.other"), typed ? "other" : form.next, "next-other")}</div>
<label class="field" id="next-other" ${typed || form.next === "other" ? "" : "hidden"}><span>${say("field.failed.date")}</span>
<input type="date" name="next_date" value="${typed}"></label></fieldset>`;
}
