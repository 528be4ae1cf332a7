// The bag: the list of rounds, taking one over by ticking each paper, giving back what is left.
import { html } from "hono/html";
import { goesBack } from "../stop.js";
import { dayWord, whatWords } from "../words.js";
import { icon } from "./icons.js";
import { head, layout } from "./layout.js";
import { acts, emptyBag, leftTag, notice, problems, savedNotice, tag } from "./parts.js";
import { scanner } from "./scan.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../bag.js").RoundInBag} Round */
/** @typedef {import("../stop.js").Stop} Stop */
/** @typedef {{event_id: string, items: string[], missing: string[]}} Marked ids that are ticked in the form of return */

/**
 * @param {Screen} screen
 * @param {{who: string, rounds: Round[]}} view
 */
export function roundsPage(screen, { who, rounds }) {
  const { say } = screen;
  const title = say("field.rounds");
  return layout(screen, {
    title,
    name: "rounds",
    tab: "rounds",
    live: true,
    header: head(who, title),
    body: html`<ul role="list" class="rows">${rounds.map((round) => html`<li>${roundRow(screen, round)}</li>`)}</ul>
${rounds.length === 0 ? emptyBag(screen, "field.rounds.none") : ""}`,
  });
}

/**
 * @param {Screen} screen
 * @param {Round} round
 */
function roundRow({ say, now }, round) {
  const facts = [
    say("field.papers", { count: round.items.length }),
    round.due ? say("field.due", { date: dayWord(say, round.due, now) }) : "",
  ];
  return html`<a class="stop" href="/field/rounds/${round.id}">
<span class="stop-words"><strong>${say("field.round", { no: round.no })}</strong><span>${facts.filter(Boolean).join(" · ")}</span></span>
<span class="tag ${round.accepted ? "tag-ok" : "tag-wait"}">${say(`field.round.${round.accepted ? "accepted" : "offered"}`)}</span></a>`;
}

/**
 * Taking over: one tick a paper, counted aloud.
 * @param {Screen} screen
 * @param {{round: Round, stops: Stop[], ticked: string[], event_id: string, problems: string[]}} view
 */
export function acceptPage(screen, view) {
  const { round, stops, ticked } = view;
  const { say } = screen;
  return layout(screen, {
    title: say("field.accept.title", { no: round.no }),
    name: "accept",
    back: "/field/",
    body: html`<form class="form" method="post" action="/field/rounds/${round.id}" autocomplete="off" hx-sync="this:drop"
 data-draft="accept:${round.id}" data-count novalidate>
<input type="hidden" name="event_id" value="${view.event_id}">
${problems(view.problems)}
<p>${say("field.accept.how", { count: stops.length })}</p>
${scanner(screen)}
<button type="button" class="button button-wide" data-tick-all>${icon("check")}<span>${say("field.accept.all")}</span></button>
<ul role="list" class="ticklist">${stops.map((stop) => tickRow(screen, stop, ticked.includes(stop.id)))}</ul>
${acts(acceptButton(screen, stops.length))}
</form>`,
  });
}

/**
 * The button carries both of its labels; the page's script counts.
 * @param {Screen} screen
 * @param {number} count
 */
function acceptButton({ say }, count) {
  const all = say("field.accept.yes", { count });
  return html`<button class="button button-main" type="submit" hx-disable="this"
 data-label-all="${all}" data-label-some="${say("field.accept.some")}">${all}</button>`;
}

/**
 * A bag that was taken over: what became of each paper, and what goes back to the desk.
 * @param {Screen} screen
 * @param {{round: Round, stops: Stop[], left: Stop[], marked: Marked, justSaved: boolean, problems: string[]}} view
 *   `left` are the papers that are still held
 */
export function roundPage(screen, view) {
  const { round, stops, left } = view;
  const { say } = screen;
  const done = stops.filter((stop) => !left.includes(stop));
  const finished = done.length > 0 ? doneList(screen, done) : "";
  return layout(screen, {
    title: say("field.round", { no: round.no }),
    name: "round",
    back: "/field/rounds",
    live: left.length === 0,
    body: html`${view.justSaved ? savedNotice(screen, say("field.saved.round")) : ""}
${problems(view.problems)}
${left.length > 0 ? returning(screen, view, finished) : html`${notice("ok", say("field.return.nothing"))}${finished}`}
${left.length === 0 ? acts(html`<a class="button button-main" href="/field/">${say("field.today.back")}</a>`) : ""}`,
  });
}

/**
 * @param {Screen} screen
 * @param {Stop[]} done papers that are no longer held
 */
function doneList(screen, done) {
  const { say } = screen;
  return html`<section class="part"><h2>${say("field.round.done", { count: done.length })}</h2>
<ul role="list" class="rows">${done.map((stop) => {
    const state = stop.left ? leftTag(screen, stop.left) : tag(screen, stop.display);
    return html`<li class="row"><span>${stop.name}</span>${state}</li>`;
  })}</ul></section>`;
}

/**
 * What goes back; and, folded away because it is rare, what cannot be found any more.
 * @param {Screen} screen
 * @param {{round: Round, left: Stop[], marked: Marked}} view
 * @param {import("./layout.js").Html | string} finished the papers that are no longer held
 */
function returning(screen, { round, left, marked }, finished) {
  const { say } = screen;
  const rows = (/** @type {"items" | "missing"} */ name) =>
    html`<ul role="list" class="ticklist">${left.map((stop) => tickRow(screen, stop, marked[name].includes(stop.id), name))}</ul>`;
  return html`<form class="form" method="post" action="/field/rounds/${round.id}/return" autocomplete="off" hx-sync="this:drop"
 data-draft="return:${round.id}" novalidate>
<input type="hidden" name="event_id" value="${marked.event_id}">
<div><h2>${say("field.return.title", { count: left.length })}</h2>
<p class="quiet">${say("field.return.how")}</p></div>
${scanner(screen)}
${rows("items")}
<details class="fold" ${marked.missing.length > 0 ? "open" : ""}>
<summary>${icon("warn")}<span>${say("field.lost.any")}</span></summary>
<fieldset class="part"><legend>${say("field.lost.how")}</legend>${rows("missing")}</fieldset></details>
${finished}
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.return.yes")}</button>`)}
</form>`;
}

/**
 * @param {Screen} screen
 * @param {Stop} stop
 * @param {boolean} ticked
 * @param {"items" | "missing"} [name] of the field
 */
function tickRow({ say }, stop, ticked, name = "items") {
  const back = name === "items" && goesBack(stop) ? html`<span class="stop-more">${icon("bag")}${say("field.back.tag")}</span>` : "";
  const line = [stop.birth_year, whatWords(say, stop.what)].filter(Boolean).join(" · ");
  return html`<li><label class="tickrow"><input type="checkbox" name="${name}" value="${stop.id}" ${ticked ? "checked" : ""}>
<span><strong>${stop.name}</strong><span>${line}</span>${back}</span></label></li>`;
}
