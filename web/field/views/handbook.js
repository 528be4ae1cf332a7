// The writing desk on the phone: what was begun, the search, what can be written here, and the handbook by field.
import { html } from "hono/html";
import { isWritable } from "../handbook.js";
import { moment } from "../words.js";
import { icon } from "./icons.js";
import { head, layout } from "./layout.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("../handbook.js").Handbook} Handbook */
/** @typedef {import("../handbook.js").ProcedureDoc} ProcedureDoc */
/** @typedef {import("../filling/draft.js").DraftRow} DraftRow */
/**
 * @typedef {object} HandbookView
 * @property {string} who "Trưởng ấp · Trần Văn Mẫu"
 * @property {Handbook} book
 * @property {string} query
 * @property {string} open the field that is unfolded
 * @property {DraftRow[]} begun forms that are not finished, the newest first
 */

/**
 * @param {Screen} screen
 * @param {HandbookView} view
 */
export function handbookPage(screen, view) {
  const { say } = screen;
  const { book, query, begun } = view;
  const isEmpty = book.total === 0 && book.forms.size === 0;
  return layout(screen, {
    title: say("field.handbook"),
    name: "handbook",
    tab: "write",
    live: isEmpty,
    header: head(view.who, say("field.handbook")),
    body: html`${begun.length > 0 && !query ? drafts(screen, begun) : ""}
${isEmpty ? empty(screen) : search(screen, query)}
<div id="found" class="found">${isEmpty ? "" : found(screen, view)}</div>`,
  });
}

/**
 * @param {Screen} screen
 * @param {DraftRow[]} begun
 */
function drafts({ say, now, locale }, begun) {
  return html`<section class="part"><h2>${say("field.handbook.begun")}</h2>
<ul role="list" class="rows">${begun.map(
    ({ path, title, declarant, at }) => html`<li><a class="stop" href="${path}"><span class="stop-words">
<strong>${declarant || say("field.handbook.noname")}</strong><span>${title[locale] ?? title.vi}</span>
<span class="stop-more">${icon("pen")}${say("field.handbook.since", { when: moment(say, at, now) })}</span></span>${icon("next")}</a></li>`,
  )}</ul></section>`;
}

/**
 * @param {Screen} screen
 * @param {string} query
 */
function search({ say }, query) {
  return html`<form class="search" role="search" action="/field/forms" method="get" hx-get="/field/forms"
 hx-trigger="input changed delay:150ms, submit" hx-target="#found" hx-select="#found" hx-swap="outerHTML"
 hx-push-url="false" hx-sync="this:replace" autocomplete="off">
<label>${icon("search")}<span class="for-readers">${say("field.handbook.search")}</span>
<input id="search" type="search" name="q" value="${query}" placeholder="${say("field.handbook.search")}"
 autocomplete="off" enterkeyhint="search"></label></form>`;
}

/**
 * @param {Screen} screen
 * @param {HandbookView} view
 */
function found(screen, { book, query, open }) {
  const { say } = screen;
  if (book.fields.length === 0 && book.loose.length === 0) {
    return html`<div class="empty"><p>${say("field.handbook.nothing", { query })}</p><p>${say("field.handbook.ask")}</p>
<p><a class="button" href="/field/forms">${say("field.search.all")}</a></p></div>`;
  }
  const all = book.fields.flatMap(([, group]) => group);
  const writable = query ? [] : all.filter((each) => isWritable(each, book.forms));
  return html`${writable.length + book.loose.length > 0 && !query ? writing(screen, writable, book) : ""}
${query ? "" : html`<h2 class="fields-head">${say("field.handbook.fields")}</h2>`}
${book.fields.map(([name, group]) => field(screen, name, group, book, Boolean(query) || name === open))}
${query ? book.loose.map(loose) : ""}`;
}

/**
 * @param {Screen} screen
 * @param {ProcedureDoc[]} procedures
 * @param {Handbook} book
 */
function writing(screen, procedures, book) {
  return html`<section class="part"><h2>${screen.say("field.handbook.writable")}</h2>
<ul role="list" class="rows">${procedures.map((each) => html`<li>${card(screen, each)}</li>`)}
${book.loose.map((form) => html`<li>${loose(form)}</li>`)}</ul></section>`;
}

/**
 * @param {Screen} screen
 * @param {string} name
 * @param {ProcedureDoc[]} group
 * @param {Handbook} book
 * @param {boolean} isOpen
 */
function field(screen, name, group, book, isOpen) {
  const count = screen.say("field.handbook.count", { count: group.length });
  return html`<details class="card area" ${isOpen ? "open" : ""}><summary><strong>${name}</strong><span>${count}</span>${icon("next")}</summary>
<ul role="list" class="rows">${group.map((each) => html`<li>${card(screen, each, isWritable(each, book.forms))}</li>`)}</ul></details>`;
}

/**
 * @param {Screen} screen
 * @param {ProcedureDoc} procedure
 * @param {boolean} [can] whether it is to be said that its form is here
 */
function card({ say }, { id, name, same_day }, can = false) {
  const today = same_day !== "no";
  const more = html`<span class="marks">${can ? html`<span class="stop-more">${icon("pen")}${say("field.handbook.can")}</span>` : ""}
${today ? html`<span class="stop-more">${icon("clock")}${say(`field.handbook.sameday.${same_day}`)}</span>` : ""}</span>`;
  return html`<a class="stop" href="/field/procedures/${id}"><span class="stop-words"><strong>${name}</strong>
${can || today ? more : ""}</span>${icon("next")}</a>`;
}

/** @param {import("../handbook.js").FormTitle} form that needs no procedure */
function loose({ id, title }) {
  return html`<a class="stop" href="/field/forms/${encodeURIComponent(id)}"><span class="stop-words"><strong>${title}</strong></span>${icon("pen")}</a>`;
}

/** @param {Screen} screen */
function empty({ say }) {
  return html`<div class="empty">${icon("book")}<p><strong>${say("field.handbook.empty")}</strong></p>
<p>${say("field.handbook.empty.text")}</p></div>`;
}
