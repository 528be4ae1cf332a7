// Ready to go: a verdict, and of each thing what was found and what to do.
import { html } from "hono/html";
import { megabytes, moment } from "../words.js";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { acts, notice } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../ready.js").Check} Check */

/** @type {Record<import("../ready.js").State, import("./icons.js").IconName>} */
const SIGNS = { ok: "check", wait: "warn", bad: "stop", unknown: "search" };

/**
 * @typedef {object} Ready
 * @property {Check[]} checks
 * @property {ReturnType<typeof import("../ready.js").verdictOf>} verdict
 * @property {{usage: number, quota: number}} storage bytes
 * @property {number | null} contact ms
 * @property {string} told what the page told, as it stands in the address
 */

/**
 * @param {Screen} screen
 * @param {Ready} ready
 */
export function readyPage(screen, ready) {
  const { say } = screen;
  const title = say("field.ready");
  return layout(screen, {
    title,
    name: "ready",
    back: "/field/",
    live: true,
    body: html`<div data-told="${ready.told}">${verdict(screen, ready)}</div>
<ul role="list" class="checks">${ready.checks.map((check) => html`<li class="card check check-${check.state}">${row(screen, check, ready)}</li>`)}</ul>
<form method="post" action="/field/ready" hx-sync="this:drop" hx-config="timeout:0">
<input type="hidden" name="told" value="${ready.told}">
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.ready.again")}</button>`)}</form>`,
  });
}

/**
 * @param {Screen} screen
 * @param {Ready} ready
 */
function verdict({ say }, { verdict: found, checks }) {
  const count = checks.filter(({ state }) => state === (found === "bad" ? "bad" : "wait")).length;
  const text = html`<p role="status"><strong>${say(`field.ready.verdict.${found}`, { count })}</strong></p><p>${say(`field.ready.verdict.${found}.text`)}</p>`;
  return notice(found === "looking" ? "info" : found, text, found === "ok" ? "check" : found === "looking" ? "clock" : "warn");
}

/**
 * @param {Screen} screen
 * @param {Check} check
 * @param {Ready} ready
 */
function row(screen, check, { storage, contact }) {
  const { say, now } = screen;
  const { matter, state, found, values, to } = check;
  const when = contact === null ? "" : moment(say, contact, now);
  return html`${icon(SIGNS[state])}<div class="check-words"><h2>${say(`field.ready.${matter}`)}
<span class="for-readers">: ${say(`field.ready.state.${state}`)}</span></h2>
<p>${say(`field.ready.${matter}.${found}`, { when, ...values })}</p>
${matter === "room" && storage.quota > 0 ? meter(screen, storage) : ""}
${to ? html`<a class="button" href="${to}">${say(`field.ready.${matter}.go`)}</a>` : ""}
${matter === "camera" && found === "prompt" ? html`<button type="button" class="button" data-ask-camera>${say("field.ready.camera.go")}</button>` : ""}</div>`;
}

/**
 * @param {Screen} screen
 * @param {{usage: number, quota: number}} storage
 */
function meter(screen, { usage, quota }) {
  const said = screen.say("field.storage.used", { used: megabytes(screen.locale, usage), free: megabytes(screen.locale, quota - usage) });
  return html`<meter min="0" max="${quota}" value="${usage}" aria-label="${said}"></meter><p class="quiet">${said}</p>`;
}
