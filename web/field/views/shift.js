// One shift: when, where, who sits there too, how it stands, and what I can say to it.
import { html } from "hono/html";
import { capital, dutyDay, dutyPart, slotWords } from "../dutywords.js";
import { moment } from "../words.js";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { acts, notice, problems, savedNotice, tag } from "./parts.js";
import { answerWord, askTitle, standingTag } from "./shifts.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("../duty.js").Duty} Duty */
/** @typedef {import("../../../sync/shift_answered.js").ShiftAnswer} ShiftAnswer */
/**
 * @typedef {object} ShiftView
 * @property {Duty} duty
 * @property {ReturnType<typeof import("../duty.js").waysOf>} ways what can be answered now, the main act last
 * @property {string} event_id
 * @property {boolean} justSaved
 * @property {string[]} problems
 */

/**
 * @param {Screen} screen
 * @param {ShiftView} view
 */
export function shiftPage(screen, view) {
  const { say, now } = screen;
  const { duty } = view;
  const title = duty.mine ? say("field.shift.title", { day: dutyDay(say, duty.day, now) }) : askTitle(screen, duty);
  return layout(screen, {
    title: say("field.shift"),
    heading: title,
    name: "shift",
    back: "/field/shifts",
    live: true,
    saved: view.justSaved ? "answer" : "",
    body: html`${view.justSaved ? savedNotice(screen, say("field.shift.saved")) : ""}
${problems(view.problems)}
${standing(screen, duty)}
${said(screen, duty)}
${facts(screen, duty)}
${answers(screen, view)}`,
  });
}

/**
 * How it stands, in a sentence; and what was asked of whom.
 * @param {Screen} screen
 * @param {Duty} duty
 */
function standing(screen, duty) {
  const { say } = screen;
  const refused = duty.mine && duty.ask?.answer === "refuse" && !duty.ask.open;
  return html`<section class="card standing">${standingTag(screen, duty.standing)}
<p>${duty.standing === "asked" || !duty.mine ? asked(screen, duty) : say(`field.shift.${duty.role}.${duty.standing}`)}</p>
${duty.ask?.note && (duty.standing === "asked" || !duty.mine) ? html`<blockquote class="aloud"><p>${duty.ask.note}</p></blockquote>` : ""}
</section>${refused ? notice("wait", say("field.shift.turned", { name: duty.ask?.to?.name || duty.ask?.with?.person.name || "" })) : ""}`;
}

/**
 * @param {Screen} screen
 * @param {Duty} duty
 */
function asked({ say, now }, { mine, ask, standing }) {
  if (!ask) return say("field.shift.ask.over");
  const [name, slot] = [ask.to?.name ?? ask.with?.person.name ?? "", ask.with ? slotWords(say, ask.with, now) : ""];
  if (!mine && standing !== "offered") return say(`field.shift.ask.${standing}`, { name: ask.from.name });
  if (!mine) return say(`field.shift.ask.${ask.kind}`, { name: ask.from.name, slot });
  const whom = ask.kind === "swap" && slot ? "swap" : name ? "person" : "desk";
  return say(`field.shift.asked.${whom}`, { name, slot });
}

/**
 * @param {Screen} screen
 * @param {Duty} duty
 */
function facts({ say, now }, duty) {
  const there = (duty.others ?? []).filter(({ id }) => duty.mine || id !== duty.ask?.from.id);
  const others = there.map(({ name, role }) => (role === "reserve" ? say("field.shift.other.reserve", { name }) : name));
  /** @type {[string, string | Html][]} */
  const rows = [
    ["when", capital(slotWords(say, duty, now))],
    ["where", duty.place],
    ["role", duty.mine ? say(`field.shift.role.${duty.role}`) : ""],
    ["union", duty.union],
    ["others", others.length > 0 ? html`<ul role="list">${others.map((name) => html`<li>${name}</li>`)}</ul>` : ""],
    ["notice", duty.notice],
  ];
  return html`<section class="card"><dl class="facts">${rows
    .filter(([, value]) => value)
    .map(([key, value]) => html`<div><dt>${say(`field.shift.fact.${key}`)}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}

/**
 * The last own answer and how far it came.
 * @param {Screen} screen
 * @param {Duty} duty
 */
function said(screen, { said }) {
  const { say, now } = screen;
  if (!said) return "";
  const state = said.state === "sent_back" ? "redo" : said.state;
  return html`<section class="card record"><div class="record-words"><span class="quiet">${say("field.shift.yours")}</span>
<strong>${say(`field.shift.said.${said.answer}`)}</strong><span class="quiet">${moment(say, said.at, now)}</span>
${said.why ? html`<span class="record-why">${said.why}</span>` : ""}</div>
${tag(screen, state, answerWord(say, state))}</section>`;
}

/**
 * @param {Screen} screen
 * @param {ShiftView} view
 */
function answers(screen, { duty, ways, event_id }) {
  const { say, now } = screen;
  const path = `/field/shifts/${duty.id}`;
  const shown = JSON.stringify({ name: slotWords(say, duty, now), what: duty.place, rev: duty.rev });
  if (ways.length === 0) return acts(html`<a class="button button-main" href="/field/shifts">${say("field.shifts.back")}</a>`);
  return acts(html`<form class="form answers" method="post" autocomplete="off" action="${path}" hx-sync="this:drop">
<input type="hidden" name="event_id" value="${event_id}"><input type="hidden" name="shown" value="${shown}">
${ways.map((way, i) => button(screen, duty, way, i === ways.length - 1))}</form>`);
}

/**
 * @param {Screen} screen
 * @param {Duty} duty
 * @param {ShiftView["ways"][number]} way
 * @param {boolean} isMain
 */
function button({ say }, duty, way, isMain) {
  const back = way === "withdraw" || (way === "accept" && duty.standing === "done") || ["agreed", "refused"].includes(duty.standing);
  const style = isMain && !back && way !== "busy" ? "button-main" : "button-wide";
  if (way === "busy") return html`<a class="button ${style}" href="/field/shifts/${duty.id}/busy">${say("field.shift.do.busy")}</a>`;
  const key = way === "accept" ? `accept.${duty.standing === "done" ? "done" : duty.role}` : way;
  return html`<button class="button ${style}" type="submit" name="answer" value="${way}" hx-disable="this">
${back ? icon("undo") : ""}<span>${say(`field.shift.do.${key}`)}</span></button>`;
}
