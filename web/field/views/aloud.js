// The button that reads a screen's `data-read` part aloud, and the one that stops it.
import { html } from "hono/html";
import { icon } from "./icons.js";

/**
 * Hidden until the page has found a voice (../page/aloud.js).
 * @param {import("./layout.js").Screen} screen
 */
export function aloud({ say }) {
  return html`<button type="button" class="button button-quiet button-wide" data-aloud hidden>${icon("sound")}<span>${say("field.aloud")}</span></button>
<button type="button" class="button button-wide" data-aloud-stop data-aloud-failed="${say("field.aloud.failed")}" hidden>${icon("stop")}<span>${say("field.aloud.stop")}</span></button>`;
}
