// After a form was saved, and instead of it: what is safe, where the paper goes next, and the ways out. Nothing personal.
import { html } from "hono/html";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { acts, notice, savedNotice, tag } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */
/**
 * @typedef {object} SavedView
 * @property {string} code of the form
 * @property {string} title of the form
 * @property {import("./parts.js").Display} display how far it came
 * @property {boolean} fresh it was saved by the tap that led here
 * @property {string} desk the field of administration, or ""
 * @property {string[]} papers to be brought along
 * @property {boolean} assisted the declarant does not sign but leaves a thumb mark
 */

/**
 * @param {Screen} screen
 * @param {SavedView} view
 */
export function savedPage(screen, { code, title, display, fresh, desk, papers, assisted }) {
  const { say } = screen;
  const steps = [say("field.form.next.print"), say(assisted ? "field.form.next.thumb" : "field.form.next.sign"), say(desk ? "field.form.next.desk" : "field.form.next.any", { desk })];
  return layout(screen, {
    title: say("field.form.saved"),
    name: "form-saved",
    back: "/field/",
    live: true,
    saved: fresh ? "form" : "",
    body: html`${fresh ? savedNotice(screen, say("field.form.saved.text")) : ""}
<p class="row"><strong>${say("field.form.of", { title })}</strong> ${tag(screen, display)}</p>
<section class="part"><h2>${say("field.form.next.title")}</h2><ol class="next-steps">${steps.map((text) => html`<li>${text}</li>`)}</ol>
<p class="quiet">${say("field.form.next.official")}</p></section>
${papers.length > 0 ? html`<section class="part"><h2>${say("field.form.papers")}</h2><ul class="papers">${papers.map((name) => html`<li>${name}</li>`)}</ul></section>` : ""}
<a class="button button-wide" href="/field/forms/${code}">${icon("pen")}<span>${say("field.form.another")}</span></a>
<a class="button button-wide" href="/field/forms">${say("field.form.handbook")}</a>`,
  });
}

/**
 * Before a draft is let go: nothing of that person stays on the phone then.
 * @param {Screen} screen
 * @param {{draft: import("../filling/draft.js").Draft, declarant: string, back: string}} view
 */
export function dropPage(screen, { draft, declarant, back }) {
  const { say, locale } = screen;
  const title = draft.form.title[locale];
  return layout(screen, {
    title: say("field.form.drop"),
    name: "form-drop",
    back,
    body: html`${notice("bad", html`<p><strong>${say("field.form.drop.ask", { title, name: declarant || say("field.form.nobody") })}</strong></p><p>${say("field.form.drop.lost")}</p>`)}
<form method="post" action="/field/forms/${draft.form.code}/drop?draft=${draft.event_id}" hx-sync="this:drop">
${acts(
  html`<a class="button button-wide" href="${back}">${say("field.form.drop.keep")}</a>`,
  html`<button class="button button-wide button-bad" type="submit" hx-disable="this">${say("field.form.drop.do")}</button>`,
)}</form>`,
  });
}

/**
 * A form that this phone does not have.
 * @param {Screen} screen
 */
export function formGonePage(screen) {
  const { say } = screen;
  return layout(screen, {
    title: say("field.form.gone"),
    name: "form-gone",
    back: "/field/forms",
    body: html`${notice("wait", say("field.form.gone.text"))}<a class="button button-main" href="/field/forms">${say("field.form.handbook")}</a>`,
  });
}
