// Packing: a running count, all of a hamlet at once, arrows between the boxes.

/** Watches the form of a new round, where there is one. */
export function watchPacking() {
  const form = document.querySelector("form[data-pack]");
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches("[data-all]")) tickAll(target);
    count(form);
  });
  form.addEventListener("keydown", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "checkbox" && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      step(form, event.target, event.key === "ArrowDown" ? 1 : -1);
    }
  });
  count(form);
}

/** @param {Element} place @returns {HTMLInputElement[]} the boxes of items that may travel */
const boxes = (place) =>
  [...place.querySelectorAll('input[name="items"]:not(:disabled)')].filter((box) => box instanceof HTMLInputElement);

/** @param {HTMLInputElement} all the box of a whole hamlet */
function tickAll(all) {
  for (const box of boxes(/** @type {Element} */ (all.closest("fieldset")))) box.checked = all.checked;
}

/** @param {HTMLFormElement} form */
function count(form) {
  const ticked = boxes(form).filter((box) => box.checked).length;
  const most = Number(form.dataset.pack);
  for (const all of form.querySelectorAll("[data-all]")) {
    if (!(all instanceof HTMLInputElement)) continue;
    const own = boxes(/** @type {Element} */ (all.closest("fieldset")));
    const on = own.filter((box) => box.checked).length;
    all.checked = on > 0 && on === own.length;
    all.indeterminate = on > 0 && on < own.length;
    all.disabled = own.length === 0;
  }
  const output = form.querySelector("[data-count]");
  if (output) output.textContent = String(ticked);
  form.querySelector(".pack-count")?.classList.toggle("full", ticked > most);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} from
 * @param {1 | -1} by
 */
function step(form, from, by) {
  const all = [...form.querySelectorAll('input[type="checkbox"]:not(:disabled)')];
  const next = all[all.indexOf(from) + by];
  if (next instanceof HTMLElement) next.focus();
}
