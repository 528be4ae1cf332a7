// Scanning numbers one after another: a scanner ends each with Enter, which goes to the next empty field.

/** Watches `form[data-scan]` with its `[data-scan-field]`s; after the last one the sending button has the focus. */
export function watchScanning() {
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || !(field instanceof HTMLInputElement) || !field.matches("[data-scan-field]")) return;
    event.preventDefault();
    if (field.value.trim()) next(field).focus();
  });
}

/**
 * @param {HTMLInputElement} field just filled
 * @returns {HTMLElement} the next empty field, from the top again after the last, or else the button
 */
function next(field) {
  const fields = [.../** @type {HTMLFormElement} */ (field.form).querySelectorAll("[data-scan-field]")].filter(
    (one) => one instanceof HTMLInputElement,
  );
  const here = fields.indexOf(field);
  const empty = [...fields.slice(here + 1), ...fields.slice(0, here)].find((one) => !one.value.trim());
  const button = /** @type {HTMLFormElement} */ (field.form).querySelector("[data-scan-send]");
  return empty ?? (button instanceof HTMLElement ? button : field);
}
