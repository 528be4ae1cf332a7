// The shifts at the desk: who asks me to take one, and my own, the next first.
import { html } from "hono/html";
import { capital, dutyDay, dutyPart, slotWords } from "../dutywords.js";
import { icon } from "./icons.js";
import { layout } from "./layout.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../duty.js").Duty} Duty */

/** The colour of a standing; the word is always there. @type {Record<import("../duty.js").Standing, string>} */
const TONES = {
  planned: "info",
  confirmed: "ok",
  asked: "wait",
  done: "ok",
  absent: "bad",
  offered: "info",
  agreed: "ok",
  refused: "",
  over: "",
};

/**
 * @param {Screen} screen
 * @param {import("../duty.js").Standing} standing
 */
export function standingTag({ say }, standing) {
  const tone = TONES[standing];
  return html`<span class="tag ${tone && `tag-${tone}`}" data-standing="${standing}">${say(`field.shift.standing.${standing}`)}</span>`;
}

/**
 * @param {Screen} screen
 * @param {{asks: Duty[], own: Duty[]}} view
 */
export function shiftsPage(screen, { asks, own }) {
  const { say } = screen;
  return layout(screen, {
    title: say("field.shifts"),
    name: "shifts",
    back: "/field/",
    live: true,
    body: html`${asks.length > 0 ? part(screen, "field.shifts.asks", asks.map((duty) => askCard(screen, duty))) : ""}
${own.length > 0 ? part(screen, "field.shifts.own", own.map((duty) => ownCard(screen, duty))) : nothing(screen)}`,
  });
}

/**
 * @param {Screen} screen
 * @param {string} key of the heading
 * @param {import("./layout.js").Html[]} cards
 */
function part({ say }, key, cards) {
  return html`<section class="part"><h2>${say(key)}</h2>
<ul role="list" class="rows">${cards.map((card) => html`<li>${card}</li>`)}</ul></section>`;
}

/** @param {Screen} screen */
function nothing({ say }) {
  return html`<div class="empty">${icon("calendar")}<p><strong>${say("field.shifts.none")}</strong></p>
<p>${say("field.shifts.none.text")}</p></div>`;
}

/**
 * @param {Screen} screen
 * @param {Duty} duty
 */
function ownCard(screen, duty) {
  const { say, now } = screen;
  const where = [capital(dutyPart(say, duty)), duty.place].filter(Boolean).join(" · ");
  return html`<a class="stop" href="/field/shifts/${duty.id}"><span class="stop-words">
<strong>${capital(dutyDay(say, duty.day, now))}</strong><span>${where}</span>
${duty.role === "reserve" ? html`<span>${say("field.shift.role.reserve")}</span>` : ""}${unsent(screen, duty)}</span>
${standingTag(screen, duty.standing)}</a>`;
}

/**
 * @param {Screen} screen
 * @param {Duty} duty of another, who asks
 */
function askCard(screen, duty) {
  const { say, now } = screen;
  return html`<a class="stop" href="/field/shifts/${duty.id}"><span class="stop-words">
<strong>${askTitle(screen, duty)}</strong><span>${capital(slotWords(say, duty, now))}</span>${unsent(screen, duty)}</span>
${standingTag(screen, duty.standing)}</a>`;
}

/**
 * "Lê Văn Mẫu nhờ trực thay", "Lê Văn Mẫu xin đổi ca".
 * @param {Screen} screen
 * @param {Duty} duty
 */
export function askTitle({ say }, { ask, person }) {
  return say(`field.shift.asks.${ask?.kind ?? "substitute"}`, { name: (ask?.from ?? person).name });
}

/**
 * An answer is put down or comes too late where a confirmation is approved or sent back.
 * @param {import("../words.js").Say} say
 * @param {import("./parts.js").Display} display
 */
export function answerWord(say, display) {
  if (display === "approved") return say("field.shift.noted");
  return display === "redo" ? say("field.shift.late") : undefined;
}

/**
 * @param {Screen} screen
 * @param {Duty} duty
 */
function unsent({ say }, { said }) {
  if (said?.state !== "saved") return "";
  return html`<span class="stop-more">${icon("saved")}${say("field.state.saved")}</span>`;
}

/**
 * What Today says of shifts: who asks, and the next own one.
 * @param {Screen} screen
 * @param {{asks: Duty[], next: Duty | null}} ahead
 */
export function dutyCards(screen, { asks, next }) {
  return html`${asks.map((duty) => reminder(screen, duty, askTitle(screen, duty), slotWords(screen.say, duty, screen.now)))}
${next ? reminder(screen, next, screen.say(`field.shift.next.${next.standing}`), slotWords(screen.say, next, screen.now)) : ""}`;
}

/**
 * @param {Screen} screen
 * @param {Duty} duty
 * @param {string} title
 * @param {string} text
 */
function reminder({ say }, { id, role, mine }, title, text) {
  const more = mine && role === "reserve" ? ` · ${say("field.shift.role.reserve")}` : "";
  return html`<a class="offer duty" href="/field/shifts/${id}">${icon(mine ? "calendar" : "person")}
<span><strong>${title}</strong><span>${capital(text)}${more}</span></span>${icon("next")}</a>`;
}
