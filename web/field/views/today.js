// Today: the round by hamlet, what waits to be sent, and the way to each door.
import { html } from "hono/html";
import { goesBack } from "../stop.js";
import { moment, shortDay, whatWords } from "../words.js";
import { icon } from "./icons.js";
import { head, layout } from "./layout.js";
import { emptyBag, leftTag, requestLink, savedNotice, tag } from "./parts.js";
import { closedNotice } from "./rescue.js";
import { dutyCards } from "./shifts.js";
import { syncCard } from "./sync.js";

/** @typedef {import("../stop.js").Stop} Stop */
/** @typedef {import("./layout.js").Screen} Screen */

/**
 * @typedef {object} Today
 * @property {string} who "Trưởng ấp · Trần Văn Mẫu"
 * @property {import("./sync.js").SyncWords} sync
 * @property {number} left doors still to go to
 * @property {number} total stops in the bag, whatever the search shows
 * @property {import("../bag.js").Bag["rounds"]} offered rounds whose bag is not yet accepted
 * @property {[string, Stop[]][]} hamlets name and stops, as searched
 * @property {string} query
 * @property {number} accepted papers of a bag that was just accepted, 0 if none was
 * @property {import("./rescue.js").Rescue} rescue
 * @property {ReturnType<typeof import("../duty.js").dutiesAhead>} duties shifts at the desk that are to be told of
 * @property {boolean} resumes a request for service at home is not finished
 * @property {import("../written.js").Rewrite[]} rewrites forms that the desk sent back
 * @property {import("../filling/draft.js").DraftRow[]} begun forms that are not finished, the newest first
 */

/** Below this many stops a search field is only in the way. */
const SEARCH_FROM = 6;

/**
 * @param {Screen} screen
 * @param {Today} today
 */
export function todayPage(screen, today) {
  const { say } = screen;
  const title = today.left > 0 ? say("field.today.left", { count: today.left }) : say("field.today.none");
  return layout(screen, {
    title,
    name: "today",
    tab: "today",
    live: true,
    saved: today.accepted ? String(today.accepted) : "",
    header: head(today.who, title),
    body: html`${syncCard(screen, today.sync)}
${closedNotice(screen, today.rescue)}
${today.accepted ? savedNotice(screen, say("field.saved.accepted", { count: today.accepted })) : ""}
${today.offered.map((round) => offer(screen, round))}
${today.offered.length > 0 || today.left > 0 ? ready(screen) : ""}
${today.rewrites.map((form) => rewrite(screen, form))}
${today.begun.length > 0 ? unfinished(screen, today.begun) : ""}
${dutyCards(screen, today.duties)}
${today.total >= SEARCH_FROM || today.query ? search(screen, today.query) : ""}
<div id="stops">
${today.hamlets.map(([name, stops]) => hamlet(screen, name, stops))}
${today.hamlets.length === 0 ? nothing(screen, today) : ""}
</div>
${requestLink(screen, today.resumes)}`,
  });
}

/**
 * @param {Screen} screen
 * @param {import("../bag.js").RoundInBag} round
 */
function offer({ say }, round) {
  return html`<a class="offer" href="/field/rounds/${round.id}">${icon("bag")}
<span><strong>${say("field.offer.title", { no: round.no })}</strong>
<span>${say("field.offer.text", { count: round.items.length })}</span></span>${icon("next")}</a>`;
}

/**
 * Before a round: whether all is there for a road without a network.
 * @param {Screen} screen
 */
const ready = ({ say }) => html`<a class="button button-wide" href="/field/ready">${icon("check")}<span>${say("field.ready.go")}</span></a>`;

/**
 * A form that the desk wants anew, with the reason.
 * @param {Screen} screen
 * @param {import("../written.js").Rewrite} form
 */
function rewrite({ say }, { title, reason, path }) {
  return html`<a class="offer offer-redo" href="${path}">${icon("redo")}
<span><strong>${say("field.form.redo.of", { title })}</strong><span>${reason}</span></span>${icon("next")}</a>`;
}

/**
 * What was being written when the phone was put away or died; without the name, whoever holds the phone sees this.
 * @param {Screen} screen
 * @param {import("../filling/draft.js").DraftRow[]} begun
 */
function unfinished({ say, now, locale }, [newest, ...more]) {
  const title = newest.title[locale] ?? newest.title.vi;
  return html`<a class="offer" href="${more.length > 0 ? "/field/forms" : newest.path}">${icon("pen")}
<span><strong>${say("field.today.writing", { title })}</strong>
<span>${say("field.handbook.since", { when: moment(say, newest.at, now) })}</span></span>${icon("next")}</a>`;
}

/**
 * @param {Screen} screen
 * @param {string} query
 */
function search({ say }, query) {
  return html`<form class="search" role="search" action="/field/" method="get" hx-get="/field/"
 hx-trigger="input changed delay:150ms, submit" hx-target="#stops" hx-select="#stops" hx-swap="outerHTML"
 hx-push-url="false" hx-sync="this:replace" autocomplete="off">
<label>${icon("search")}<span class="for-readers">${say("field.search")}</span>
<input id="search" type="search" name="q" value="${query}" placeholder="${say("field.search")}"
 autocomplete="off" enterkeyhint="search"></label></form>`;
}

/**
 * @param {Screen} screen
 * @param {string} name
 * @param {Stop[]} stops
 */
function hamlet(screen, name, stops) {
  return html`<section class="hamlet">
<div class="hamlet-head"><h2>${name}</h2><span>${screen.say("field.homes", { count: stops.length })}</span></div>
<ul role="list">${stops.map((stop) => html`<li>${card(screen, stop)}</li>`)}</ul></section>`;
}

/**
 * @param {Screen} screen
 * @param {Stop} stop
 */
function card(screen, stop) {
  const { say, now } = screen;
  const line = [stop.birth_year, stop.nickname, stop.way].filter(Boolean).join(" · ");
  const back = goesBack(stop);
  const again = !back && stop.display === "again" && stop.again?.next;
  const more = (/** @type {import("./icons.js").IconName} */ sign, /** @type {string} */ text) =>
    html`<span class="stop-more">${icon(sign)}${text}</span>`;
  return html`<a class="stop stop-${stop.display}" href="/field/items/${stop.id}">
<span class="stop-words"><strong>${stop.name}</strong>
${line ? html`<span>${line}</span>` : ""}<span>${whatWords(say, stop.what)}</span>
${back ? more("bag", say("field.back.tag")) : ""}
${stop.failed && !again && !back ? more("clock", say("field.visited")) : ""}
${again ? more("clock", say("field.again", { date: shortDay(again, now) })) : ""}
${stop.draft ? more("pen", say("field.draft")) : ""}</span>
${stop.left ? leftTag(screen, stop.left) : tag(screen, stop.display)}</a>`;
}

/**
 * @param {Screen} screen
 * @param {Today} today
 */
function nothing(screen, { query, total }) {
  if (!query) return total > 0 ? "" : emptyBag(screen, "field.today.empty");
  const { say } = screen;
  return html`<div class="empty"><p>${say("field.search.nothing", { query })}</p>
<p><a class="button" href="/field/">${say("field.search.all")}</a></p></div>`;
}
