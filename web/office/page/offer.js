// People offered beneath a name while it is typed; taking one fills the form, going on typing makes somebody new.
import { closeList, joinList, openList } from "./listbox.js";

/** Typing rests so long before people are asked for, in ms. */
const PAUSE = 200;
const LEAST = 2;

/**
 * Watches `[data-offer]`, whose value is where the options come from.
 * @param {HTMLElement} place
 * @param {(option: HTMLElement) => void} take
 */
export function makeOffer(place, take) {
  const field = place.querySelector("input");
  const list = place.querySelector("ul");
  if (!field || !list || field.dataset.joined) return;
  field.dataset.joined = "1";
  joinList(field, list, take);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => offer(place.dataset.offer ?? "", field, list), PAUSE);
  });
}

/**
 * @param {string} url
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 */
async function offer(url, field, list) {
  const asked = field.value;
  if (asked.trim().length < LEAST) return closeList(field, list);
  const answer = await fetch(`${url}&q=${encodeURIComponent(asked)}`, { headers: { Accept: "text/html", "HX-Request-Type": "partial" } }).catch(() => null);
  if (!answer?.ok || answer.redirected || field.value !== asked) return;
  list.innerHTML = await answer.text();
  if (document.activeElement === field) openList(field, list, false);
}
