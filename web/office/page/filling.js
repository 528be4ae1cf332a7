// A form filled in at the desk: what depends on an answer comes and goes, Enter goes on, Ctrl+Enter saves; nothing typed is lost.
import { goOn } from "./entry.js";
import { atTheDoor } from "./errors.js";
import { watchKept } from "./kept.js";
import { newsPlace, tell } from "./news.js";
import { makeOffer } from "./offer.js";

/** Typing rests so long before it is looked at what follows, in ms. */
const PAUSE = 400;

/** Watches `form[data-filling]`, whose value is where a draft is asked about. */
export function watchFilling() {
  const form = document.querySelector("form[data-filling]");
  if (!(form instanceof HTMLFormElement)) return;
  const ask = asker(form);
  join(form, ask);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {Event} event */
  const changed = ({ target, type }) => {
    if (!(target instanceof HTMLElement) || target.matches("[data-scan], #scan_for")) return;
    if (target.id === "declarant_name") setCitizen(form, "");
    clearTimeout(timer);
    if (type === "change" && target.matches("[name^=declarant_]")) complete(form, ask);
    else timer = setTimeout(() => ask().then((page) => page && follow(form, page)), type === "input" ? PAUSE : 0);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("click", (event) => clicked(event, form, ask));
  document.addEventListener("keydown", (event) => keyed(event, form, ask));
  watchKept(form, () => renew(form, ask, { restored: "1" }, "#declarant_name"));
  const wrong = form.querySelector("[aria-invalid]");
  if (wrong instanceof HTMLElement) wrong.focus();
}

/** @typedef {(extra?: Record<string, string>) => Promise<Document | null>} Ask */

/**
 * Asks for the screen as it follows from what is typed; only the last answer counts. What somebody did (`extra`) is
 * waited for: typing on asks nothing until it is there.
 * @param {HTMLFormElement} form
 * @returns {Ask}
 */
function asker(form) {
  let last = new AbortController();
  let doing = false;
  return async (extra = {}) => {
    const done = Object.keys(extra).length > 0;
    if (doing && !done) return null;
    doing ||= done;
    last.abort();
    const mine = (last = new AbortController());
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    if (extra.pick !== "scan") body.delete("scan"); // a card half typed is nobody's business yet
    for (const [name, value] of Object.entries(extra)) body.set(name, value);
    const asked = { method: "POST", body, headers: { Accept: "text/html" }, signal: mine.signal };
    const answer = await fetch(form.dataset.filling ?? "", asked).catch(() => null);
    if (mine.signal.aborted) return null;
    doing = false;
    if (!answer || atTheDoor(answer) || answer.status === 401) {
      tell(newsPlace()?.dataset.failed);
      return null;
    }
    // While it is read another may be asked for.
    const text = await answer.text().catch(() => null);
    return text === null || mine.signal.aborted ? null : new DOMParser().parseFromString(text, "text/html");
  };
}

/**
 * Shows what follows without touching an input that somebody may be in: what appears, what goes, words that repeat a number.
 * @param {HTMLFormElement} form
 * @param {Document} page
 */
function follow(form, page) {
  const fresh = [...page.querySelectorAll("[data-when]")];
  const shown = new Map(fresh.map((line) => [line instanceof HTMLElement ? line.dataset.when : "", line.hasAttribute("hidden")]));
  for (const line of form.querySelectorAll("[data-when]")) {
    if (line instanceof HTMLElement) line.hidden = shown.get(line.dataset.when) ?? line.hidden;
  }
  for (const derived of form.querySelectorAll("input[type=hidden][name$='.derived']")) {
    if (derived instanceof HTMLInputElement) repeat(form, page, derived);
  }
  const check = page.getElementById("check");
  if (check) form.querySelector("#check")?.replaceWith(check);
}

/**
 * The declarant was typed: what the form asks about them and is still empty says the same, so that nobody types it twice.
 * @param {HTMLFormElement} form
 * @param {Ask} ask
 */
async function complete(form, ask) {
  const page = await ask({ pick: "typed" });
  if (!page) return;
  for (const field of form.querySelectorAll("#filling-main :is(input:not([type=hidden], [type=radio], [type=checkbox]), select)")) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.value !== "") continue;
    const fresh = field === document.activeElement ? null : page.querySelector(`[name="${field.name}"]`);
    if (fresh instanceof HTMLInputElement || fresh instanceof HTMLSelectElement) field.value = fresh.value;
  }
  follow(form, page);
}

/**
 * @param {HTMLFormElement} form
 * @param {Document} page
 * @param {HTMLInputElement} derived
 */
function repeat(form, page, derived) {
  const words = form.elements.namedItem(derived.name.replace(/\.derived$/, ""));
  const fresh = page.querySelector(`input[name="${derived.name}"]`);
  if (!(words instanceof HTMLInputElement) || !(fresh instanceof HTMLInputElement) || words === document.activeElement) return;
  if (words.value === "" || words.value === derived.value) words.value = fresh.value;
  derived.value = fresh.value;
}

/**
 * Shows the whole of what is typed anew: somebody was chosen, a card read, a row added. Focus goes on to `to`.
 * @param {HTMLFormElement} form
 * @param {Ask} ask
 * @param {Record<string, string>} extra
 * @param {string} to
 */
async function renew(form, ask, extra, to) {
  const asked = typedIn(form);
  const page = await ask(extra);
  const main = page?.getElementById("filling-main");
  if (!page || !main) return;
  const since = [...typedIn(form)].filter(([name, value]) => asked.has(name) && asked.get(name) !== value);
  form.querySelector("#filling-main")?.replaceWith(main);
  for (const [name, value] of since) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
  }
  const check = page.getElementById("check");
  if (check) form.querySelector("#check")?.replaceWith(check);
  join(form, ask);
  const wrong = form.querySelector("#scan[aria-invalid]");
  const field = wrong ?? form.querySelector(to);
  if (field instanceof HTMLElement) field.focus();
}

/**
 * What stands in the fields that are typed into, but for the scanner's: typing goes on while an answer is waited for.
 * @param {HTMLFormElement} form
 * @returns {Map<string, string>}
 */
function typedIn(form) {
  const fields = form.querySelectorAll("#filling-main :is(input:not([type=hidden], [type=radio], [type=checkbox], [data-scan]), select)");
  return new Map([...fields].map((field) => (field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? [field.name, field.value] : ["", ""])));
}

/**
 * @param {HTMLFormElement} form
 * @param {Ask} ask
 */
function join(form, ask) {
  for (const place of form.querySelectorAll("[data-offer]")) {
    if (!(place instanceof HTMLElement)) continue;
    makeOffer(place, (option) => {
      setCitizen(form, option.dataset.value ?? "");
      renew(form, ask, { pick: "declarant" }, "#declarant_phone");
    });
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} id
 */
function setCitizen(form, id) {
  const field = form.elements.namedItem("declarant_citizen");
  if (field instanceof HTMLInputElement) field.value = id;
}

/**
 * @param {Event} event
 * @param {HTMLFormElement} form
 * @param {Ask} ask
 */
function clicked(event, form, ask) {
  const button = event.target instanceof Element ? event.target.closest("button[data-asks]") : null;
  if (!(button instanceof HTMLButtonElement)) return;
  event.preventDefault();
  const block = button.closest("fieldset")?.id;
  const to = button.name === "look" ? "[aria-invalid]" : `[id="${block}"] .form-row:nth-last-child(2) input:not([type=hidden])`;
  renew(form, ask, { [button.name]: button.value }, to);
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLFormElement} form
 * @param {Ask} ask
 */
function keyed(event, form, ask) {
  const { target } = event;
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || !(target instanceof HTMLElement)) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (!form.contains(target)) {
    return;
  } else if (target.matches("[data-scan]")) {
    event.preventDefault();
    renew(form, ask, { pick: "scan" }, "#declarant_phone");
  } else if (target.matches("input, select")) {
    event.preventDefault();
    goOn(form, target);
  }
}
