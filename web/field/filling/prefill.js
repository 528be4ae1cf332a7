// What a new draft already holds: defaults, the office, place and day, and who declares, in the first person of the paper.
import { day } from "../words.js";
import { phoneOf } from "../request.js";
import { blocksOf, datePairs, personPairs, replaced } from "./blocks.js";
import { typedOf } from "./draft.js";
import { textIn, valueIn } from "./fields.js";

/** @typedef {import("./fields.js").Form} Form */
/** @typedef {import("./fields.js").Field} Field */
/** @typedef {import("./draft.js").Pairs} Pairs */
/** @typedef {{commune: string, now: number, hamlets: Map<string, string>}} About `now` in ms; names of hamlets by id */

/** To it most papers are addressed; a form that asks for it calls it so. */
const AUTHORITY = "authority";

/**
 * The part of the schema that a value's name leads to.
 * @param {Form} form
 * @param {string} name
 * @returns {any}
 */
export const schemaAt = ({ values }, name) => name.split(".").reduce((node, step) => node?.properties?.[step], values);

/**
 * Who declares, as told at the beginning.
 * @param {Pairs} begin
 * @param {Map<string, string>} hamlets name by id
 * @returns {import("./blocks.js").Person}
 */
export function declarantOf(begin, hamlets) {
  const typed = typedOf(begin);
  const hamlet = hamlets.get(textIn(typed, "declarant.hamlet")) ?? "";
  const phone = textIn(typed, "declarant.phone");
  return {
    name: textIn(typed, "declarant.name"),
    birth: valueIn({ type: "partial_date" }, typed, "declarant.birth"),
    phone: phoneOf(phone) || phone,
    address: hamlet ? { hamlet } : undefined,
  };
}

/**
 * @param {Form} form
 * @param {Pairs} begin what was told at the beginning
 * @param {About} about
 * @returns {Record<string, Pairs>} by step
 */
export function prefilled(form, begin, about) {
  const steps = form.steps.map(({ fields }) => fields.flatMap((field) => defaultPairs(field, about)));
  const [first] = blocksOf(form);
  if (first) steps[first.step] = replaced(steps[first.step], personPairs(first, declarantOf(begin, about.hamlets)));
  return Object.fromEntries(steps.map((pairs, place) => [String(place), pairs]));
}

/**
 * @param {Field} field
 * @param {About} about
 * @returns {Pairs}
 */
function defaultPairs({ name = "", type, default: given, options }, { commune, now }) {
  const place = commune.charAt(0).toLocaleLowerCase("vi") + commune.slice(1);
  if (type === "place_date") return [[`${name}.place`, place], ...datePairs(`${name}.date`, day(now))];
  if (name === AUTHORITY && type === "text") return [[name, `Ủy ban nhân dân ${place}`]];
  if (given === undefined || given === null) return [];
  if (typeof given === "boolean") return [[name, given ? "yes" : "no"]];
  return options?.length && !options.some(({ value }) => value === given) ? [] : [[name, String(given)]];
}
