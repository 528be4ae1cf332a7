// The shipped forms, and what one would type to get given values: for tests of filling any form.
import { readdirSync, readFileSync } from "node:fs";
import { BOXES, PARTS, SILENT } from "../../web/field/filling/fields.js";

/** @typedef {import("../../web/field/filling/fields.js").Form & {examples: {pass: Example[], fail: (Example & {at: string})[]}}} FormFile */
/** @typedef {{name: string, values: any}} Example */
/** @typedef {import("../../web/field/filling/draft.js").Pairs} Pairs */

const FORMS = new URL("../../web/forms/", import.meta.url);

/** @param {string} code @returns {FormFile} */
export const formFile = (code) => JSON.parse(readFileSync(new URL(`${code}.json`, FORMS), "utf8"));

/** Every shipped form. */
export const FILES = readdirSync(FORMS).filter((name) => name !== "schema.json").map((name) => formFile(name.replace(".json", "")));

/**
 * What the phone has pulled of a form.
 * @param {any} file
 * @param {number} [rev]
 */
export function formChange({ examples, confidence, $schema, ...doc }, rev = 500) {
  return { type: "form", id: doc.code, rev, doc };
}

/**
 * The inputs that say these values, by step.
 * @param {import("../../web/field/filling/fields.js").Form} form
 * @param {any} values
 * @returns {Pairs[]}
 */
export function typedSteps(form, values) {
  const at = (/** @type {string} */ name) => name.split(".").reduce((node, step) => node?.[step], values);
  return form.steps.map(({ fields }) =>
    fields.flatMap((field) => (SILENT.includes(field.type) ? [] : typedIn(field, field.name ?? "", at(field.name ?? "")))),
  );
}

/**
 * @param {{type: string, columns?: import("../../web/field/filling/fields.js").Field[]}} field
 * @param {string} name
 * @param {any} value
 * @returns {Pairs}
 */
function typedIn(field, name, value) {
  if (value === undefined) return [];
  if (PARTS[field.type]) return PARTS[field.type].flatMap((part) => typedIn(part, `${name}.${part.name}`, value[part.name]));
  if (field.type === "rows") return value.flatMap((/** @type {any} */ row, /** @type {number} */ n) => rowIn(field, name, row, n));
  if (field.type === "choices") return value.map((/** @type {string} */ each) => [name, each]);
  if (BOXES[field.type]) return boxesIn(field.type, name, value);
  if (field.type === "yes_no") return [[name, value ? "yes" : "no"]];
  return [[name, String(value)]];
}

/** @param {any} field @param {string} name @param {any} row @param {number} n @returns {Pairs} */
const rowIn = ({ columns }, name, row, n) => [
  [name, String(n)],
  ...columns.flatMap((/** @type {any} */ column) => typedIn(column, `${name}.${n}.${column.name}`, row[column.name])),
];

/** @param {string} type @param {string} name @param {string} value @returns {Pairs} */
function boxesIn(type, name, value) {
  const [date, time = ""] = value.split("T");
  const [year, month = "", day = ""] = date.split("-");
  const [hour, minute] = time.split(":");
  /** @type {Record<string, string>} */
  const boxes = { year, month, day, hour, minute: minute ?? "" };
  return BOXES[type].flatMap((box) => (boxes[box] ? [/** @type {[string, string]} */ ([`${name}.${box}`, boxes[box]])] : []));
}
