// What was typed and not yet sent, kept in this window only, for whoever typed it: a lost log-in or a closed page costs nothing.

/** Older than this nobody asks for it back, in ms. */
const LASTS = 12 * 3600 * 1000;
/** Where each kind of form is kept: `data-keep-in` of the form, the entry of dossiers without it. */
const PLACES = ["entry", "filling", "contact"];

/** @typedef {{who: string, at: number, fields: [string, string][]}} Kept */

/**
 * Watches `form[data-keep]`, whose value is who is in. What is kept is offered in `[data-kept]`, with the id of its act:
 * if the sending before went through after all, sending it again is the same dossier.
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} restored called after the fields have come back
 */
export function watchKept(form, restored) {
  const who = form.dataset.keep;
  if (!who) return;
  const place = form.querySelector("[data-kept]");
  const here = form.dataset.keepIn ?? PLACES[0];
  const kept = read(here, who);
  if (kept && place instanceof HTMLElement && !form.querySelector("[aria-invalid]")) {
    place.hidden = false;
    place.querySelector("[data-restore]")?.addEventListener("click", () => {
      place.hidden = true;
      fill(form, kept);
      restored().then(() => form.querySelectorAll("[data-once]").forEach((field) => field.remove()));
    });
    place.querySelector("[data-forget]")?.addEventListener("click", () => {
      place.hidden = true;
      sessionStorage.removeItem(here);
    });
  }
  form.addEventListener("input", () => write(here, form, who));
  form.addEventListener("change", () => write(here, form, who));
}

/** What is kept became this page's dossier, or its filled form: forget it. */
export function forgetTaken() {
  const id = location.pathname.split("/").pop();
  for (const place of PLACES) {
    const kept = sessionStorage.getItem(place);
    if (kept && id && kept.includes(`["event_id",${JSON.stringify(id)}]`)) sessionStorage.removeItem(place);
  }
}

/**
 * @param {string} place
 * @param {string} who
 * @returns {Kept | null}
 */
function read(place, who) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    return kept?.who === who && Date.now() - kept.at < LASTS ? kept : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} place
 * @param {HTMLFormElement} form
 * @param {string} who
 */
function write(place, form, who) {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== "scan" && value);
  sessionStorage.setItem(place, JSON.stringify({ who, at: Date.now(), fields }));
}

/**
 * @param {HTMLFormElement} form
 * @param {Kept} kept
 */
function fill(form, kept) {
  const said = new Map(kept.fields);
  const names = new Set([...form.elements].map((field) => field.getAttribute("name")));
  const missing = kept.fields.filter(([name]) => !names.has(name));
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      field.checked = kept.fields.some(([name, value]) => name === field.name && value === field.value);
    } else if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) && said.has(field.name)) {
      field.value = said.get(field.name) ?? "";
      if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event("change"));
    }
  }
  for (const [name, value] of missing) form.append(hidden(name, value));
}

/**
 * A field of a part that is not shown yet, so that the draft knows of it.
 * @param {string} name
 * @param {string} value
 */
function hidden(name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  field.dataset.once = "";
  return field;
}
