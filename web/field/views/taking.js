// What may be taken at a door beside the proof: a photo and the place. Each with a tick that nobody sets but the person
// at the phone, after asking; the page's script does the rest, and the delivery waits for neither.
import { html } from "hono/html";
import { icon } from "./icons.js";

/** @typedef {import("./layout.js").Screen} Screen */

/**
 * @param {Screen} screen
 * @param {import("../forms.js").DeliverForm} form
 * @param {{item: string, allowed: import("../consent.js").Allowed, shown: string}} about `shown`: address of the photo
 */
export function taking(screen, form, { item, allowed, shown }) {
  if (!allowed.photos && !allowed.places) return "";
  const { say } = screen;
  const { photo } = form;
  return html`<section class="part" data-taking data-photo-at="/field/items/${item}/photo"
 data-photo-busy="${say("field.photo.busy")}" data-photo-failed="${say("field.photo.failed")}"
 data-place-busy="${say("field.place.busy")}" data-place-failed="${say("field.place.failed")}" data-place-found="${say("field.place.found")}">
<div><h2>${say("field.taking")}</h2><p class="quiet">${say("field.taking.how")}</p></div>
${allowed.photos ? html`${agreement(screen, "photo", form.agree_photo)}
<div class="part" data-taken="photo" ${form.agree_photo ? "" : "hidden"}>${photoPart(screen, { photo: shown ? photo : "", shown })}</div>` : ""}
${allowed.places ? html`${agreement(screen, "place", form.agree_place)}
<div data-taken="place" ${form.agree_place ? "" : "hidden"}><input type="hidden" name="place" value="${form.place}"><p role="status" data-place-said></p></div>` : ""}
</section>`;
}

/**
 * @param {Screen} screen
 * @param {"photo" | "place"} what
 * @param {boolean} agreed
 */
function agreement({ say }, what, agreed) {
  return html`<label class="tickrow"><input type="checkbox" name="agree_${what}" value="1" data-agree="${what}" ${agreed ? "checked" : ""}>
<span><strong>${say(`field.agree.${what}`)}</strong><span>${say(`field.agree.${what}.means`)}</span></span></label>`;
}

/**
 * The photo as it is now, and the button that opens the camera.
 * @param {Screen} screen
 * @param {{photo: string, shown: string, problem?: string}} taken
 */
export function photoPart({ say }, { photo, shown, problem = "" }) {
  return html`<input type="hidden" name="photo" value="${photo}">
${shown ? html`<img class="photo" src="${shown}" alt="${say("field.photo.alt")}">` : ""}
<p role="status" data-photo-said>${problem || (shown ? say("field.photo.kept") : "")}</p>
<label class="button button-wide photo-take">${icon("camera")}<span>${say(shown ? "field.photo.again" : "field.photo.take")}</span>
<input type="file" accept="image/*" capture="environment" data-photo-in></label>
${shown ? html`<button type="button" class="button button-wide" data-photo-drop>${say("field.photo.drop")}</button>` : ""}`;
}
