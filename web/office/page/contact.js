// A call being taken down: what is known of the number and the handbook's answer appear beside the form while one types.
import { atTheDoor } from "./errors.js";
import { watchKept } from "./kept.js";
import { newsPlace, tell } from "./news.js";

/** Typing rests so long before anything is asked for, in ms. */
const PAUSE = 300;
/** So many digits before a number is looked up. */
const LEAST = 9;

/** Watches `form[data-contact]`, the search of the handbook, and everything that can be copied. */
export function watchContact() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-copies]") : null;
    if (button instanceof HTMLElement) copy(button);
  });
  if (new URLSearchParams(location.search).has("contact")) sessionStorage.removeItem("contact"); // it was saved
  const form = document.querySelector("form[data-contact]");
  if (!(form instanceof HTMLFormElement)) return;
  watchKept(form, async () => look(form));
  const phone = form.elements.namedItem("phone");
  if (phone instanceof HTMLInputElement) phone.addEventListener("input", rested(() => look(form)));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  const search = document.querySelector("form[data-answers]");
  if (!(search instanceof HTMLFormElement)) return;
  const ask = () => show("answers", `${search.dataset.answers}?q=${encodeURIComponent(String(new FormData(search).get("q") ?? ""))}`);
  search.addEventListener("input", rested(ask));
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}

/**
 * @param {() => void} act
 * @returns {() => void} does it once typing rests
 */
function rested(act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, PAUSE);
  };
}

/**
 * Whose number that is.
 * @param {HTMLFormElement} form
 */
function look(form) {
  const phone = String(new FormData(form).get("phone") ?? "");
  if (phone.replace(/\D/g, "").length < LEAST) return;
  show("beside", `${form.dataset.contact}?phone=${encodeURIComponent(phone)}`);
}

/** @type {Map<string, string>} part of the page → what was asked for last: an older answer comes too late */
const last = new Map();

/**
 * Puts one part of another page in place of this one's.
 * @param {string} part its id
 * @param {string} url
 */
async function show(part, url) {
  last.set(part, url);
  const answer = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
  if (last.get(part) !== url) return;
  if (!answer?.ok || atTheDoor(answer)) return tell(newsPlace()?.dataset.failed);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part);
  if (fresh) document.getElementById(part)?.replaceWith(fresh);
}

/**
 * Copies the text of another element; where the browser does not let us, selects it for the hand to copy.
 * @param {HTMLElement} button `data-copies` is the element's id, `data-copied` what is said then
 */
async function copy(button) {
  const from = document.getElementById(button.dataset.copies ?? "");
  if (!from) return;
  try {
    await navigator.clipboard.writeText(from.textContent ?? "");
    tell(button.dataset.copied);
  } catch {
    getSelection()?.selectAllChildren(from);
  }
}
