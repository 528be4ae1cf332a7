// How the app looks and speaks, who uses this phone, and what it holds.
import { html } from "hono/html";
import { megabytes } from "../words.js";
import { icon } from "./icons.js";
import { choice } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */

/** @type {[string, string[]][]} */
const LOOKS = [
  ["locale", ["vi", "en"]],
  ["size", ["normal", "large", "larger"]],
  ["theme", ["auto", "light", "dark", "sun"]],
];

/**
 * @param {Screen} screen
 * @param {import("./mine.js").Mine} mine
 */
export function settings(screen, mine) {
  const { say } = screen;
  const { usage, quota, kept } = mine.storage;
  return html`<section class="part"><h2>${say("field.people")}</h2><ul role="list" class="rows">
${mine.people.map((each) => html`<li class="card row">${person(screen, each, mine.device)}</li>`)}</ul></section>
<section class="part"><h2>${say("field.lock.settings")}</h2><p class="quiet">${say("field.lock.settings.text")}</p>
<form method="post" action="/field/lock" hx-sync="this:drop"><button class="button button-wide" type="submit">${icon("lock")}<span>${say("field.lock.now")}</span></button></form>
<a class="button button-wide" href="/field/pin">${icon("pen")}<span>${say("field.pin.change")}</span></a></section>
<form class="part" method="post" hx-post="/field/settings" hx-trigger="change" hx-target="#settings-said">
<h2>${say("field.settings")}</h2><p id="settings-said" role="status"></p>${LOOKS.map(([name, values]) => look(screen, name, values))}
</form>
<section class="part"><h2>${say("field.storage")}</h2>
<p>${say("field.storage.used", { used: megabytes(screen.locale, usage), free: megabytes(screen.locale, quota - usage) })}</p>
<p class="quiet">${say(kept ? "field.storage.kept" : "field.storage.notkept")}</p>
<a class="button button-wide" href="/field/ready">${icon("check")}<span>${say("field.ready.go")}</span></a></section>
<section class="part"><h2>${say("field.practice")}</h2><p class="quiet">${say("field.practice.go.text")}</p>
<a class="button button-wide" href="/field/practice">${icon("pen")}<span>${say("field.practice.go")}</span></a></section>
<p class="quiet">Tận Nhà ${screen.build}</p>`;
}

/**
 * @param {Screen} screen
 * @param {{device: string, person: {name: string}}} each
 * @param {string} inUse
 */
function person(screen, each, inUse) {
  const word = html`<span class="tag tag-ok">${icon("check")}${screen.say("field.people.current")}</span>`;
  return html`<strong>${each.person.name}</strong>${each.device === inUse ? word : other(screen, each.device)}`;
}

/**
 * @param {Screen} screen
 * @param {string} name
 * @param {string[]} values
 */
function look(screen, name, values) {
  const { say } = screen;
  const set = current(screen, name);
  return html`<fieldset class="part"><legend>${say(`field.settings.${name}`)}</legend>
<div class="choices">${values.map((value) => choice(name, value, say(`field.settings.${name}.${value}`), set))}</div></fieldset>`;
}

/**
 * @param {Screen} screen
 * @param {string} name
 * @returns {string}
 */
const current = (screen, name) => (name === "locale" ? screen.locale : name === "size" ? screen.size : screen.theme);

/**
 * @param {Screen} screen
 * @param {string} device
 */
function other({ say }, device) {
  return html`<form method="post" action="/field/people" hx-sync="this:drop">
<input type="hidden" name="device" value="${device}"><button class="button" type="submit">${say("field.people.use")}</button></form>`;
}
