// Mine: what I recorded and how far it came, my numbers, who uses this phone, how it looks and what it holds.
import { html } from "hono/html";
import { moment } from "../words.js";
import { icon } from "./icons.js";
import { head, layout } from "./layout.js";
import { tag } from "./parts.js";
import { closedNotice, rescuePart } from "./rescue.js";
import { settings } from "./settings.js";
import { syncCard } from "./sync.js";

/** @typedef {import("./layout.js").Screen} Screen */

/** In the order in which they stand. */
const NUMBERS = /** @type {const} */ (["today", "all", "approved"]);

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} kind
 * @property {string | null} item
 * @property {string} name
 * @property {string} what
 * @property {number} count of papers, where a bag changed hands
 * @property {number} at ms
 * @property {import("./parts.js").Display} display
 * @property {string} why
 * @property {boolean} undone
 * @property {boolean} undoable
 */

/**
 * @typedef {object} Mine
 * @property {string} who
 * @property {import("./sync.js").SyncWords} sync
 * @property {Row[]} rows newest first
 * @property {{today: number, all: number, approved: number}} numbers
 * @property {{device: string, person: {name: string}}[]} people
 * @property {string} device the one in use
 * @property {{usage: number, quota: number, kept: boolean}} storage in bytes
 * @property {import("./rescue.js").Rescue} rescue
 */

/**
 * @param {Screen} screen
 * @param {Mine} mine
 */
export function minePage(screen, mine) {
  const { say } = screen;
  const title = say("field.mine");
  return layout(screen, {
    title,
    name: "mine",
    tab: "mine",
    live: true,
    header: head(mine.who, title),
    body: html`${syncCard(screen, mine.sync)}
${closedNotice(screen, mine.rescue)}
<dl class="numbers">${NUMBERS.map(
      (key) => html`<div><dd>${mine.numbers[key]}</dd><dt>${say(`field.numbers.${key}`)}</dt></div>`,
    )}</dl>
<section class="part"><h2>${say("field.mine.done")}</h2>
${mine.rows.length === 0 ? html`<p class="quiet">${say("field.mine.nothing")}</p>` : ""}
<ul role="list" class="rows">${mine.rows.map((row) => html`<li class="card record">${record(screen, row)}</li>`)}</ul></section>
${rescuePart(screen, mine.rescue)}
${settings(screen, mine)}`,
  });
}

/**
 * @param {Screen} screen
 * @param {Row} row
 */
function record(screen, row) {
  const { say, now } = screen;
  const name = row.item ? html`<a href="/field/items/${row.item}">${row.name}</a>` : say("field.round", { no: row.name });
  return html`<div class="record-words"><strong>${name}</strong>
<span>${say(`field.kind.${row.kind}`, { what: row.what, count: row.count })}</span>
<span class="quiet">${moment(say, row.at, now)}</span>
${row.why ? html`<span class="record-why">${row.why}</span>` : ""}</div>
${row.undone ? html`<span class="tag">${say("field.undone")}</span>` : tag(screen, row.display)}
${row.undoable ? undo(screen, row.id) : ""}`;
}

/**
 * @param {Screen} screen
 * @param {string} id of the event
 */
function undo({ say }, id) {
  return html`<a class="button button-quiet" href="/field/events/${id}/undo">${icon("undo")}<span>${say("field.undo")}</span></a>`;
}
