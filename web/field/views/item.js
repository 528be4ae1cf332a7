// One item: whose it is, how to find the house, what to hand over, what to check, and the two ways on.
import { html } from "hono/html";
import { goesBack, MOST_VISITS } from "../stop.js";
import { address, dayWord, maskedPhone, moment, whatWords } from "../words.js";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { acts, notice, redoNotice, savedNotice, tag } from "./parts.js";

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
 */

/**
 * @param {Screen} screen
 * @param {ItemView} view
 */
export function itemPage(screen, view) {
  const { stop } = view;
  return layout(screen, {
    title: stop.name,
    name: "item",
    back: "/field/",
    live: true,
    saved: view.justSaved,
    body: html`${saved(screen, view)}${again(screen, view)}
${state(screen, stop)}
<section class="card">${facts(screen, view)}</section>
${view.way === "done" ? "" : checks(screen, stop)}
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
 * @param {Screen} screen
 * @param {Stop} stop
 */
function checks({ say }, { checks }) {
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
 * The commune's reason for having it done again.
 * @param {Screen} screen
 * @param {ItemView} view
 */
function again(screen, { stop }) {
  return stop.display === "redo" && stop.redo ? redoNotice(screen, stop.redo.reason) : "";
}

/** The road of a confirmation, in order. */
const ROAD = /** @type {const} */ (["saved", "received", "approved"]);

/**
 * How far the confirmation has come, in the words of the product.
 * @param {Screen} screen
 * @param {Stop} stop
 */
function state(screen, stop) {
  const { say, now } = screen;
  if (stop.display === "todo" || stop.display === "again" || stop.display === "redo") return "";
  const heading = html`<h2>${say("field.item.state")}</h2>`;
  if (stop.display === "aside") return html`<section class="part">${heading}<p>${tag(screen, "aside")}</p><p>${stop.why}</p></section>`;
  const reached = ROAD.indexOf(stop.display);
  const at = stop.mineAt ? html` <small>${moment(say, stop.mineAt, now)}</small>` : "";
  const steps = ROAD.map((step, i) =>
    i <= reached
      ? html`<li class="road-done">${icon("check")}<span>${say(`field.state.${step}`)}${i === 0 ? at : ""}</span></li>`
      : html`<li class="road-ahead">${icon("clock")}<span>${say(`field.road.${step}`)}</span></li>`,
  );
  return html`<section class="part">${heading}<ol class="road" role="list">${steps}</ol></section>`;
}

/**
 * @param {Screen} screen
 * @param {ItemView} view
 */
function ways(screen, { stop, way, justSaved, next }) {
  const { say } = screen;
  const path = `/field/items/${stop.id}`;
  if (way === "offered") {
    const go = html`<a class="button button-main" href="/field/rounds/${stop.round}">${say("field.accept.go")}</a>`;
    return html`${notice("wait", say("field.accept.first"), "bag")}${acts(go)}`;
  }
  if (way === "missing" || way === "lost") return notice("wait", say(`field.item.${way}`));
  if (way === "taken") return taken(screen, stop);
  if (way === "closed") return notice("bad", say("field.closed.write"));
  if (way === "open" && stop.display === "redo") {
    return acts(
      stop.amendable ? amend(screen, path) : "",
      html`<a class="button button-main" href="${path}/deliver">${say("field.redo.sign")}</a>`,
    );
  }
  if (way === "open" && goesBack(stop)) return back(screen, stop);
  if (way === "open" && justSaved !== "failed") {
    return acts(
      html`<a class="button button-wide" href="${path}/failed">${say("field.failed.go")}</a>`,
      html`<a class="button button-main" href="${path}/deliver">${say("field.deliver.go")}</a>`,
    );
  }
  return acts(
    stop.undoable && stop.mine && !stop.failed ? undo(screen, stop) : "",
    next
      ? html`<a class="button button-main" href="/field/items/${next.id}">${say("field.next", { name: next.name })}</a>`
      : html`<a class="button button-main" href="/field/">${say("field.today.back")}</a>`,
  );
}

/**
 * Nobody was met often enough; whoever is met on the way back still gets the paper.
 * @param {Screen} screen
 * @param {Stop} stop
 */
function back({ say }, { id, round }) {
  return html`${notice("wait", say("field.item.back", { count: MOST_VISITS }), "bag")}
${acts(
  html`<a class="button button-wide" href="/field/items/${id}/deliver">${say("field.deliver.go")}</a>`,
  html`<a class="button button-main" href="/field/rounds/${round}">${say("field.return.go")}</a>`,
)}`;
}

/**
 * The commune has taken it back. If it changed hands before, that can still be recorded; what was only begun can go.
 * @param {Screen} screen
 * @param {Stop} stop
 */
function taken({ say }, { id, draft }) {
  const drop = html`<form method="post" action="/field/items/${id}/drop" hx-sync="this:drop">
<button class="button button-wide" type="submit" hx-disable="this">${say("field.item.drop")}</button></form>`;
  return html`${notice("wait", say("field.item.taken"), "bag")}
${draft ? drop : ""}
${acts(
  html`<a class="button button-wide" href="/field/items/${id}/deliver">${say("field.item.given")}</a>`,
  html`<a class="button button-main" href="/field/">${say("field.today.back")}</a>`,
)}`;
}

/**
 * @param {Screen} screen
 * @param {string} path of the item
 */
function amend({ say }, path) {
  return html`<a class="button button-wide" href="${path}/amend">${icon("pen")}<span>${say("field.redo.amend")}</span></a>`;
}

/**
 * @param {Screen} screen
 * @param {Stop} stop
 */
function undo({ say }, { mine }) {
  return html`<a class="button button-wide" href="/field/events/${mine?.id}/undo">${icon("undo")}
<span>${say("field.undo")}</span></a>`;
}
