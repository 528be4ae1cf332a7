// Nobody to hand it to: the reason, the day to come again, a note.
import { html } from "hono/html";
import { REASONS } from "../../../sync/messages.js";
import { address, dayWord } from "../words.js";
import { shownNow } from "../shown.js";
import { layout } from "./layout.js";
import { acts, choice, noteField, problems } from "./parts.js";

/**
 * @param {import("./layout.js").Screen} screen
 * @param {{stop: import("../bag.js").Stop, form: import("../forms.js").FailedForm, days: string[], problems: string[]}} view
 *   `days` are the next dates that are offered as buttons
 */
export function failedPage(screen, view) {
  const { stop, form, days } = view;
  const { say, now } = screen;
  const path = `/field/items/${stop.id}`;
  const typed = /^\d/.test(form.next) && !days.includes(form.next) ? form.next : "";
  const reasons = REASONS.map((reason) => choice("reason", reason, say(`field.reason.${reason}`), form.reason));
  return layout(screen, {
    title: say("field.failed.title", { who: address(say, stop, now) }),
    name: "failed",
    back: path,
    body: html`<form class="form" method="post" action="${path}/failed" hx-sync="this:drop"
 data-draft="failed:${stop.id}" novalidate>
<input type="hidden" name="event_id" value="${form.event_id}">
<input type="hidden" name="shown" value="${shownNow(say, stop)}">
${problems(view.problems)}
<fieldset class="part"><legend>${say("field.failed.why")}</legend>
<div class="choices">${reasons}</div></fieldset>
<fieldset class="part"><legend>${say("field.failed.next")}</legend>
<div class="choices">${days.map((date) => choice("next", date, dayWord(say, date, now), form.next))}
${choice("next", "", say("field.failed.never"), form.next)}
${choice("next", "other", say("field.failed.other"), typed ? "other" : form.next, "next-other")}</div>
<label class="field" id="next-other" ${typed || form.next === "other" ? "" : "hidden"}><span>${say("field.failed.date")}</span>
<input type="date" name="next_date" value="${typed}"></label></fieldset>
${noteField(screen, form.note)}
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.save")}</button>`)}
</form>`,
  });
}
