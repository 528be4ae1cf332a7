// Asking for service at home: for whom, where, what, why at home, who asks, and the consent that is asked aloud.
import { html } from "hono/html";
import { CATEGORIES, MOBILITIES, RELATIONS, WANTED } from "../../../sync/messages.js";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { acts, choice, field, foldingChoices, notice, noteField, problems, wrongText } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("./layout.js").Html} Html */
/** @typedef {{all: {id: string, name: string}[], own: string}} Hamlets in order of names; `own` the id of the person's, or "" */
/**
 * @typedef {object} RequestView
 * @property {import("../request.js").RequestForm} form
 * @property {Hamlets} hamlets
 * @property {import("../request.js").Wrong[]} wrong
 * @property {string[]} problems of the form as a whole
 * @property {boolean} resumed it was begun earlier
 */
/** @typedef {(field: string) => string | undefined} WrongAt what is wrong there, if anything */

/**
 * @param {Screen} screen
 * @param {RequestView} view
 */
export function requestPage(screen, view) {
  const { say } = screen;
  const { form } = view;
  const wrong = (/** @type {string} */ field) => view.wrong.find((each) => each.field === field)?.text;
  return layout(screen, {
    title: say("field.request"),
    name: "request",
    back: "/field/",
    body: html`${view.resumed ? dropping(screen) : html`<p>${say("field.request.how")}</p>`}
<form class="form" method="post" action="/field/requests/new" autocomplete="off" hx-sync="this:drop" data-draft="request" novalidate>
<input type="hidden" name="event_id" value="${form.event_id}">
${problems(view.problems)}
${person(screen, form, wrong)}
${house(screen, view, wrong)}
${what(screen, form, wrong)}
${why(screen, form, wrong)}
${asked(screen, form, wrong)}
${consent(screen, form, wrong)}
${acts(
  view.wrong.length > 0 ? html`<p class="wrong" role="alert">${icon("warn")}<span>${say("field.request.wrong", { count: view.wrong.length })}</span></p>` : "",
  html`<button class="button button-main" type="submit" hx-disable="this">${say("field.request.save")}</button>`,
)}</form>`,
  });
}

/**
 * What was begun is still there; and the way to let it go, folded so that no thumb hits it by chance.
 * @param {Screen} screen
 */
function dropping({ say }) {
  return html`${notice("info", say("field.request.draft"), "pen")}
<details class="fold"><summary>${icon("undo")}<span>${say("field.request.drop.any")}</span></summary>
<form method="post" action="/field/requests/drop" hx-sync="this:drop">
<button class="button button-wide button-bad" type="submit" hx-disable="this">${say("field.request.drop")}</button></form></details>`;
}

/**
 * A question with big buttons.
 * @param {string | Html} legend
 * @param {string | undefined} wrong
 * @param {Html} content
 */
const question = (legend, wrong, content) =>
  html`<fieldset class="part"><legend>${legend}</legend>${wrongText(wrong)}${content}</fieldset>`;

/** @param {Html[]} content */
const choices = (content) => html`<div class="choices">${content}</div>`;

/**
 * @param {Screen} screen
 * @param {RequestView["form"]} form
 * @param {WrongAt} wrong
 */
function person({ say }, form, wrong) {
  const sexes = ["male", "female", ""].map((sex) => choice("sex", sex, say(`field.request.sex.${sex || "unknown"}`), form.sex));
  return html`${field("name", say("field.request.name"), form.name, { max: 80, wrong: wrong("name") })}
${birth(say, form, wrong("birth"))}
${question(say("field.request.sex"), undefined, choices(sexes))}
${field("nickname", say("field.request.nickname"), form.nickname, { max: 60, hint: say("field.request.nickname.hint") })}
${field("phone", say("field.request.phone"), form.phone, { max: 20, mode: "tel", hint: say("field.request.phone.hint"), wrong: wrong("phone") })}`;
}

/**
 * Three small fields, because many know only the year, and nobody types a slash with pleasure.
 * @param {import("../words.js").Say} say
 * @param {RequestView["form"]} form
 * @param {string | undefined} wrong
 */
function birth(say, form, wrong) {
  const part = (/** @type {"birth_day" | "birth_month" | "birth_year"} */ name, /** @type {number} */ max) =>
    field(name, say(`field.request.${name}`), form[name], { max, mode: "numeric" });
  return html`<fieldset class="part"><legend>${say("field.request.birth")}</legend>
<p class="quiet">${say("field.request.birth.hint")}</p>${wrongText(wrong)}
<div class="dates">${part("birth_day", 2)}${part("birth_month", 2)}${part("birth_year", 4)}</div></fieldset>`;
}

/**
 * @param {Screen} screen
 * @param {RequestView} view
 * @param {WrongAt} wrong
 */
function house({ say }, { form, hamlets: { all, own } }, wrong) {
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const one = (/** @type {string} */ id, /** @type {boolean} */ folded) =>
    choice("hamlet", id, names.get(id) ?? say("field.request.hamlet.unknown"), form.hamlet, "", folded);
  const rest = [...names.keys(), "-"].filter((id) => id !== own);
  const folded = foldingChoices(say("field.request.hamlet.others"), one, { usual: own ? [own] : [], rest, chosen: form.hamlet });
  return html`${question(say("field.request.house"), wrong("house"), all.length > 0 ? folded : html``)}
${field("way", say("field.request.way"), form.way, { max: 200, hint: say("field.request.way.hint") })}`;
}

/**
 * @param {Screen} screen
 * @param {RequestView["form"]} form
 * @param {WrongAt} wrong
 */
function what({ say }, form, wrong) {
  const kinds = WANTED.map((kind) =>
    choice("kind", kind, say(`field.request.kind.${kind}`), form.kind, kind === "result" ? "request-code" : ""),
  );
  return html`${question(say("field.request.what"), wrong("kind"), choices(kinds))}
<div id="request-code" class="part" ${form.kind === "result" ? "" : "hidden"}>
${field("code", say("field.request.code"), form.code, { max: 40, hint: say("field.request.code.hint") })}</div>
${field("title", say("field.request.title"), form.title, { max: 120, hint: say("field.request.title.hint"), wrong: wrong("title") })}`;
}

/**
 * @param {Screen} screen
 * @param {RequestView["form"]} form
 * @param {WrongAt} wrong
 */
function why(screen, form, wrong) {
  const { say } = screen;
  const categories = CATEGORIES.map((each) => choice("category", each, say(`field.request.category.${each}`), form.category));
  const mobilities = MOBILITIES.map((each) => choice("mobility", each, say(`field.request.mobility.${each}`), form.mobility));
  return html`${question(say("field.request.mobility"), wrong("mobility"), choices(mobilities))}
${question(say("field.request.category"), wrong("category"), choices(categories))}
${noteField(screen, form.note, say("field.request.note.hint"))}`;
}

/** Who asks most often; the others unfold. */
const USUAL = ["subject", "child", "spouse"];

/**
 * @param {Screen} screen
 * @param {RequestView["form"]} form
 * @param {WrongAt} wrong
 */
function asked({ say }, form, wrong) {
  const rest = RELATIONS.filter((relation) => !USUAL.includes(relation));
  const one = (/** @type {string} */ relation, /** @type {boolean} */ folded) => {
    const label = relation === "subject" ? say("field.request.self") : say(`field.relation.${relation}`);
    return choice("relation", relation, label, form.relation, relation === "subject" ? "" : "request-asker", folded);
  };
  const folding = foldingChoices(say("field.receiver.others"), one, { usual: USUAL, rest, chosen: form.relation });
  return html`${question(say("field.request.asked"), wrong("relation"), folding)}
<div id="request-asker" class="part" ${form.relation && form.relation !== "subject" ? "" : "hidden"}>
${field("asker", say("field.request.asker"), form.asker, { max: 80, wrong: wrong("asker") })}</div>`;
}

/**
 * Read aloud, then ticked; never ticked beforehand (vietnam.md §2.9).
 * @param {Screen} screen
 * @param {RequestView["form"]} form
 * @param {WrongAt} wrong
 */
function consent({ say }, form, wrong) {
  return html`<section class="part"><h2>${say("field.request.consent.title")}</h2>
<blockquote class="aloud"><p>${say("field.request.consent.ask")}</p></blockquote>
${wrongText(wrong("consent"))}
<label class="tickrow"><input type="checkbox" name="consent" value="yes" ${form.consent === "yes" ? "checked" : ""}>
<span><strong>${say("field.request.consent")}</strong><span>${say("field.request.consent.later")}</span></span></label></section>`;
}
