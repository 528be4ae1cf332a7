// The entry of a dossier: what follows from it is shown while one types, Enter goes on, Ctrl+Enter takes it in.
import { makeCombo } from "./combo.js";
import { atTheDoor } from "./errors.js";
import { watchKept } from "./kept.js";
import { newsPlace, tell } from "./news.js";
import { makeOffer } from "./offer.js";

/** Typing rests so long before the date and the lane are worked out again, in ms. */
const PAUSE = 300;

/** Watches `form[data-entry]`, whose value is where a draft is asked about. */
export function watchEntry() {
  const form = document.querySelector("form[data-entry]");
  if (!(form instanceof HTMLFormElement)) return;
  const ask = asker(form);
  join(form, ask);
  watchKept(form, () => ask(["applicant", "submitter", "components", "terms"]));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {Event} event */
  const changed = ({ target, type }) => {
    if (!(target instanceof HTMLElement) || target.matches("[data-scan], [data-area]")) return;
    clearTimeout(timer);
    if (target.id === "procedure") ask(["components", "terms"]);
    else timer = setTimeout(() => ask(["terms"]), type === "input" ? PAUSE : 0);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("keydown", (event) => keyed(event, form, ask));
  const chosen = new FormData(form).get("procedure");
  const first = form.querySelector("[autofocus], [aria-invalid=true]") ?? form.querySelector(chosen ? "#applicant_name" : "[data-combo] input");
  if (first instanceof HTMLElement) first.focus();
}

/** @typedef {(parts: string[], extra?: Record<string, string>) => Promise<void>} Ask */

/**
 * Asks what follows from the form and shows those parts of the answer; only the last answer counts.
 * @param {HTMLFormElement} form
 * @returns {Ask}
 */
function asker(form) {
  let last = new AbortController();
  /** @type {Ask} */
  const ask = async (parts, extra = {}) => {
    last.abort();
    const mine = (last = new AbortController());
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    if (extra.pick !== "scan") body.delete("scan"); // a card half typed is nobody's business yet
    for (const [name, value] of Object.entries(extra)) body.set(name, value);
    const asked = { method: "POST", body, headers: { Accept: "text/html" }, signal: mine.signal };
    const answer = await fetch(form.dataset.entry ?? "", asked).catch(() => null);
    if (mine.signal.aborted) return;
    if (!answer || atTheDoor(answer) || answer.status === 401) return tell(newsPlace()?.dataset.failed);
    // While it is read another may be asked for.
    const text = await answer.text().catch(() => null);
    if (text === null || mine.signal.aborted) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const id of parts) {
      const fresh = page.getElementById(id);
      if (fresh) document.getElementById(id)?.replaceWith(fresh);
    }
    join(form, ask);
  };
  return ask;
}

/**
 * Joins the fields that have lists; those of a part that was shown anew have none yet.
 * @param {HTMLFormElement} form
 * @param {Ask} ask
 */
function join(form, ask) {
  for (const place of form.querySelectorAll("[data-combo]")) if (place instanceof HTMLElement) makeCombo(place);
  for (const place of form.querySelectorAll("[data-offer]")) {
    if (place instanceof HTMLElement) makeOffer(place, (option) => choose(form, place, option, ask));
  }
}

/**
 * A known person was taken: the form gets what the desk knows of them.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} place
 * @param {HTMLElement} option
 * @param {Ask} ask
 */
async function choose(form, place, option, ask) {
  const role = place.closest("#submitter") ? "submitter" : "applicant";
  const id = form.elements.namedItem(`${role}_citizen`);
  if (id instanceof HTMLInputElement) id.value = option.dataset.value ?? "";
  await ask([role, "terms"], { pick: `${role}_`, submitter_open: "1" });
  focusOn(form, `${role}_phone`);
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLFormElement} form
 * @param {Ask} ask
 */
function keyed(event, form, ask) {
  const { target } = event;
  if (event.key !== "Enter" || event.isComposing || !(target instanceof HTMLElement)) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (target.matches("[data-scan]")) {
    event.preventDefault();
    scan(form, ask);
  } else if (target.matches("input, select")) {
    event.preventDefault();
    goOn(form, target);
  }
}

/**
 * A scanner typed a card's code and Enter: it is sent once and kept in no field.
 * @param {HTMLFormElement} form
 * @param {Ask} ask
 */
async function scan(form, ask) {
  await ask(["applicant", "terms"], { pick: "scan" });
  focusOn(form, form.querySelector("#scan[aria-invalid]") ? "scan" : "applicant_phone");
}

/**
 * @param {HTMLFormElement} form
 * @param {string} id
 */
function focusOn(form, id) {
  const field = form.querySelector(`#${id}`);
  if (field instanceof HTMLElement) field.focus();
}

/**
 * To the field after this one.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} from
 */
export function goOn(form, from) {
  const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button")].filter(
    (field) => field instanceof HTMLElement && field.checkVisibility() && !field.matches(":disabled"),
  );
  const after = fields[fields.indexOf(from) + 1];
  if (after instanceof HTMLElement) after.focus();
}
