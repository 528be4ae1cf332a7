// Choosing a PIN, and the field in which one is typed.
import { html } from "hono/html";
import { layout } from "./layout.js";
import { acts, notice, wrongText } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */

/**
 * Six digits on the number pad. No browser is to keep or offer them, so it is no password field.
 * @param {string} name
 * @param {string} label
 * @param {{value?: string, hint?: string, wrong?: string, focus?: boolean}} [more]
 */
export function pinField(name, label, { value = "", hint, wrong, focus } = {}) {
  return html`<label class="field pin" ${focus ? "data-focus" : ""}><span>${label}</span>
${hint ? html`<small>${hint}</small>` : ""}${wrongText(wrong)}
<input name="${name}" value="${value}" inputmode="numeric" pattern="[0-9]*" maxlength="6" autocomplete="off" spellcheck="false" enterkeyhint="done"
 ${wrong ? html`aria-invalid="true"` : ""}></label>`;
}

/**
 * A new PIN, typed twice.
 * @param {Screen} screen
 * @param {{pin?: string, problem?: string}} view problem: what was wrong with it, in words
 * @param {string} [label]
 */
export function newPinFields({ say }, { pin, problem }, label = say("field.pin.new")) {
  return html`${pinField("pin", label, { value: pin, hint: say("field.pin.hint"), wrong: problem, focus: Boolean(problem) })}
${pinField("again", say("field.pin.again"), { value: pin })}`;
}

/**
 * On a phone of before.
 * @param {Screen} screen
 * @param {{to: string, problem?: string}} view
 */
export function firstPinPage(screen, { to, problem }) {
  const { say } = screen;
  return layout(screen, {
    title: say("field.pin.first"),
    name: "first-pin",
    free: true,
    body: html`<form class="form" method="post" action="/field/pin" hx-sync="this:drop" data-form autocomplete="off" novalidate>
<input type="hidden" name="to" value="${to}"><p>${say("field.pin.first.text")}</p>
${notice("ok", say("field.pin.first.safe"), "saved")}
${newPinFields(screen, { problem })}
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.pin.first.go")}</button>`)}</form>`,
  });
}

/**
 * @param {Screen} screen
 * @param {{wrong?: string, problem?: string}} view what was wrong with the PIN before, and with the new one
 */
export function otherPinPage(screen, { wrong, problem }) {
  const { say } = screen;
  return layout(screen, {
    title: say("field.pin.change"),
    name: "pin",
    back: "/field/mine",
    body: html`<form class="form" method="post" action="/field/pin" hx-sync="this:drop" data-form autocomplete="off" novalidate>
${pinField("old", say("field.pin.old"), { wrong, focus: Boolean(wrong) })}
${newPinFields(screen, { problem }, say("field.pin.next"))}
${acts(html`<button class="button button-main" type="submit" hx-disable="this">${say("field.pin.change")}</button>`)}</form>`,
  });
}

/**
 * A wait in words.
 * @param {import("../words.js").Say} say
 * @param {number} ms
 */
export function waitWords(say, ms) {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? say("field.pin.seconds", { count: seconds }) : say("field.pin.minutes", { count: Math.ceil(seconds / 60) });
}
