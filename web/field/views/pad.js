// The box one signs in. The drawing lives in a hidden field as strokes; the canvas only shows it.
import { html } from "hono/html";

/**
 * @param {import("./layout.js").Screen} screen
 * @param {{name: string, label: string, strokes: string, beside?: import("./layout.js").Html | string}} pad
 *   `name` of the hidden field, `label` said to readers, `beside` a button next to "Ký lại"
 */
export function pad({ say }, { name, label, strokes, beside = "" }) {
  return html`<div class="pad" data-pad>
<input type="hidden" name="${name}" value="${strokes}">
<div class="pad-box"><canvas role="img" aria-label="${label}"></canvas><span class="pad-hint" aria-hidden="true">${say("field.pad.hint")}</span></div>
<div class="pad-acts"><button type="button" class="button" data-pad-clear>${say("field.pad.again")}</button>${beside}</div>
</div>`;
}
