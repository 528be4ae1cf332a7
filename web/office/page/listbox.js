// A field with a list beneath it (ARIA's combobox): arrows move, Enter takes, Escape closes, a click takes.

/**
 * Joins a field and its list. The list's options are `[role=option]` with `data-value` and an id each.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 * @param {(option: HTMLElement) => void} take
 */
export function joinList(field, list, take) {
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const chosen = active(list);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(field, list, event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Escape") closeList(field, list);
    else if (event.key === "Enter" && chosen && !event.ctrlKey) {
      closeList(field, list);
      take(chosen);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", () => closeList(field, list));
  // Before the field loses its focus, which would close the list under the finger.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (!(option instanceof HTMLElement)) return;
    closeList(field, list);
    take(option);
  });
}

/**
 * Shows the list if it holds anything; `first` makes its first option the active one.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 * @param {boolean} first
 */
export function openList(field, list, first) {
  const found = options(list);
  list.hidden = found.length === 0;
  field.setAttribute("aria-expanded", String(!list.hidden));
  mark(field, list, first ? found[0] : undefined);
}

/**
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 */
export function closeList(field, list) {
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

/** @param {HTMLElement} list @returns {HTMLElement[]} the options that show */
const options = (list) =>
  [...list.querySelectorAll('[role="option"]:not([hidden])')].filter((option) => option instanceof HTMLElement);

/** @param {HTMLElement} list @returns {HTMLElement | undefined} */
const active = (list) => options(list).find((option) => option.getAttribute("aria-selected") === "true");

/**
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 * @param {1 | -1} step
 */
function move(field, list, step) {
  const found = options(list);
  const here = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = here < 0 ? (step > 0 ? 0 : found.length - 1) : Math.min(found.length - 1, Math.max(0, here + step));
  mark(field, list, found[next]);
}

/**
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 * @param {HTMLElement | undefined} option the active one
 */
function mark(field, list, option) {
  for (const other of list.querySelectorAll('[aria-selected="true"]')) other.removeAttribute("aria-selected");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}
