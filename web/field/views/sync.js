// The card that says in plain words what waits on the phone, when the commune was last reached, and sends on demand.
import { html } from "hono/html";

/**
 * @typedef {object} SyncWords
 * @property {"ok" | "wait" | "bad"} tone
 * @property {string} title
 * @property {string} text
 */

/**
 * @param {import("./layout.js").Screen} screen
 * @param {SyncWords} words
 */
export function syncCard(screen, words) {
  return html`<section id="sync" class="sync sync-${words.tone}" aria-label="${screen.say("field.sync.label")}">
<span class="sync-dot" aria-hidden="true"></span>
<div class="sync-words" role="status"><p><strong>${words.title}</strong></p><p>${words.text}</p></div>
<button type="button" class="button button-quiet" hx-post="/field/sync" hx-target="#sync" hx-swap="outerHTML"
 hx-disable="this" hx-config="timeout:0">${screen.say("field.sync.now")}</button>
</section>`;
}
