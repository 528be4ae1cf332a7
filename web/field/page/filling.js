// What typing in a form changes on its screen: lines that are shown or hidden, words that follow, doubts.

/** @typedef {{hidden: string[], words: Record<string, string>, doubts: Record<string, string>, problem?: string}} Kept as routes/forms_typing.js answers */

/**
 * @param {HTMLFormElement} form
 * @param {string} answer JSON, or a screen where something broke
 * @param {(text: string) => void} speak
 */
export function showKept(form, answer, speak) {
  /** @type {Partial<Kept>} */
  const { hidden = [], words = {}, doubts = {}, problem } = answer.startsWith("{") ? JSON.parse(answer) : {};
  if (problem) speak(problem);
  if (problem || !form.isConnected) return;
  each(form, "[data-when]", (line) => line.toggleAttribute("hidden", hidden.includes(line.dataset.when ?? "")));
  each(form, "[data-words]", (line) => setText(line, words[line.dataset.words ?? ""] ?? ""));
  each(form, "[data-doubt]", (line) => setText(line, doubts[line.dataset.doubt ?? ""] ?? ""));
  for (const [name, said] of Object.entries(words)) follow(form, name, said);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} selector
 * @param {(line: HTMLElement) => void} act
 */
function each(form, selector, act) {
  for (const line of form.querySelectorAll(selector)) if (line instanceof HTMLElement) act(line);
}

/** @param {HTMLElement} line @param {string} text the same one is not said again */
function setText(line, text) {
  if (line.textContent?.trim() !== text) line.textContent = text;
}

/**
 * Words that nobody changed by hand follow the field that they repeat.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} said
 */
function follow(form, name, said) {
  const [own, derived] = [name, `${name}.derived`].map((each) => form.elements.namedItem(each));
  if (!(own instanceof HTMLTextAreaElement) || !(derived instanceof HTMLInputElement)) return;
  if (own.value === "" || own.value === derived.value) own.value = said;
  derived.value = said;
}
