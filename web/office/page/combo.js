// A long select as a field in which one types words, with or without diacritics, or a code. Without script it is a select.
import { matches } from "../../field/search.js";
import { joinList, openList } from "./listbox.js";

/**
 * Makes the select in `[data-combo]` a field with a list; `[data-area]`, a select beside it, narrows the list. The
 * value of `data-combo` is said when nothing fits.
 * @param {HTMLElement} place
 */
export function makeCombo(place) {
  const select = place.querySelector("select");
  if (!select || select.hidden) return;
  const area = place.parentElement?.querySelector("select[data-area]");
  const field = fieldFor(select);
  const list = listFor(select);
  field.setAttribute("aria-controls", list.id);
  select.hidden = true;
  const none = document.createElement("p");
  none.className = "hint";
  none.role = "status";
  select.after(field, list, none);
  joinList(field, list, (option) => {
    select.value = option.dataset.value ?? "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const look = () => {
    narrow(list, chosenText(select) === field.value ? "" : field.value, area instanceof HTMLSelectElement ? area.value : "");
    openList(field, list, field.value !== "");
    none.textContent = list.hidden ? (place.dataset.combo ?? "") : "";
  };
  field.addEventListener("input", look);
  field.addEventListener("focus", () => field.select());
  field.addEventListener("click", look);
  field.addEventListener("keydown", ({ key }) => key === "ArrowDown" && list.hidden && look());
  field.addEventListener("blur", () => {
    field.value = chosenText(select);
    none.textContent = "";
  });
  select.addEventListener("change", () => (field.value = chosenText(select)));
  area?.addEventListener("change", () => field.focus());
}

/** @param {HTMLSelectElement} select */
const chosenText = (select) => (select.value ? (select.selectedOptions[0]?.textContent ?? "") : "");

/**
 * @param {HTMLSelectElement} select
 * @returns {HTMLInputElement} the field that stands for it; it has no name, so that it is never sent
 */
function fieldFor(select) {
  const field = document.createElement("input");
  field.id = `${select.id}-field`;
  field.value = chosenText(select);
  field.autocomplete = "off";
  field.placeholder = select.options[0]?.textContent ?? "";
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-autocomplete", "list");
  for (const name of ["aria-invalid", "aria-describedby"]) {
    const value = select.getAttribute(name);
    if (value) field.setAttribute(name, value);
  }
  for (const label of select.labels) label.htmlFor = field.id;
  return field;
}

/**
 * @param {HTMLSelectElement} select
 * @returns {HTMLElement}
 */
function listFor(select) {
  const list = document.createElement("ul");
  list.id = `${select.id}-list`;
  list.className = "offer";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  for (const [place, option] of [...select.options].entries()) {
    if (!option.value) continue;
    const line = document.createElement("li");
    line.id = `${list.id}-${place}`;
    line.setAttribute("role", "option");
    line.dataset.value = option.value;
    line.dataset.area = option.dataset.area ?? "";
    line.textContent = option.textContent;
    list.append(line);
  }
  return list;
}

/**
 * @param {HTMLElement} list
 * @param {string} words
 * @param {string} area
 */
function narrow(list, words, area) {
  for (const line of list.children) {
    if (!(line instanceof HTMLElement)) continue;
    line.hidden = !matches(words, [line.textContent]) || (area !== "" && line.dataset.area !== area);
  }
}
