// Correcting what was sent back: who received, and the note. The signature stays as it was given.
import { html } from "hono/html";
import { shownNow } from "../shown.js";
import { address } from "../words.js";
import { layout } from "./layout.js";
import { acts, noteField, problems, redoNotice, takenNotice } from "./parts.js";
import { receiver } from "./receiver.js";

/**
 * @param {import("./layout.js").Screen} screen
 * @param {{stop: import("../stop.js").Stop, form: {event_id: string, relation: string, name: string, note: string}, problems: string[]}} view
 */
export function amendPage(screen, view) {
  const { stop, form } = view;
  const { say, now } = screen;
  const path = `/field/items/${stop.id}`;
  return layout(screen, {
    title: say("field.title.amend"),
    heading: say("field.amend.title", { who: address(say, stop, now) }),
    name: "amend",
    back: path,
    body: html`<form class="form" method="post" action="${path}/amend" autocomplete="off" hx-sync="this:drop"
 data-draft="amend:${stop.id}" novalidate>
<input type="hidden" name="event_id" value="${form.event_id}">
<input type="hidden" name="shown" value="${shownNow(say, stop)}">
${takenNotice(screen, stop)}${problems(view.problems)}
${stop.redo ? redoNotice(screen, stop.redo.reason) : ""}
${receiver(screen, stop, form)}
${noteField(screen, form.note)}
<p class="quiet">${say("field.amend.kept")}</p>
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.amend.save")}</button>`)}
</form>`,
  });
}
