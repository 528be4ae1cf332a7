// When there is nothing to show: not found, not enrolled, closed, something broke. Always with the way back.
import { html } from "hono/html";
import { icon } from "./icons.js";
import { layout } from "./layout.js";
import { acts } from "./parts.js";

/** @typedef {import("./layout.js").Screen} Screen */

/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("./icons.js").IconName} IconName */

/**
 * A screen of one message.
 * @param {Screen} screen
 * @param {{name: string, title: string, text: string, sign?: IconName, act?: Html | string}} message
 */
export function messagePage(screen, { name, title, text, sign = "warn", act }) {
  return layout(screen, {
    title,
    name,
    body: html`<div class="empty">${icon(sign)}<p>${text}</p></div>${act ?? wayBack(screen)}`,
  });
}

/** @param {Screen} screen */
const wayBack = ({ say }) => acts(html`<a class="button button-main" href="/field/">${say("field.today.back")}</a>`);

/** @param {Screen} screen */
export const notFoundPage = (screen) =>
  messagePage(screen, { name: "missing", title: screen.say("field.404"), text: screen.say("field.404.text"), sign: "search" });

/**
 * An item or a round that left this phone.
 * @param {Screen} screen
 */
export const itemGonePage = (screen) =>
  messagePage(screen, { name: "gone", title: screen.say("field.gone"), text: screen.say("field.gone.text"), sign: "bag" });

/**
 * A phone that writes nothing any more.
 * @param {Screen} screen
 */
export const closedPage = (screen) =>
  messagePage(screen, { name: "closed", title: screen.say("field.request"), text: screen.say("field.closed.write") });

/** @param {Screen} screen */
export const brokenPage = (screen) =>
  messagePage(screen, { name: "broken", title: screen.say("field.broken"), text: screen.say("field.broken.text") });

/**
 * The phone has nobody yet.
 * @param {Screen} screen
 */
export const strangerPage = (screen) =>
  messagePage(screen, {
    name: "stranger",
    title: screen.say("field.stranger"),
    text: screen.say("field.stranger.text"),
    sign: "phone",
    act: acts(html`<a class="button button-main" href="/field/enrol">${screen.say("field.stranger.go")}</a>`),
  });
