// Turned away before the code is used: a browser inside another app would keep the key where Chrome cannot find it.
import { html } from "hono/html";
import { icon } from "./icons.js";
import { notice } from "./parts.js";

/**
 * Body of the page; the page's script puts it in place.
 * @param {import("../words.js").Say} say
 * @param {string} app name of the app whose browser this is
 * @param {string} browser name of the one to go to: Safari on an iPhone, else Chrome
 */
export function inAppBody(say, app, browser = outside(globalThis.navigator?.userAgent ?? "")) {
  const steps = [`field.inapp.${app.toLowerCase()}`, "field.inapp.choose", "field.inapp.then"].map((key) => say(key, { browser }));
  return html`<header class="bar"><h1 tabindex="-1">${say("field.inapp", { browser })}</h1></header>
<main id="main" data-screen="inapp">
${notice("wait", say("field.inapp.why", { app }))}
<ol class="steps" role="list">${steps.map((step, place) => html`<li><span class="steps-no">${place + 1}</span><span>${step}</span></li>`)}</ol>
<p class="quiet">${say("field.inapp.safe")}</p>
<p><button type="button" class="button button-wide" data-copy-link>${icon("next")}<span>${say("field.inapp.copy", { browser })}</span></button></p>
<p role="status" data-copied hidden>${say("field.inapp.copied", { browser })}</p>
</main>`;
}

/** @param {string} agent the browser's User-Agent @returns {string} the browser that the phone has beside the app's */
const outside = (agent) => (/iPhone|iPad|iPod/.test(agent) ? "Safari" : "Chrome");
