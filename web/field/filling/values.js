// From what was typed to the values of the form: what is shown, and what the schema is asked about.
import { holds } from "../faults.js";
import { SILENT, textIn, valueIn } from "./fields.js";
import { wordsOf } from "./spoken.js";

/** @typedef {import("./fields.js").Form} Form */
/** @typedef {import("./fields.js").Field} Field */
/** @typedef {import("./fields.js").Typed} Typed */
/** @typedef {Record<string, any>} Values */
/**
 * A form as far as it is filled.
 * @typedef {object} Filled
 * @property {Values} values of everything that is shown
 * @property {Set<string>} hidden the conditions that do not hold
 */

/** A condition may depend on what another one shows; after so many looks the rest is taken as it is. */
const LOOKS = 5;

/** @param {Form} form @returns {Field[]} all lines, in the order of the paper */
export const fieldsOfForm = (form) => form.steps.flatMap((step) => step.fields);

/** @param {Field} field whether something is filled in there */
export const isAsked = (field) => !SILENT.includes(field.type);

/** @param {Filled} filled @param {Field} field */
export const isShown = ({ hidden }, field) => !field.when || !hidden.has(field.when);

/**
 * The values of a form by what was typed. What a condition hides is left out, and stays typed.
 * @param {Form} form
 * @param {Typed} typed
 * @param {{commune: string}} about the own commune's name, which an address in one of its hamlets has
 * @returns {Filled}
 */
export function filledForm(form, typed, about) {
  const conditions = [...new Set(fieldsOfForm(form).flatMap(({ when }) => when || []))];
  /** @type {Filled} */
  let filled = { values: valuesOf(form, typed, new Set(), about), hidden: new Set() };
  for (let look = 0; look < LOOKS && conditions.length > 0; look++) {
    const hidden = new Set(conditions.filter((condition) => !holds(form, condition, filled.values)));
    const isSettled = [...hidden].join() === [...filled.hidden].join();
    filled = { values: valuesOf(form, typed, hidden, about), hidden };
    if (isSettled) break;
  }
  return filled;
}

/**
 * @param {Form} form
 * @param {Typed} typed
 * @param {Set<string>} hidden
 * @param {{commune: string}} about
 */
function valuesOf(form, typed, hidden, { commune }) {
  /** @type {Values} */
  const values = {};
  const asked = fieldsOfForm(form).filter((field) => isAsked(field) && !(field.when && hidden.has(field.when)));
  for (const field of asked) {
    const value = valueIn(field, typed, field.name ?? "");
    if (value !== undefined) put(values, field.name ?? "", field.type === "address" ? placed(value, commune) : value);
  }
  for (const field of asked.filter(({ type }) => type === "words")) {
    const said = saidIn(form, field, typed, values);
    if (said) put(values, field.name ?? "", said);
  }
  return values;
}

/**
 * A house in a hamlet of the own commune need not have that typed each time.
 * @param {Values} address
 * @param {string} commune
 */
const placed = (address, commune) => (commune && address.hamlet && !address.commune ? { ...address, commune } : address);

/**
 * What words say: what was typed by hand, else what follows from the field they repeat.
 * @param {Form} form
 * @param {Field} field
 * @param {Typed} typed
 * @param {Values} values
 */
function saidIn(form, field, typed, values) {
  const own = textIn(typed, field.name ?? "");
  const derived = derivedWords(form, field, values);
  return own && own !== textIn(typed, `${field.name}.derived`) ? own : derived;
}

/**
 * @param {Form} form
 * @param {Field} field of words
 * @param {Values} values
 */
export function derivedWords(form, field, values) {
  const source = fieldsOfForm(form).find(({ name }) => name === field.of);
  return wordsOf(at(values, field.of ?? ""), source?.type === "money");
}

/**
 * The value at a path with dots.
 * @param {any} values
 * @param {string} path
 * @returns {any}
 */
export const at = (values, path) => path.split(".").reduce((node, step) => node?.[step], values);

/**
 * @param {Values} values
 * @param {string} path
 * @param {any} value
 */
export function put(values, path, value) {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let node = values;
  for (const step of steps) node = node[step] ??= {};
  node[last] = value;
}
