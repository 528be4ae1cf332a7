// Handing over at the door: who receives, the proof, the three questions, and one button to save it all.
import { html } from "hono/html";
import { ASSISTED_REASONS } from "../../../sync/messages.js";
import { address, whatWords } from "../words.js";
import { shownNow } from "../shown.js";
import { checks } from "./item.js";
import { layout } from "./layout.js";
import { pad } from "./pad.js";
import { acts, choice, field, noteField, problems, takenNotice } from "./parts.js";
import { questions } from "./questions.js";
import { receiver } from "./receiver.js";
import { taking } from "./taking.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../stop.js").Stop} Stop */
/** @typedef {import("../forms.js").DeliverForm} DeliverForm */

/**
 * @param {Screen} screen
 * @param {{stop: Stop, form: DeliverForm, problems: string[], allowed: import("../consent.js").Allowed, shown: string}} view
 */
export function deliverPage(screen, view) {
  const { stop, form, allowed, shown } = view;
  const { say, now } = screen;
  const path = `/field/items/${stop.id}`;
  const assisted = form.by === "assisted";
  const toAssisted = switcher(say("field.assisted"), "assisted");
  return layout(screen, {
    title: say("field.title.deliver"),
    heading: say("field.deliver.title", { who: address(say, stop, now) }),
    name: "deliver",
    back: path,
    body: html`<form class="form" method="post" action="${path}/deliver" autocomplete="off" hx-sync="this:drop"
 data-draft="deliver:${stop.id}" novalidate>
<input type="hidden" name="event_id" value="${form.event_id}">
<input type="hidden" name="by" value="${form.by}">
<input type="hidden" name="shown" value="${shownNow(say, stop)}">
${takenNotice(screen, stop)}${problems(view.problems)}
${receiver(screen, stop, form)}
${checks(screen, stop)}
<section class="part" id="sign" ${assisted ? "hidden" : ""}>
<div><h2>${say("field.sign.for", { what: whatWords(say, { ...stop.what, count: stop.what.count ?? 1 }) })}</h2>
<p class="quiet">${say("field.sign.means")}</p></div>
${pad(screen, { name: "strokes", label: say("field.pad.label"), strokes: form.strokes, beside: toAssisted })}
</section>
<section class="part" id="assisted" ${assisted ? "" : "hidden"}>${assistedPart(screen, form)}</section>
${taking(screen, form, { item: stop.id, allowed, shown })}
${questions(screen, form)}
${noteField(screen, form.note)}
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.deliver.save")}</button>`)}
</form>`,
  });
}

/**
 * A button that changes between signing and being helped, without leaving the form.
 * @param {string} label
 * @param {"signature" | "assisted"} to
 */
function switcher(label, to) {
  return html`<button type="button" class="button" data-proof="${to}">${label}</button>`;
}

/**
 * For who cannot or will not sign: why, the mark on the paper slip, and a witness who signs.
 * @param {Screen} screen
 * @param {DeliverForm} form
 */
function assistedPart(screen, form) {
  const { say } = screen;
  const reasons = ASSISTED_REASONS.map((reason) =>
    choice("assisted_reason", reason, say(`field.assisted.${reason}`), form.assisted_reason),
  );
  const marks = ["thumb_on_slip", "none"].map((mark) => choice("mark", mark, say(`field.mark.${mark}`), form.mark));
  return html`<div class="part"><div><h2>${say("field.assisted.title")}</h2><p class="quiet">${say("field.assisted.how")}</p></div>
${switcher(say("field.assisted.back"), "signature")}</div>
<fieldset class="part"><legend>${say("field.assisted.why")}</legend><div class="choices">${reasons}</div></fieldset>
<fieldset class="part"><legend>${say("field.assisted.mark")}</legend><div class="choices">${marks}</div></fieldset>
<div class="part"><h2>${say("field.witness")}</h2>
${field("witness", say("field.witness.name"), form.witness, { max: 80, hint: say("field.witness.who") })}
${pad(screen, { name: "witness_strokes", label: say("field.witness.pad"), strokes: form.witness_strokes })}</div>`;
}
