// The lock: whose phone it is, what lies safe on it, and the question for the PIN. Nothing else is said before it is open.
import { html } from "hono/html";
import { head, layout } from "./layout.js";
import { acts, notice } from "./parts.js";
import { pinField, waitWords } from "./pin.js";

/** @typedef {import("./layout.js").Screen} Screen */

/** The wait is looked at again so often at least, in ms: it is counted only while somebody looks. */
const LOOK = 10_000;

/**
 * @typedef {object} LockView
 * @property {string} name whose phone it is
 * @property {import("./sync.js").SyncWords} sync
 * @property {string} to the screen that it leads to
 * @property {number} wait ms until a PIN may be tried again
 * @property {string} [wrong] what was wrong with the last one, in words
 * @property {{device: string, person: {name: string}}[]} others who use this phone
 */

/**
 * @param {Screen} screen
 * @param {LockView} view
 */
export function lockPage(screen, { name, sync, to, wait, wrong, others }) {
  const { say } = screen;
  const title = say("field.lock");
  return layout(screen, {
    title,
    name: "locked",
    free: true,
    live: true,
    header: head(say("field.lock.whose", { name }), title),
    body: html`<section class="sync sync-${sync.tone}" aria-label="${say("field.sync.label")}"><span class="sync-dot" aria-hidden="true"></span>
<div class="sync-words" role="status"><p><strong>${sync.title}</strong></p><p>${sync.text}</p><p>${say("field.lock.sends")}</p></div></section>
<form class="form" id="unlock" method="post" action="/field/unlock" hx-sync="this:drop" hx-morph-skip autocomplete="off" novalidate>
<input type="hidden" name="to" value="${to}">
${wait > 0 ? waiting(screen, wait, to) : html`${pinField("pin", say("field.pin"), { wrong, focus: true })}
<button class="button button-main" type="submit" hx-disable="this">${say("field.lock.open")}</button>`}
</form>
<a class="button button-wide" href="/field/forgotten">${say("field.lock.forgotten")}</a>
${others.length > 0 ? html`<section class="part"><h2>${say("field.lock.others")}</h2>
${others.map((each) => other(each))}</section>` : ""}
<a class="button button-wide" href="/field/enrol">${say("field.lock.invited")}</a>`,
  });
}

/**
 * Counts the wait down by asking again; the form comes back by itself.
 * @param {Screen} screen
 * @param {number} wait ms
 * @param {string} to
 */
function waiting({ say }, wait, to) {
  const look = `load delay:${Math.min(wait + 100, LOOK)}ms`;
  return html`<div hx-get="${to}" hx-trigger="${look}" hx-target="#unlock" hx-select="#unlock" hx-swap="outerHTML" hx-push-url="false">
${notice("wait", html`<p role="status"><strong>${say("field.pin.wait", { wait: waitWords(say, wait) })}</strong></p><p>${say("field.pin.wait.text")}</p>`, "clock")}</div>`;
}

/** @param {{device: string, person: {name: string}}} each who uses this phone too */
function other({ device, person }) {
  return html`<form method="post" action="/field/people" hx-sync="this:drop"><input type="hidden" name="device" value="${device}">
<button class="button button-wide" type="submit">${person.name}</button></form>`;
}

/**
 * @param {Screen} screen
 * @param {{name: string, waiting: number, drafts: number}} view what is unsent, and what is begun and not saved
 */
export function forgottenPage(screen, { name, waiting: unsent, drafts }) {
  const { say } = screen;
  return layout(screen, {
    title: say("field.forgotten"),
    name: "forgotten",
    free: true,
    back: "/field/",
    body: html`<p>${say("field.forgotten.ask", { name })}</p>
<ul class="points"><li>${unsent > 0 ? say("field.forgotten.unsent", { count: unsent }) : say("field.forgotten.sent")}</li>
<li>${say("field.forgotten.pulled")}</li>
${drafts > 0 ? html`<li><strong>${say("field.forgotten.drafts", { count: drafts })}</strong></li>` : ""}</ul>
<p class="quiet">${say("field.forgotten.remember")}</p>
${acts(html`<a class="button button-main" href="/field/enrol">${say("field.forgotten.go")}</a>`)}`,
  });
}
