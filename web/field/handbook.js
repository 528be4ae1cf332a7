// The handbook: the commune's procedures as the phone pulled them, by field, found with and without diacritics.
import { matches } from "./search.js";

/** @typedef {{name: string, copy?: "original" | "copy" | "certified" | "shown", count?: number, required?: boolean, when?: string}} Paper */
/**
 * One procedure in the version that is in force; the meanings are those of the catalogue (server/domain/procedures.py).
 * @typedef {object} ProcedureDoc
 * @property {string} id its national code
 * @property {string} name
 * @property {string} field
 * @property {number} legal_days working days; 0 is within the day
 * @property {string} legal_text
 * @property {string} fee
 * @property {"yes" | "partly" | "no"} same_day
 * @property {string} same_day_note
 * @property {string} class how its result may leave the house: D0 to D3
 * @property {string} condition
 * @property {boolean} authorisation
 * @property {Paper[]} components
 * @property {string} about
 * @property {string} who
 * @property {string} result
 * @property {string[]} forms codes
 */
/** @typedef {{id: string, title: string, procedures: string[]}} FormTitle */
/**
 * @typedef {object} Handbook
 * @property {number} total procedures on the phone, whatever the search shows
 * @property {[string, ProcedureDoc[]][]} fields name and procedures, as searched; what can be written here comes first
 * @property {FormTitle[]} loose forms that belong to no procedure on this phone, as searched
 * @property {Map<string, FormTitle>} forms by code
 */

/**
 * @param {import("./db.js").Db} db
 * @param {import("./words.js").Locale} locale
 * @param {string} [query]
 * @returns {Promise<Handbook>}
 */
export async function readHandbook(db, locale, query = "") {
  const [procedures, forms] = await Promise.all([db.docs("procedure"), db.docs("form")]);
  return handbookOf(procedures.map(procedureOf), forms.map((form) => titleOf(form, locale)), locale, query);
}

/**
 * @param {ProcedureDoc[]} procedures
 * @param {FormTitle[]} titles
 * @param {import("./words.js").Locale} locale
 * @param {string} [query]
 * @returns {Handbook}
 */
export function handbookOf(procedures, titles, locale, query = "") {
  const forms = new Map(titles.map((form) => [form.id, form]));
  const named = (/** @type {ProcedureDoc} */ { forms: codes }) => codes.map((code) => forms.get(code)?.title);
  const found = procedures.filter((each) => matches(query, [each.name, each.field, each.id, ...named(each)]));
  const inOrder = new Intl.Collator(locale, { numeric: true }).compare;
  const known = new Set(procedures.map(({ id }) => id));
  const loose = titles.filter((form) => !form.procedures.some((code) => known.has(code)) && matches(query, [form.title]));
  return {
    total: procedures.length,
    fields: [...byField(found)]
      .sort(([a], [b]) => inOrder(a, b))
      .map(([field, group]) => [field, group.sort((a, b) => rank(a, forms) - rank(b, forms) || inOrder(a.name, b.name))]),
    loose: loose.sort((a, b) => inOrder(a.title, b.title)),
    forms,
  };
}

/** @param {ProcedureDoc[]} procedures */
function byField(procedures) {
  /** @type {Map<string, ProcedureDoc[]>} */
  const groups = new Map();
  for (const each of procedures) groups.set(each.field, [...(groups.get(each.field) ?? []), each]);
  return groups;
}

/** @param {ProcedureDoc} procedure @param {Map<string, FormTitle>} forms */
const rank = (procedure, forms) => (isWritable(procedure, forms) ? 0 : 1);

/**
 * Whether one of its forms is on this phone.
 * @param {ProcedureDoc} procedure
 * @param {Map<string, FormTitle>} forms
 */
export const isWritable = (procedure, forms) => procedure.forms.some((code) => forms.has(code));

/** @param {any} doc as it was pulled; what an older server does not say is empty @returns {ProcedureDoc} */
export function procedureOf(doc) {
  const texts = { name: doc.id, field: "", legal_text: "", fee: "", same_day_note: "", condition: "", about: "", who: "", result: "" };
  return { legal_days: 0, same_day: "no", class: "", authorisation: false, components: [], forms: [], ...texts, ...doc };
}

/**
 * @param {any} form as it was pulled
 * @param {import("./words.js").Locale} locale
 * @returns {FormTitle}
 */
export const titleOf = ({ id, title, procedures }, locale) => ({
  id,
  title: title?.[locale] ?? title?.vi ?? id,
  procedures: procedures ?? [],
});
