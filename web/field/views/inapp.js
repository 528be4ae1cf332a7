// Turned away before the code is used: a browser inside another app would keep the key where Chrome cannot find it.
import { html } from "hono/html";
import { icon } from "./icons.js";
import { notice } from "./parts.js";

/**
 * Body of the page; the page's script puts it in place.
 * @param {import("../words.js").Say} say
 * @param {string} app name of the app whose browser this is
 */
export function inAppBody(say, app) {
  return html`<header class="bar"><h1 tabindex="-1">${say("field.inapp", { app })}</h1></header>
<main id="main" data-screen="inapp">
${notice("wait", say("field.inapp.why", { app }))}
<ol class="steps" role="list">${[1, 2, 3].map((step) => html`<li><span class="steps-no">${step}</span><span>${say(`field.inapp.${step}`)}</span></li>`)}</ol>
<p class="quiet">${say("field.inapp.safe")}</p>
<p><button type="button" class="button button-wide" data-copy-link>${icon("next")}<span>${say("field.inapp.copy")}</span></button></p>
<p role="status" data-copied hidden>${say("field.inapp.copied")}</p>
</main>`;
}
