// What there is to say of the form itself: its version has ended, or the commune has a newer one.
import { html } from "hono/html";
import { day, shortDay } from "../words.js";
import { notice } from "./parts.js";

/** @typedef {import("../filling/draft.js").Draft} Draft */

/**
 * @param {import("./layout.js").Screen} screen
 * @param {Draft} draft
 * @param {import("../filling/fields.js").Form | null} now the version that the phone has by now
 */
export function formNews({ say, now: ms }, draft, now) {
  const { valid_from = "", valid_to = "" } = draft.form;
  const hasOther = now !== null && (now.valid_from ?? "") !== valid_from;
  const hasEnded = valid_to !== "" && valid_to < day(ms);
  if (!hasOther && !hasEnded) return "";
  const text = hasEnded ? say("field.form.ended", { date: shortDay(valid_to, ms) }) : say("field.form.newer");
  const renew = html`<button class="button button-wide" type="submit" name="go" value="renew">${say("field.form.renew")}</button>`;
  return notice("wait", html`<p>${text}</p>${hasOther ? html`<p>${say("field.form.renew.how")}</p>${renew}` : ""}`);
}
