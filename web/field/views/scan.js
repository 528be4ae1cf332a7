// The button that opens the camera, and what the camera sees. The page's script ticks the rows of the form around it.
import { html } from "hono/html";
import { icon } from "./icons.js";

/** @param {import("./layout.js").Screen} screen */
export function scanner({ say }) {
  return html`<button type="button" class="button button-wide" hidden data-scan data-scan-found="${say("field.scan.found")}"
 data-scan-again="${say("field.scan.again")}" data-scan-strange="${say("field.scan.strange")}"
 data-scan-failed="${say("field.scan.failed")}">${icon("scan")}<span>${say("field.scan")}</span></button>
<div class="scan" data-scan-view hidden><video muted playsinline aria-label="${say("field.scan.view")}"></video>
<p>${say("field.scan.how")}</p><p role="status" data-scan-said></p>
<button type="button" class="button button-wide" data-scan-stop>${say("field.scan.stop")}</button></div>`;
}
