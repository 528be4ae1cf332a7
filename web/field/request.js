// The request for service at home: from typed fields to the data of an event, or to what is wrong, each at its field.
import { CATEGORIES, MOBILITIES, RELATIONS, WANTED } from "../../sync/messages.js";
import { isOne } from "./forms.js";
import { day } from "./words.js";

/**
 * As it was typed so far; `hamlet` is an id, "-" that it is not known, "" that nobody chose.
 * @typedef {object} RequestForm
 * @property {string} event_id
 * @property {string} name
 * @property {string} birth_day
 * @property {string} birth_month
 * @property {string} birth_year
 * @property {string} sex
 * @property {string} nickname
 * @property {string} hamlet
 * @property {string} way
 * @property {string} phone
 * @property {string} kind
 * @property {string} title
 * @property {string} code
 * @property {string} category
 * @property {string} mobility
 * @property {string} note
 * @property {string} relation
 * @property {string} asker
 * @property {string} consent "yes" once it was asked for and given
 */
/** @typedef {{field: string, text: string}} Wrong what is wrong with one field, in words */

const FIELDS = [
  ...["event_id", "name", "birth_day", "birth_month", "birth_year", "sex", "nickname", "hamlet", "way", "phone"],
  ...["kind", "title", "code", "category", "mobility", "note", "relation", "asker", "consent"],
];

/**
 * @param {Record<string, string>} fields
 * @returns {RequestForm}
 */
export function requestForm(fields) {
  const text = (/** @type {string} */ name) => (fields[name] ?? "").normalize("NFC").trim();
  return /** @type {RequestForm} */ (Object.fromEntries(FIELDS.map((name) => [name, text(name)])));
}

/**
 * What keeps it from being saved, in the order of the screen. A house must be found: by its hamlet or by the way to it.
 * @param {RequestForm} form
 * @param {import("./words.js").Say} say
 * @param {number} now ms
 * @returns {Wrong[]}
 */
export function requestProblems(form, say, now) {
  /** @type {[string, unknown][]} field, whether it is well */
  const checks = [
    ["name", /\p{L}/u.test(form.name)],
    ["birth", birthOf(form, now) !== null],
    ["house", isHamlet(form.hamlet) || form.way],
    ["phone", phoneOf(form.phone) !== null],
    ["kind", isOne(WANTED, form.kind)],
    ["title", form.kind !== "other" || form.title],
    ["category", isOne(CATEGORIES, form.category)],
    ["mobility", isOne(MOBILITIES, form.mobility)],
    ["relation", isOne(RELATIONS, form.relation)],
    ["asker", form.relation === "subject" || form.asker || !form.relation],
    ["consent", form.consent === "yes"],
  ];
  return checks.flatMap(([field, well]) => (well ? [] : [{ field, text: say(`field.problem.request.${field}`) }]));
}

/** @param {string} hamlet */
const isHamlet = (hamlet) => hamlet !== "" && hamlet !== "-";

/** @param {string} typed */
const twoDigits = (typed) => typed && typed.padStart(2, "0");

/**
 * A birth date as precise as it is known: "1941", "1941-02", "1941-02-03" or "".
 * @param {RequestForm} form
 * @param {number} now ms
 * @returns {string | null} null if it is none, or still to come
 */
export function birthOf({ birth_day, birth_month, birth_year }, now) {
  const parts = [birth_year, twoDigits(birth_month), twoDigits(birth_day)];
  const known = parts.filter(Boolean);
  if (known.length === 0) return "";
  const text = known.join("-");
  const whole = `${text}-01-01`.slice(0, 10);
  const isDate = /^(19|20)\d\d(-\d\d){0,2}$/.test(text) && new Date(`${whole}T00:00Z`).toJSON()?.startsWith(whole);
  return isDate && known.every((part, i) => part === parts[i]) && whole <= day(now) ? text : null;
}

/**
 * A telephone number as it is stored: 0 and the digits (vietnam.md §4.3).
 * @param {string} typed
 * @returns {string | null} "" if there is none, null if it cannot be one
 */
export function phoneOf(typed) {
  if (typed === "") return "";
  const number = typed.replace(/[\s.()-]/g, "").replace(/^(\+?84)(?=\d{9,10}$)/, "0");
  return /^(0[35789]\d{8}|02\d{9})$/.test(number) ? number : null;
}

/**
 * @param {RequestForm} form without problems
 * @param {number} now ms
 * @returns {import("../../sync/messages.js").RequestData}
 */
export function requestData(form, now) {
  const { name, nickname, way, sex, kind, title, code, category, mobility, note, relation, asker } = form;
  return /** @type {import("../../sync/messages.js").RequestData} */ ({
    person: { name, birth: birthOf(form, now), sex: sex === "male" || sex === "female" ? sex : "", nickname, way },
    hamlet: isHamlet(form.hamlet) ? form.hamlet : "",
    phone: phoneOf(form.phone),
    what: { kind, title, dossier_code: kind === "result" ? code : "" },
    why_home: { category, mobility, note },
    asked_by: { name: relation === "subject" ? name : asker, relation },
    consent: true,
  });
}
