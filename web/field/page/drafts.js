// What is typed is kept at every input, so that neither a reload nor a flat battery takes it away.

/** A pause in typing that is long enough to write, in ms. */
const PAUSE = 200;

/**
 * @param {(path: string, body: URLSearchParams) => Promise<string>} ask
 * @param {(form: HTMLFormElement, answer: string) => void} kept what a form that says itself where it is kept was answered
 */
export function watchDrafts(ask, kept) {
  /** @type {Map<HTMLFormElement, ReturnType<typeof setTimeout>>} */
  const pending = new Map();
  const save = (/** @type {HTMLFormElement} */ form) => {
    clearTimeout(pending.get(form));
    pending.delete(form);
    const { keep, draft = "" } = form.dataset;
    const asked = ask(keep ?? `/field/drafts/${encodeURIComponent(draft)}`, typedIn(form));
    asked.then((answer) => keep && kept(form, answer)).catch(() => {});
  };
  const soon = (/** @type {Event} */ event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (!form?.dataset.draft) return;
    clearTimeout(pending.get(form));
    pending.set(form, setTimeout(() => save(form), PAUSE));
  };
  const now = () => [...pending.keys()].forEach(save);
  document.addEventListener("input", soon);
  document.addEventListener("change", soon);
  document.addEventListener("visibilitychange", () => document.hidden && now());
  document.addEventListener("htmx:before:swap", now);
}

/** @param {HTMLFormElement} form */
function typedIn(form) {
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) typed.append(name, String(value));
  return typed;
}
