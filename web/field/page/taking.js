// Photo and place at a door, once the recipient agreed: taken in the background, kept with the form, waited for by nobody.
import { encode } from "../../../sync/bytes.js";
import { placeText } from "../consent.js";
import { shrunk } from "./shrink.js";

/** So long the phone may look for where it is, in ms; one that it knew so long ago is as good. */
const PATIENCE = 8000;
const RECENT = 60_000;

/** @typedef {(path: string, body: URLSearchParams) => Promise<string>} Ask */

/** Listens once for the whole life of the page. @param {Ask} ask */
export function watchTaking(ask) {
  document.addEventListener("change", ({ target }) => {
    const part = target instanceof HTMLInputElement ? target.closest("[data-taking]") : null;
    if (!(target instanceof HTMLInputElement) || !(part instanceof HTMLElement)) return;
    if (target.dataset.agree) agree(part, target, ask);
    const [file] = target.files ?? [];
    if (file) takePhoto(part, file, ask);
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-photo-drop]") : null;
    const part = button?.closest("[data-taking]");
    if (part instanceof HTMLElement) keepPhoto(part, "", ask);
  });
}

/** A place that was agreed to and is not there yet is looked for again on a page that was loaded anew. */
export function prepareTaking() {
  const part = document.querySelector("[data-taking]:not([data-taking-ready])");
  if (!(part instanceof HTMLElement)) return;
  part.dataset.takingReady = "";
  const box = part.querySelector("[data-agree='place']");
  if (box instanceof HTMLInputElement && box.checked) takePlace(part);
}

/**
 * @param {HTMLElement} part
 * @param {HTMLInputElement} box
 * @param {Ask} ask
 */
function agree(part, box, ask) {
  const what = box.dataset.agree;
  part.querySelector(`[data-taken="${what}"]`)?.toggleAttribute("hidden", !box.checked);
  if (what === "place") {
    if (box.checked) takePlace(part);
    else notePlace(part, "", "");
  } else if (!box.checked) keepPhoto(part, "", ask);
}

/** @param {HTMLElement} part @param {string} selector @param {string} words */
function say(part, selector, words) {
  const said = part.querySelector(selector);
  if (said) said.textContent = words;
}

/** @param {HTMLElement} part */
function takePlace(part) {
  const { placeBusy = "", placeFailed = "", placeFound = "" } = part.dataset;
  say(part, "[data-place-said]", placeBusy);
  const isAgreed = () => part.isConnected && part.querySelector("[data-agree='place']:checked") !== null;
  const failed = () => isAgreed() && say(part, "[data-place-said]", placeFailed);
  if (!navigator.geolocation) return void failed();
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => isAgreed() && notePlace(part, placeText(coords), placeFound.replace("{metres}", String(Math.round(coords.accuracy)))),
    failed,
    { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: RECENT },
  );
}

/** @param {HTMLElement} part @param {string} text @param {string} words */
function notePlace(part, text, words) {
  const field = part.querySelector("input[name='place']");
  if (field instanceof HTMLInputElement) change(field, text);
  say(part, "[data-place-said]", words);
}

/** @param {HTMLInputElement} field @param {string} value kept with the form */
function change(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {HTMLElement} part @param {File} file @param {Ask} ask */
async function takePhoto(part, file, ask) {
  const { photoBusy = "", photoFailed = "" } = part.dataset;
  say(part, "[data-photo-said]", photoBusy);
  try {
    await keepPhoto(part, encode(await smallPhoto(file)), ask);
  } catch {
    say(part, "[data-photo-said]", photoFailed);
  }
}

/**
 * @param {HTMLElement} part
 * @param {string} bytes base64url; "" lets go what was taken
 * @param {Ask} ask
 */
async function keepPhoto(part, bytes, ask) {
  const answer = await ask(part.dataset.photoAt ?? "", new URLSearchParams({ bytes }));
  const [place, made] = [part.querySelector("[data-taken='photo']"), new DOMParser().parseFromString(answer, "text/html")];
  if (!place || !part.isConnected) return;
  place.replaceChildren(...made.body.childNodes);
  const field = place.querySelector("input[name='photo']");
  if (field instanceof HTMLInputElement) change(field, field.value);
}

/** @param {Blob} file as the camera made it @returns {Promise<Uint8Array<ArrayBuffer>>} JPEG, without what the camera wrote into it */
async function smallPhoto(file) {
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  try {
    const blob = await shrunk(picture, async (width, height, quality) => {
      [canvas.width, canvas.height] = [width, height];
      canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
      return /** @type {Promise<Blob | null>} */ (new Promise((done) => canvas.toBlob(done, "image/jpeg", quality)));
    });
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    picture.close();
  }
}
