// A part of a report while it is written: what is typed stays in this window until it is saved; Ctrl+Enter saves.

/** Older than this nobody asks for it back, in ms. */
const LASTS = 12 * 3600 * 1000;
const PLACE = "narrative:";

/** Watches `form[data-narrative]`, whose value is who writes which part of which report. */
export function watchNarrative() {
  const form = document.querySelector("form[data-narrative]");
  const area = form?.querySelector("textarea");
  forgetSaved();
  if (!(form instanceof HTMLFormElement) || !area) return;
  const key = PLACE + form.dataset.narrative;
  const saved = area.defaultValue;
  const kept = read(key);
  const note = form.querySelector("[data-kept]");
  const keep = () => sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), text: area.value }));
  if (area.value !== saved) keep(); // typed before this script was there
  else if (kept && kept.text !== saved && !form.querySelector("[role=alert]")) {
    area.value = kept.text;
    if (note instanceof HTMLElement) note.hidden = false;
  }
  area.addEventListener("input", keep);
  form.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("[data-forget]")) return;
    sessionStorage.removeItem(key);
    area.value = saved;
    if (note instanceof HTMLElement) note.hidden = true;
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

/** What is kept and stands in the page by now was saved. */
function forgetSaved() {
  for (const part of document.querySelectorAll("[data-part]")) {
    if (!(part instanceof HTMLElement)) continue;
    const shown = [...part.querySelectorAll(".report-words p")].map((line) => line.textContent).join(" ");
    for (const key of Object.keys(sessionStorage)) {
      const kept = key.startsWith(PLACE) && key.endsWith(`:${part.dataset.part}`) ? read(key) : null;
      if (kept && plain(kept.text) === plain(shown)) sessionStorage.removeItem(key);
    }
  }
}

/**
 * @param {string} key
 * @returns {{at: number, text: string} | null}
 */
function read(key) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return kept && Date.now() - kept.at < LASTS ? kept : null;
  } catch {
    return null;
  }
}

/** @param {string} text */
const plain = (text) => text.normalize("NFC").replace(/\s+/g, " ").trim();
