// One item: whose it is, how to find the house, what to hand over, what to check, how far it has come.
import { html } from "hono/html";
import { goesBack, MOST_VISITS } from "../stop.js";
import { address, dayWord, maskedPhone, moment, whatWords } from "../words.js";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { notice, redoNotice, savedNotice, tag } from "./parts.js";
import { ways } from "./ways.js";

/** @typedef {import("../stop.js").Stop} Stop */
/** @typedef {import("./layout.js").Screen} Screen */

/**
 * @typedef {object} ItemView
 * @property {Stop} stop
 * @property {string} hamlet
 * @property {ReturnType<typeof import("../stop.js").wayOf>} way what can be done with it now: `offered` when the bag has
 *   to be accepted first, `missing` when it was not in the bag, `lost` when it was found missing later, `taken` when the
 *   commune has taken it back, `closed` when the phone may not write
 * @property {"" | "delivered" | "failed" | "undone" | "amended"} justSaved what a form has just saved
 * @property {{id: string, name: string} | null} next the next door
 * @property {"" | "saved" | "received"} photo how far the photo has come, where there is one
 */

/**
 * @param {Screen} screen
 * @param {ItemView} view
 */
export function itemPage(screen, view) {
  const { stop } = view;
  return layout(screen, {
    title: screen.say("field.title.item"),
    heading: stop.name,
    name: "item",
    back: "/field/",
    live: true,
    saved: view.justSaved,
    body: html`${saved(screen, view)}${first(screen, view)}
${state(screen, view)}
<section class="card">${facts(screen, view)}</section>
${view.way === "done" || view.way === "taken" ? "" : checks(screen, stop)}
${ways(screen, view)}`,
  });
}

/**
 * @param {Screen} screen
 * @param {ItemView} view
 */
function facts({ say, now }, { stop, hamlet }) {
  const rows = [
    [say("field.item.what"), html`<strong>${whatWords(say, stop.what)}</strong>`],
    [say("field.item.born"), stop.birth_year],
    [say("field.item.nickname"), stop.nickname],
    [say("field.item.house"), [stop.way, hamlet].filter(Boolean).join(", ")],
    [say("field.item.due"), stop.due ? dayWord(say, stop.due, now) : null],
    [say("field.item.attempts"), stop.visits ? say("field.item.attempts.count", { count: stop.visits }) : null],
  ];
  const known = rows.filter(([, value]) => value);
  return html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${stop.phone ? call(say, stop.phone) : ""}`;
}

/**
 * Shown masked, dialled whole.
 * @param {import("../words.js").Say} say
 * @param {string} phone
 */
function call(say, phone) {
  return html`<a class="button button-wide" href="tel:${phone.replace(/[^\d+]/g, "")}">${icon("phone")}
<span>${say("field.item.call", { phone: maskedPhone(phone) })}</span></a>`;
}

/**
 * What to look at and to ask for before the paper is given away.
 * @param {Screen} screen
 * @param {Stop} stop
 */
export function checks({ say }, { checks }) {
  if (!checks?.length) return "";
  return html`<section class="part"><h2>${say("field.item.checks")}</h2>
<ul class="ticks" role="list">${checks.map((text) => html`<li>${icon("check")}<span>${text}</span></li>`)}</ul></section>`;
}

/**
 * What the form just did, and that it may be taken back.
 * @param {Screen} screen
 * @param {ItemView} view
 */
function saved(screen, { stop, justSaved }) {
  if (!justSaved) return "";
  const { say, now } = screen;
  const text = say(`field.saved.${justSaved}`, { who: address(say, stop, now), what: whatWords(say, stop.what) });
  return savedNotice(screen, text);
}

/**
 * What has to be known before anything else: that it is to be done again and why, that the commune has taken the paper
 * back, that it is to be brought back.
 * @param {Screen} screen
 * @param {ItemView} view
 */
function first(screen, { stop, way }) {
  const { say } = screen;
  if (way === "taken") return notice("wait", say("field.item.taken"), "bag");
  if (stop.display === "redo" && stop.redo) return redoNotice(screen, stop.redo.reason);
  return goesBack(stop) ? notice("wait", say("field.item.back", { count: MOST_VISITS }), "bag") : "";
}

/** The road of a confirmation, in order. */
const ROAD = /** @type {const} */ (["saved", "received", "approved"]);

/**
 * How far the confirmation has come, in the words of the product.
 * @param {Screen} screen
 * @param {ItemView} view
 */
function state(screen, { stop, photo }) {
  const { say, now } = screen;
  if (stop.display === "undelivered" || stop.display === "again" || stop.display === "redo") return "";
  const heading = html`<h2>${say("field.item.state")}</h2>`;
  if (stop.display === "aside") return html`<section class="part">${heading}<p>${tag(screen, "aside")}</p><p>${stop.why}</p></section>`;
  const reached = ROAD.indexOf(stop.display);
  const at = stop.mineAt ? html` <small>${moment(say, stop.mineAt, now)}</small>` : "";
  const steps = ROAD.map((step, i) =>
    i <= reached
      ? html`<li class="road-done">${icon("check")}<span>${say(`field.state.${step}`)}${i === 0 ? at : ""}</span></li>`
      : html`<li class="road-ahead">${icon("clock")}<span>${say(`field.road.${step}`)}</span></li>`,
  );
  return html`<section class="part">${heading}<ol class="road" role="list">${steps}</ol>${photo ? html`<p>${icon("camera")} ${say(`field.photo.state.${photo}`)}</p>` : ""}</section>`;
}
