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

/** Watches `form[data-tick-scan]`: a paper's scanned code ticks its box, or goes to the list of the others. */
export function watchTicking() {
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || !(field instanceof HTMLInputElement) || !field.matches("[data-scan-code]")) return;
    event.preventDefault();
    const code = field.value.trim();
    field.value = "";
    if (code) tick(/** @type {HTMLFormElement} */ (field.form), code);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {string} code as scanned: an address that ends in the paper's id, or what an input method made of it
 */
function tick(form, code) {
  const boxes = [...form.querySelectorAll('input[type="checkbox"]')].filter((box) => box instanceof HTMLInputElement);
  const box = boxes.find((one) => code.toLowerCase().includes(one.value));
  const others = form.querySelector("textarea");
  if (box) box.checked = true;
  else if (others) others.value = `${others.value}${others.value && !others.value.endsWith("\n") ? "\n" : ""}${code}\n`;
  (box ?? others)?.scrollIntoView({ block: "nearest" });
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
