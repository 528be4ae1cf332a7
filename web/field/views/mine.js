// Mine: what I recorded and how far it came, my numbers, who uses this phone, how it looks and what it holds.
import { html } from "hono/html";
import { moment } from "../words.js";
import { icon } from "./icons.js";
import { head, layout } from "./layout.js";
import { requestLink, savedNotice, tag } from "./parts.js";
import { closedNotice, rescuePart } from "./rescue.js";
import { answerWord } from "./shifts.js";
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
 * @property {string} shift its id, of an answer about a shift; else ""
 * @property {number} count of papers, where a bag changed hands
 * @property {number} at ms
 * @property {import("./parts.js").Display} display
 * @property {string} why
 * @property {boolean} undone
 * @property {boolean} undoable
 * @property {string} rewrite where a form that the desk sent back is written anew, or ""
 */

/**
 * @typedef {object} Mine
 * @property {string} who
 * @property {boolean} requested a request for service at home was just saved
 * @property {boolean} resumes another one is not finished
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
    saved: mine.requested ? "request" : "",
    header: head(mine.who, title),
    body: html`${syncCard(screen, mine.sync)}
${closedNotice(screen, mine.rescue)}
${mine.requested ? savedNotice(screen, say("field.saved.request")) : ""}
<dl class="numbers">${NUMBERS.map(
      (key) => html`<div><dd>${mine.numbers[key]}</dd><dt>${say(`field.numbers.${key}`)}</dt></div>`,
    )}</dl>
${requestLink(screen, mine.resumes)}
<a class="button button-wide" href="/field/shifts">${icon("calendar")}<span>${say("field.shifts.go")}</span></a>
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
  const isSealed = row.kind === "request.made" || row.kind === "form.filled";
  const [heading, line] = isSealed ? sealed(screen, row) : [subject(screen, row), kindWords(screen, row)];
  return html`<div class="record-words"><strong>${heading}</strong>
${line ? html`<span>${line}</span>` : ""}
<span class="quiet">${moment(say, row.at, now)}</span>
${row.why ? html`<span class="record-why">${row.why}</span>` : ""}</div>
${row.undone ? html`<span class="tag">${say("field.undone")}</span>` : tag(screen, row.display, ownWord(screen, row))}
${row.undoable ? undo(screen, row.id) : ""}
${row.rewrite ? html`<a class="button button-quiet" href="${row.rewrite}">${icon("pen")}<span>${say("field.form.redo")}</span></a>` : ""}`;
}

/**
 * Whose paper it was, which shift, or which bag.
 * @param {Screen} screen
 * @param {Row} row
 */
function subject({ say }, { kind, item, shift, name }) {
  if (kind === "confirmation.undone" && !item) return say("field.undo.form.done");
  if (kind === "shift.answered" && !shift) return say("field.shift");
  if (shift) return html`<a href="/field/shifts/${shift}">${say("field.shift.title", { day: name })}</a>`;
  return item ? html`<a href="/field/items/${item}">${name}</a>` : say("field.round", { no: name });
}

/** @param {Screen} screen @param {Row} row */
const kindWords = ({ say }, { kind, item, what, count }) => (kind === "confirmation.undone" && !item ? "" : say(`field.kind.${kind}`, { what, count }));

/**
 * Once the commune has a request or a form, nothing on this phone says any more whom it is for.
 * @param {Screen} screen
 * @param {Row} row
 */
function sealed({ say }, { kind, name, what }) {
  if (kind === "form.filled") {
    const written = say("field.kind.form.filled", { what });
    return name ? [name, written] : [written, ""];
  }
  const asked = say("field.kind.request.made");
  return name ? [name, `${asked}: ${what}`] : [asked, ""];
}

/**
 * A request is taken on or declined where a confirmation is approved or sent back.
 * @param {Screen} screen
 * @param {Row} row
 */
function ownWord({ say }, { kind, display }) {
  if (kind === "shift.answered") return answerWord(say, display);
  const isDecided = kind === "request.made" && (display === "approved" || display === "redo");
  return isDecided ? say(`field.request.state.${display}`) : undefined;
}

/**
 * @param {Screen} screen
 * @param {string} id of the event
 */
function undo({ say }, id) {
  return html`<a class="button button-quiet" href="/field/events/${id}/undo">${icon("undo")}<span>${say("field.undo")}</span></a>`;
}
