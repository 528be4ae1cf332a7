// Filters that act while one types; the address always says what is shown.

const PAUSE = 250;

/** @typedef {typeof import("htmx.org").default} Htmx */

/**
 * Watches `form[data-instant]`.
 * @param {Htmx} htmx
 */
export function watchFilters(htmx) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {Event} event */
  const changed = ({ target, type }) => {
    const form = target instanceof Element ? target.closest("form[data-instant]") : null;
    if (!(form instanceof HTMLFormElement) || (type === "input") !== isText(target)) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(htmx, form), PAUSE);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
}

/** @param {EventTarget | null} target */
const isText = (target) => target instanceof HTMLInputElement && target.type === "search";

/**
 * @param {Htmx} htmx
 * @param {HTMLFormElement} form
 */
function show(htmx, form) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value.trim()) asked.append(name, value);
  const url = `${new URL(form.action).pathname}?${asked}`;
  htmx.ajax("GET", url, { target: "#main", select: "#main", swap: "outerMorph", replace: url });
}
