// Signing: the declarant signs the print; who cannot leaves a thumb mark on it, before a witness who signs here (R18).
import { html } from "hono/html";
import { WHY_NOT } from "../filling/sign.js";
import { formFrame, goOn } from "./form_frame.js";
import { pad } from "./pad.js";
import { choice, field, notice } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../filling/sign.js").Sign} Sign */
/**
 * @typedef {object} SignView
 * @property {import("../filling/draft.js").Draft} draft
 * @property {Sign} sign
 * @property {import("./form_frame.js").Progress} progress
 * @property {string} back
 * @property {string} who signs
 * @property {string} desk the field of administration where the paper is handed in, or ""
 * @property {string[]} problems
 */

/**
 * @param {Screen} screen
 * @param {SignView} view
 */
export function signPage(screen, { draft, sign, progress, back, who, desk, problems }) {
  const { say } = screen;
  return formFrame(screen, {
    draft,
    step: "sign",
    title: say("field.form.sign"),
    progress,
    back,
    problems,
    body: html`<p>${say("field.form.sign.how", { who })}</p>
<fieldset class="part"><legend>${say("field.form.sign.ask", { who })}</legend><div class="choices choices-one">
${choice("signing.by", "self", say("field.form.sign.self"), sign.by)}
${choice("signing.by", "assisted", say("field.form.sign.assisted"), sign.by, "form-assisted")}</div></fieldset>
<section class="part" id="form-assisted" ${sign.by === "assisted" ? "" : "hidden"}>${assisted(screen, sign)}</section>
<section class="part"><h2>${say("field.form.where")}</h2>${notice("info", say(desk ? "field.form.where.desk" : "field.form.where.any", { desk }), "home")}
<label class="tickrow"><input type="checkbox" name="guided" value="yes" ${sign.guided ? "checked" : ""}><span><strong>${say("field.form.guided")}</strong><span>${say("field.form.guided.how")}</span></span></label></section>`,
    acts: goOn(say("field.form.save"), "save"),
  });
}

/**
 * @param {Screen} screen
 * @param {Sign} sign
 */
function assisted(screen, sign) {
  const { say } = screen;
  return html`${notice("info", say("field.form.thumb"), "pen")}
<fieldset class="part"><legend>${say("field.assisted.why")}</legend><div class="choices">${WHY_NOT.map((why) => choice("signing.reason", why, say(`field.assisted.${why}`), sign.reason))}</div></fieldset>
<div class="part"><h2>${say("field.witness")}</h2>
${field("signing.witness", say("field.witness.name"), sign.witness, { max: 80, hint: say("field.form.witness.who") })}
${pad(screen, { name: "signing.strokes", label: say("field.witness.pad"), strokes: sign.strokes })}</div>`;
}
