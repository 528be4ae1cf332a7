// The screens of the practice round: like the real ones, each marked as practice.
import { html } from "hono/html";
import { PAPERS, practicePath } from "../routes/practice.js";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { pad } from "./pad.js";
import { acts, choice, notice, problems, savedNotice, tag } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../routes/practice.js").Progress} Progress */

const RELATIONS = ["subject", "child", "spouse"];
const REASONS = ["absent", "moved", "wrong_address"];

/** @param {Screen} screen @param {string} name @param {string} heading @param {string} back @param {import("./layout.js").Html} body */
function page(screen, name, heading, back, body) {
  const { say } = screen;
  const mark = notice("wait", html`<p><strong>${say("field.practice")}</strong></p><p>${say("field.practice.nothing")}</p>`, "pen");
  return layout(screen, { title: say("field.practice"), heading, name, back, body: html`${mark}${body}` });
}

/** @param {Screen} screen @param {Progress} progress @param {number} paper from 0 */
function words({ say }, { marks }, paper) {
  const display = marks[paper] === "-" ? "undelivered" : "saved";
  return { name: say(`field.practice.name.${paper + 1}`), way: say(`field.practice.way.${paper + 1}`), display };
}

/**
 * The bag.
 * @param {Screen} screen
 * @param {Progress} progress
 * @param {"d" | "f" | ""} [saved] what was done just now
 */
export function practiceBag(screen, progress, saved = "") {
  const { say } = screen;
  const { marks, sent } = progress;
  const waiting = marks !== "-".repeat(PAPERS) && !sent;
  const rows = [...marks].map((mark, paper) => {
    const { name, way } = words(screen, progress, paper);
    const display = mark === "-" ? "undelivered" : sent ? "received" : "saved";
    return html`<li><a class="stop stop-${display}" href="${practicePath(progress, `/${paper + 1}`)}">
<span class="stop-words"><strong>${name}</strong><span>${way}</span>${mark === "f" ? html`<span class="stop-more">${icon("clock")}${say("field.visited")}</span>` : ""}</span>
${tag(screen, display)}</a></li>`;
  });
  return page(
    screen,
    "practice",
    say("field.practice"),
    "/field/mine",
    html`${saved ? savedNotice(screen, say(`field.practice.saved.${saved}`)) : ""}
${sent ? notice("ok", say("field.practice.sent"), "check") : ""}
<ul role="list" class="rows">${rows}</ul>
${waiting ? html`<p class="quiet">${say("field.practice.offline")}</p><a class="button button-wide" href="${practicePath({ marks, sent: true })}">${icon("check")}<span>${say("field.practice.network")}</span></a>` : ""}
${marks.includes("-") ? "" : notice("ok", say("field.practice.all"), "check")}
<a class="button button-wide" href="/field/practice">${icon("redo")}<span>${say("field.practice.again")}</span></a>
<a class="button button-wide" href="/field/">${icon("home")}<span>${say("field.practice.leave")}</span></a>`,
  );
}

/** @param {Screen} screen @param {Progress} progress @param {number} paper from 0 */
export function practiceDoor(screen, progress, paper) {
  const { say } = screen;
  const { name, way, display } = words(screen, progress, paper);
  const path = `/${paper + 1}`;
  return page(
    screen,
    "practice-door",
    name,
    practicePath(progress),
    html`<p>${tag(screen, /** @type {"undelivered" | "saved"} */ (display))}</p><p>${way}</p><p>${say("field.practice.door")}</p>
${acts(
  html`<a class="button" href="${practicePath(progress, `${path}/failed`)}">${say("field.failed.go")}</a>`,
  html`<a class="button button-main" href="${practicePath(progress, `${path}/deliver`)}">${say("field.deliver.go")}</a>`,
)}`,
  );
}

/**
 * @param {Screen} screen @param {Progress} progress @param {number} paper from 0
 * @param {{relation: string, strokes: string, problem: string}} form
 */
export function practiceDeliver(screen, progress, paper, form) {
  const { say } = screen;
  const path = `/${paper + 1}`;
  return page(
    screen,
    "practice-deliver",
    words(screen, progress, paper).name,
    practicePath(progress, path),
    html`<form class="form" method="post" action="${practicePath(progress, `${path}/deliver`)}" autocomplete="off" hx-sync="this:drop" novalidate>
${problems(form.problem ? [form.problem] : [])}
<fieldset class="part"><legend>${say("field.receiver")}</legend><div class="choices">${RELATIONS.map((one) => choice("relation", one, say(`field.relation.${one}`, { who: words(screen, progress, paper).name }), form.relation))}</div></fieldset>
<section class="part" id="sign"><h2>${say("field.practice.sign")}</h2>${pad(screen, { name: "strokes", label: say("field.pad.label"), strokes: form.strokes })}</section>
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.deliver.save")}</button>`)}</form>`,
  );
}

/** @param {Screen} screen @param {Progress} progress @param {number} paper from 0 @param {string} problem */
export function practiceFailed(screen, progress, paper, problem) {
  const { say } = screen;
  const path = `/${paper + 1}`;
  return page(
    screen,
    "practice-failed",
    words(screen, progress, paper).name,
    practicePath(progress, path),
    html`<form class="form" method="post" action="${practicePath(progress, `${path}/failed`)}" autocomplete="off" hx-sync="this:drop" novalidate>
${problems(problem ? [problem] : [])}
<fieldset class="part"><legend>${say("field.failed.why")}</legend><div class="choices">${REASONS.map((one) => choice("reason", one, say(`field.reason.${one}`), ""))}</div></fieldset>
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.save")}</button>`)}</form>`,
  );
}
