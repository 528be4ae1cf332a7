// Reading codes with the camera. A paper's printed code ticks its row, and the line below says whose it was; an identity
// card's fills a person in, once.
import { hasCamera, watchCamera } from "./camera.js";

/** The same code is not told again so soon, in ms. */
const AGAIN = 2500;

/** Closes the camera that is open. @type {(() => void) | null} */
let close = null;

/** Where there is a camera the button shows. */
export function prepareScan() {
  for (const button of document.querySelectorAll("[data-scan]")) button.toggleAttribute("hidden", !hasCamera() || close !== null);
}

/** Listens once for the whole life of the page. */
export function watchScan() {
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const button = target.closest("[data-scan]");
    if (button instanceof HTMLElement) scan(button);
    if (target.closest("[data-scan-stop]")) stop();
  });
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  document.addEventListener("htmx:before:swap", stop);
}

/** Closes the camera and puts the button back. */
function stop() {
  close?.();
  close = null;
  for (const view of document.querySelectorAll("[data-scan-view]")) view.setAttribute("hidden", "");
  prepareScan();
}

/** @param {HTMLElement} button carries the words, and knows its form */
async function scan(button) {
  const form = button.closest("form");
  const view = (button.closest("details") ?? form)?.querySelector("[data-scan-view]");
  const [video, said] = [view?.querySelector("video"), view?.querySelector("[data-scan-said]")];
  if (!form || !view || !video || !said || close) return;
  const { scanFound = "", scanAgain = "", scanStrange = "", scanFailed = "", scanInto } = button.dataset;
  const say = (/** @type {string} */ words, name = "") => (said.textContent = words.replace("{name}", name));
  const words = { found: scanFound, again: scanAgain, strange: scanStrange };
  let last = { text: "", at: -AGAIN };
  view.removeAttribute("hidden");
  button.hidden = true;
  say("");
  try {
    close = await watchCamera(video, (text) => {
      const now = performance.now();
      const isSame = text === last.text && now - last.at < AGAIN;
      last = { text, at: now };
      if (isSame) return;
      const { result, name } = scanInto ? fill(scanInto, text) : tick(form, text);
      say(words[result], name);
      if (result === "found") navigator.vibrate?.(60);
    });
    if (view.hasAttribute("hidden") || !view.isConnected) stop();
  } catch {
    say(scanFailed);
  }
}

/**
 * Puts a card's text where it could be pasted, and taps the button beside it.
 * @param {string} id
 * @param {string} text
 * @returns {{result: "found" | "strange", name: string}}
 */
function fill(id, text) {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLTextAreaElement) || text.split("|").length < 6) return { result: "strange", name: "" };
  field.value = text;
  const button = field.closest("details")?.querySelector("button[value^='card:']");
  if (button instanceof HTMLElement) button.click();
  return { result: "found", name: "" };
}

/**
 * @param {HTMLFormElement} form
 * @param {string} text of a code: an address that ends with the paper's id
 * @returns {{result: "found" | "again" | "strange", name: string}}
 */
function tick(form, text) {
  const id = text.split(/[?#]/)[0].split("/").at(-1);
  const box = [...form.elements].find((each) => each instanceof HTMLInputElement && each.name === "items" && each.value === id);
  if (!(box instanceof HTMLInputElement)) return { result: "strange", name: "" };
  const name = box.closest("label")?.querySelector("strong")?.textContent ?? "";
  if (box.checked) return { result: "again", name };
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  return { result: "found", name };
}
