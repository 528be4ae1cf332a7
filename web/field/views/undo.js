// Taking a wrong tap back, with the reason.
import { html } from "hono/html";
import { layout } from "./layout.js";
import { acts, choice, problems } from "./parts.js";

/** Reasons to take a confirmation back; their words go into the event. */
export const WHYS = /** @type {const} */ (["person", "notyet", "other"]);
/** Of them those that a form may be taken back for. */
const FORM_WHYS = WHYS.filter((why) => why !== "notyet");

/**
 * @param {import("./layout.js").Screen} screen
 * @param {{entry: import("../recorded.js").Entry, name: string, event_id: string, problems: string[]}} view
 */
export function undoPage(screen, view) {
  const { say } = screen;
  const { entry, name } = view;
  const isForm = entry.kind === "form.filled";
  const whys = isForm ? FORM_WHYS : WHYS;
  return layout(screen, {
    title: say("field.undo"),
    heading: isForm ? say("field.undo.form") : say("field.undo.title", { name }),
    name: "undo",
    back: isForm ? "/field/mine" : `/field/items/${entry.item}`,
    body: html`<form class="form" method="post" action="/field/events/${entry.id}/undo" autocomplete="off" hx-sync="this:drop" data-form novalidate>
<input type="hidden" name="event_id" value="${view.event_id}">
${problems(view.problems)}
<p>${say(isForm ? "field.undo.form.text" : "field.undo.text")}</p>
<fieldset class="part"><legend>${say("field.undo.why")}</legend>
<div class="choices">${whys.map((why) => choice("why", why, say(`field.undo.${why}`), undefined))}</div></fieldset>
${acts(html`<button class="button button-main button-bad" type="submit" hx-disable="this">${say(isForm ? "field.undo.form.yes" : "field.undo.yes")}</button>`)}
</form>`,
  });
}
