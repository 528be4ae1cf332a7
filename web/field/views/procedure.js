// One procedure in plain words and large print, for somebody who reads it out or has the phone read it.
import { html } from "hono/html";
import { aloud } from "./aloud.js";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { messagePage } from "./errors.js";
import { acts } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("../handbook.js").ProcedureDoc} ProcedureDoc */
/** @typedef {import("../handbook.js").FormTitle} FormTitle */
/** @typedef {import("../handbook.js").Paper} Paper */

/**
 * @param {Screen} screen
 * @param {{procedure: ProcedureDoc, forms: FormTitle[]}} view `forms` are those of its forms that are on this phone
 */
export function procedurePage(screen, { procedure, forms }) {
  const { say } = screen;
  return layout(screen, {
    title: procedure.name,
    name: "procedure",
    back: `/field/forms?field=${encodeURIComponent(procedure.field)}`,
    body: html`${aloud(screen)}
<div class="part large">
${about(screen, procedure)}
${papers(screen, procedure)}
${part(say("field.procedure.fee"), procedure.fee ? told(procedure.fee) : html`<p>${say("field.procedure.ask")}</p>`)}
${time(screen, procedure)}
${result(screen, procedure)}
</div>
${forms.length > 1 ? writing(screen, procedure, forms) : ""}
<p class="quiet">${say("field.procedure.desk")}</p>
${forms.length === 1 ? acts(html`<p class="quiet">${forms[0].title}</p>`, write(screen, procedure, forms[0])) : ""}`,
  });
}

/**
 * What the catalogue says; it speaks Vietnamese, whatever the screen does.
 * @param {string} text
 */
const told = (text) => html`<p lang="vi">${text}</p>`;

/**
 * A part that is read aloud as one.
 * @param {string} heading
 * @param {Html} content
 */
const part = (heading, content) => html`<section class="card part" data-read><h2>${heading}</h2>${content}</section>`;

/**
 * @param {Screen} screen
 * @param {ProcedureDoc} procedure
 */
function about({ say }, { about: text, who }) {
  return html`${text ? part(say("field.procedure.about"), told(text)) : ""}
${who ? part(say("field.procedure.who"), told(who)) : ""}`;
}

/**
 * @param {Screen} screen
 * @param {ProcedureDoc} procedure
 */
function papers(screen, { components }) {
  const { say } = screen;
  if (components.length === 0) return part(say("field.procedure.papers"), html`<p>${say("field.procedure.ask")}</p>`);
  return part(
    say("field.procedure.papers"),
    html`<ul role="list" class="ticks">${components.map((each) => html`<li>${icon("page")}<div>${paper(screen, each)}</div></li>`)}</ul>`,
  );
}

/**
 * @param {Screen} screen
 * @param {Paper} paper
 */
function paper({ say }, { name, copy = "original", count = 1, required = true, when = "" }) {
  const how = say(`field.procedure.copy.${copy}${count > 1 ? ".many" : ""}`, { count });
  const why = when ? say(required ? "field.procedure.if" : "field.procedure.only", { when }) : required ? "" : say("field.procedure.optional");
  return html`<p lang="vi"><strong>${name}</strong></p><p>${how}</p>${why ? html`<p class="only">${why}</p>` : ""}`;
}

/**
 * How long it takes, whether it can be had within the day, and why (R20).
 * @param {Screen} screen
 * @param {ProcedureDoc} procedure
 */
function time({ say }, { legal_text, legal_days, same_day, same_day_note }) {
  const days = legal_days > 0 ? say("field.procedure.days", { count: legal_days }) : say("field.procedure.day");
  return part(
    say("field.procedure.time"),
    html`${legal_text ? told(`${legal_text}.`) : html`<p>${days}.</p>`}<p><strong>${say(`field.procedure.sameday.${same_day}`)}</strong></p>
${same_day_note ? told(`${same_day_note}.`) : ""}`,
  );
}

/**
 * What one gets, and whether it can be brought home (the delivery classes, vietnam.md §3.1).
 * @param {Screen} screen
 * @param {ProcedureDoc} procedure
 */
function result({ say }, { result: text, class: kind, condition, authorisation }) {
  const home = /^D[0-3]$/.test(kind) ? say(`field.procedure.home.${kind}`) : "";
  const more = kind === "D1" && condition ? html`<p class="only" lang="vi">${condition}.</p>` : "";
  return html`${text ? part(say("field.procedure.result"), told(text)) : ""}
${home ? part(say("field.procedure.home"), html`<p>${home}</p>${more}${authorisation ? html`<p>${say("field.procedure.authorisation")}</p>` : ""}`) : ""}`;
}

/**
 * @param {Screen} screen
 * @param {ProcedureDoc} procedure
 * @param {FormTitle[]} forms
 */
function writing(screen, procedure, forms) {
  return html`<section class="part" id="forms"><h2>${screen.say("field.procedure.forms")}</h2>
${forms.map((form) => html`<div class="card part"><p>${form.title}</p>${write(screen, procedure, form)}</div>`)}</section>`;
}

/**
 * @param {Screen} screen
 * @param {ProcedureDoc} procedure
 * @param {FormTitle} form
 */
function write({ say }, procedure, form) {
  const path = `/field/forms/${encodeURIComponent(form.id)}?procedure=${encodeURIComponent(procedure.id)}`;
  return html`<a class="button button-main" href="${path}" title="${form.title}">${icon("pen")}<span>${say("field.procedure.write")}</span></a>`;
}

/**
 * A procedure that this phone does not know.
 * @param {Screen} screen
 */
export const noProcedurePage = (screen) =>
  messagePage(screen, {
    name: "missing",
    title: screen.say("field.procedure.unknown"),
    text: screen.say("field.procedure.unknown.text"),
    sign: "book",
    act: acts(html`<a class="button button-main" href="/field/forms">${screen.say("field.procedure.all")}</a>`),
  });
