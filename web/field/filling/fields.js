// The types of a form's fields: which are made of parts, and how the typed text of one becomes its value.
import { phoneOf } from "../request.js";

/** @typedef {{vi: string, en: string}} Words */
/** @typedef {{value: string, vi: string, en: string}} Option */
/**
 * One line of a form, as server/domain/forms.py has it.
 * @typedef {object} Field
 * @property {string} type
 * @property {Words} label
 * @property {string} [name] path of the value, with dots
 * @property {string} [number] what the paper numbers it with
 * @property {Option[]} [options]
 * @property {Field[]} [columns] of rows
 * @property {Words | null} [hint]
 * @property {string} [when] the condition under which it is shown
 * @property {string} [of] what words are derived from
 * @property {string | number | boolean | null} [default]
 * @property {boolean} [print]
 */
/** @typedef {{title: Words, fields: Field[]}} FormStep */
/**
 * A form as the phone pulls it.
 * @typedef {object} Form
 * @property {string} code
 * @property {Words} title
 * @property {string[]} procedures national codes
 * @property {FormStep[]} steps
 * @property {any} values JSON Schema
 * @property {string} [valid_from]
 * @property {string} [valid_to]
 * @property {Words | null} [note]
 */
/** @typedef {Map<string, string[]>} Typed what stands in the inputs, by name */
/** @typedef {{name: string, type: string}} Part of a field that is made of several */

/** What stands on the paper and is not filled in. */
export const SILENT = ["heading", "declaration", "signature"];

/** @param {string} name @param {string} type @returns {Part} */
const part = (name, type) => ({ name, type });

/** The parts of those types that are objects; the same names as in the schemas. @type {Record<string, Part[]>} */
export const PARTS = {
  identity: [part("number", "digits"), part("kind", "choice"), part("date", "date"), part("issuer", "text")],
  address: ["detail", "hamlet", "commune", "district", "province"].map((name) => part(name, "text")).concat(part("kind", "choice")),
  benefit: [part("receiving", "yes_no"), part("amount", "money"), part("since", "month")],
  place_date: [part("place", "text"), part("date", "date")],
  person: [
    part("name", "text"),
    part("birth_date", "partial_date"),
    part("gender", "choice"),
    part("ethnicity", "text"),
    part("nationality", "text"),
    part("id", "identity"),
    part("residence", "address"),
  ],
};

/** The boxes of a date, each an input of its own. @type {Record<string, string[]>} */
export const BOXES = {
  date: ["day", "month", "year"],
  partial_date: ["day", "month", "year"],
  datetime: ["day", "month", "year", "hour", "minute"],
  month: ["month", "year"],
};

/**
 * What one input holds.
 * @param {Typed} typed
 * @param {string} name
 */
export const textIn = (typed, name) => (typed.get(name)?.at(-1) ?? "").normalize("NFC").replace(/\s+/g, " ").trim();

/**
 * The value of one field.
 * @param {{type: string, columns?: Field[]}} field
 * @param {Typed} typed
 * @param {string} name of its inputs
 * @returns {any} undefined where nothing was typed; what cannot be understood stays as it was typed, for the check to find
 */
export function valueIn(field, typed, name) {
  const parts = PARTS[field.type];
  if (parts) return whole(parts.map((each) => [each.name, valueIn(each, typed, `${name}.${each.name}`)]));
  if (field.type === "rows") return rowsIn(field.columns ?? [], typed, name);
  if (field.type === "choices") return chosenIn(typed, name);
  if (BOXES[field.type]) return dateIn(typed, name, field.type);
  const text = textIn(typed, name);
  return text === "" ? undefined : read(field.type, text);
}

/** @param {Typed} typed @param {string} name */
function chosenIn(typed, name) {
  const chosen = (typed.get(name) ?? []).filter(Boolean);
  return chosen.length > 0 ? chosen : undefined;
}

/** @param {[string, any][]} members @returns {Record<string, any> | undefined} */
function whole(members) {
  const known = members.filter(([, value]) => value !== undefined);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** @param {Typed} typed @param {string} name @returns {string[]} the numbers of its rows */
export const rowNumbers = (typed, name) => typed.get(name) ?? [];

/** @param {Field[]} columns @param {Typed} typed @param {string} name */
function rowsIn(columns, typed, name) {
  const row = (/** @type {string} */ n) =>
    whole(columns.map((column) => [column.name ?? "", valueIn(column, typed, `${name}.${n}.${column.name}`)]));
  const rows = rowNumbers(typed, name).map(row).filter((each) => each !== undefined);
  return rows.length > 0 ? rows : undefined;
}

/**
 * @param {string} type
 * @param {string} text not empty
 * @returns {string | number | boolean}
 */
function read(type, text) {
  switch (type) {
    case "caps":
      return text.toLocaleUpperCase("vi");
    case "number":
      return /^\d{1,15}([.,]\d{1,9})?$/.test(text) ? Number(text.replace(",", ".")) : text;
    case "money":
      return /^(\D*\d){1,15}\D*$/.test(text) && /^[\d.\s]+(đ|đồng)?$/i.test(text) ? Number(text.replace(/\D/g, "")) : text;
    case "yes_no":
      return text === "yes";
    case "phone":
      return phoneOf(text) || text;
    case "digits":
    case "id_number":
      return text.replace(/[\s.-]/g, "");
    default:
      return text;
  }
}

/**
 * A date from its boxes, as precise as it was typed.
 * @param {Typed} typed
 * @param {string} name
 * @param {string} type
 */
function dateIn(typed, name, type) {
  const [day, month, year, hour, minute] = ["day", "month", "year", "hour", "minute"].map((box) => textIn(typed, `${name}.${box}`));
  const parts = type === "month" ? [year, two(month)] : [year, two(month), two(day)];
  while (parts.length > 1 && parts.at(-1) === "") parts.pop();
  const date = parts.join("-");
  const time = type === "datetime" && (hour || minute) ? `T${two(hour)}:${two(minute || "0")}` : "";
  return `${date}${time}` || undefined;
}

/** @param {string} typed */
const two = (typed) => typed && typed.padStart(2, "0");
