// What is wrong with the values of a form, by its JSON Schema: the same answers as server/domain/forms.py gives.
import { Validator } from "@cfworker/json-schema";

/** @typedef {{vi: string, en: string}} Words */
/** @typedef {{path: string, rule: string, words?: Words}} Fault rule: the broken keyword, or `rule` where the schema has its own words */
/** @typedef {{code: string, values: any}} FormSchema */

/** Units that only repeat what a unit beneath them says. */
const REPEATING = new Set(["properties", "items", "allOf", "if", "$ref", "then", "else", "false"]);
/** What lies beneath these is an attempt, not a fault. */
const ATTEMPTS = /\/(anyOf|not|contains|if)(\/|$)/;

/**
 * Everything wrong with the values, in the order of their paths.
 * @param {FormSchema} form
 * @param {any} values
 * @returns {Fault[]}
 */
export function faults(form, values) {
  const { errors } = new Validator(form.values, "2020-12", false).validate(values);
  const found = new Map();
  for (const unit of errors) {
    const fault = faultOf(form.values, unit);
    if (fault) found.set(`${fault.path} ${fault.rule}`, fault);
  }
  return [...found.values()].sort((a, b) => order(a.path, b.path) || order(a.rule, b.rule));
}

/**
 * Whether a condition of `$defs` holds.
 * @param {FormSchema} form
 * @param {string} condition
 * @param {any} values
 */
export function holds(form, condition, values) {
  const schema = { $ref: `#/$defs/${condition}`, $defs: form.values.$defs ?? {} };
  return new Validator(schema, "2020-12").validate(values).valid;
}

/** @param {string} a @param {string} b */
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * @param {any} schema
 * @param {import("@cfworker/json-schema").OutputUnit} unit
 * @returns {Fault | null}
 */
function faultOf(schema, { keyword, keywordLocation, instanceLocation, error }) {
  const above = keywordLocation.slice(0, keywordLocation.lastIndexOf("/"));
  if (REPEATING.has(keyword) || ATTEMPTS.test(above)) return null;
  const own = ownWords(schema, keywordLocation);
  if (own) return { path: own.at, rule: "rule", words: { vi: own.vi, en: own.en } };
  const parts = instanceLocation.split("/").slice(1).map(decodeURIComponent);
  if (keyword === "required") parts.push(/"(.*)"/.exec(error)?.[1] ?? "");
  return { path: `/${parts.join("/")}`, rule: keyword };
}

/**
 * The nearest `message` above a broken rule.
 * @param {any} schema
 * @param {string} location
 * @returns {{at: string, vi: string, en: string} | null}
 */
function ownWords(schema, location) {
  let node = schema;
  let found = null;
  for (const step of location.split("/").slice(1).map(decodeURIComponent)) {
    node = node?.[step];
    if (node?.message && typeof node.message === "object") found = node.message;
  }
  return found;
}
