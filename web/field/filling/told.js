// The values of a form as they are read to the declarant: one line a field, in the order of the paper (R18).
import { moneyWords } from "./spoken.js";
import { PARTS, SILENT } from "./fields.js";
import { at, isShown } from "./values.js";

/** @typedef {import("./fields.js").Field} Field */
/** @typedef {import("./check.js").Speaker} Speaker */
/** @typedef {{number: string, label: string, text: string[]}} Line */
/** @typedef {{title: string, lines: Line[], empty: string[]}} Told `empty` are the labels of what nobody filled in */

/**
 * @param {import("./fields.js").Form} form
 * @param {import("./values.js").Filled} filled
 * @param {Speaker} speaker
 * @returns {Told[]} by the steps of the form; those of which the paper has nothing are left out
 */
export function told(form, filled, speaker) {
  const isPrinted = (/** @type {Field} */ field) => field.print !== false && field.type !== "signature" && isShown(filled, field);
  return form.steps
    .map(({ title, fields }) => {
      const lines = fields.filter(isPrinted).map((field) => lineOf(field, filled.values, speaker));
      const [empty, full] = [lines.filter(({ text }) => text.length === 0), lines.filter(({ text }) => text.length > 0)];
      return { title: title[speaker.locale], lines: full, empty: empty.map(({ label }) => label) };
    })
    .filter(({ lines, empty }) => lines.length > 0 || empty.length > 0);
}

/**
 * @param {Field} field
 * @param {any} values
 * @param {Speaker} speaker
 * @returns {Line}
 */
function lineOf(field, values, speaker) {
  const label = field.label[speaker.locale];
  if (SILENT.includes(field.type)) return { number: "", label: "", text: [label] };
  const value = at(values, field.name ?? "");
  return { number: field.number ?? "", label, text: value === undefined ? [] : valueText(field, value, speaker) };
}

/**
 * @param {{type: string, options?: import("./fields.js").Option[], columns?: Field[]}} field
 * @param {any} value not undefined
 * @param {Speaker} speaker
 * @returns {string[]}
 */
function valueText(field, value, speaker) {
  const { say, locale } = speaker;
  const option = (/** @type {string} */ chosen) => field.options?.find((each) => each.value === chosen)?.[locale] ?? String(chosen);
  if (field.type === "choice") return [option(value)];
  if (field.type === "choices") return Array.isArray(value) ? value.map(option) : [String(value)];
  if (field.type === "yes_no") return [say(value ? "field.form.yes" : "field.form.no")];
  if (field.type === "rows") return Array.isArray(value) ? value.map((row) => rowText(field.columns ?? [], row, speaker)) : [String(value)];
  if (field.type === "address") return [addressText(value, speaker)];
  if (field.type === "place_date") return [[value.place, dateText(String(value.date ?? ""), say)].filter(Boolean).join(", ")];
  if (PARTS[field.type]) return partTexts(PARTS[field.type], value, speaker);
  return [plainText(field.type, value, speaker)];
}

/**
 * @param {string} type
 * @param {any} value
 * @param {Speaker} speaker
 */
function plainText(type, value, { say }) {
  if (/date|month/.test(type)) return dateText(String(value), say);
  if (type === "money" && typeof value === "number") return say("field.form.amount", { amount: value.toLocaleString("vi-VN"), words: moneyWords(value) });
  if (/id_number|digits/.test(type)) return grouped(String(value));
  return String(value);
}

/** @param {string} digits a long number as one reads it: three by three */
const grouped = (digits) => (/^\d{9,12}$/.test(digits) ? digits.replace(/(\d{3})(?=\d)/g, "$1 ") : digits);

/**
 * "ngày 15 tháng 3 năm 2026", as precise as it is known.
 * @param {string} date
 * @param {import("../words.js").Say} say
 */
export function dateText(date, say) {
  const [, year, month, day, time] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d))?$/.exec(date) ?? [];
  if (!year) return date;
  const known = day ? "day" : month ? "month" : "year";
  const text = say(`field.form.date.${known}`, { day: Number(day), month: Number(month), year });
  return time ? say("field.form.date.time", { time, date: text }) : text;
}

/**
 * @param {import("./fields.js").Part[]} parts
 * @param {any} value
 * @param {Speaker} speaker
 * @returns {string[]}
 */
function partTexts(parts, value, speaker) {
  return parts.flatMap((part) => {
    if (value[part.name] === undefined) return [];
    const options = PART_OPTIONS[part.name]?.map((each) => optionOf(part.name, each, speaker));
    const text = valueText({ type: part.type, options }, value[part.name], speaker).join(", ");
    return [speaker.say("field.form.told", { label: speaker.say(`field.form.part.${part.name}`), text })];
  });
}

/** The answers of the parts that are choices; the same as in the schemas. @type {Record<string, string[]>} */
export const PART_OPTIONS = {
  gender: ["male", "female"],
  kind: ["personal_id", "citizen_card", "identity_card", "electronic", "certificate", "passport", "other"],
  stay: ["permanent", "temporary", "present"],
};

/** @param {string} part @param {string} value @param {Speaker} speaker @returns {import("./fields.js").Option} */
function optionOf(part, value, { say }) {
  const text = say(`field.form.${part}.${value}`);
  return { value, vi: text, en: text };
}

/** @param {any} address @param {Speaker} speaker */
function addressText({ kind, ...parts }, { say }) {
  const text = ["detail", "hamlet", "commune", "district", "province"].flatMap((part) => parts[part] || []).join(", ");
  return kind ? say("field.form.told", { label: say(`field.form.stay.${kind}`), text }) : text;
}

/** @param {Field[]} columns @param {any} row @param {Speaker} speaker */
function rowText(columns, row, speaker) {
  const cells = columns.filter(({ name }) => row?.[name ?? ""] !== undefined);
  return cells.map((column) => {
    const text = valueText(column, row[column.name ?? ""], speaker).join(", ");
    return speaker.say("field.form.told", { label: column.label[speaker.locale], text });
  }).join("; ");
}
