// The persons in a form: groups of fields that one card, the declarant, or "bản thân" can fill at once.
import { fieldsOfForm } from "./values.js";

/** @typedef {import("./fields.js").Form} Form */
/** @typedef {import("./draft.js").Pairs} Pairs */
/** @typedef {{prefix: string, step: number, fields: {role: Role, name: string, type: string}[]}} Block */
/** @typedef {"name" | "birth" | "sex" | "number" | "identity" | "address" | "phone" | "other"} Role what of a person a field holds */
/** @typedef {{name?: string, birth?: string, sex?: string, number?: string, issued?: string, phone?: string,
 *   address?: Record<string, string>}} Person dates YYYY, YYYY-MM or YYYY-MM-DD */

/** What fields of a person are called. @type {Record<string, Role>} */
const ROLES = {
  name: "name",
  birth_date: "birth",
  gender: "sex",
  id_number: "number",
  id: "identity",
  residence: "address",
  address: "address",
  permanent_address: "address",
  phone: "phone",
};
/** A name alone is not a person that a card could fill. */
const TELLING = ["number", "identity"];

/**
 * @param {Form} form
 * @returns {Block[]} in the order of the paper
 */
export function blocksOf(form) {
  return form.steps.flatMap(({ fields }, step) => [
    ...fields.filter(({ name, type }) => name && isName(name) && /text|caps/.test(type)).map(({ name = "" }) => grouped(form, step, parentOf(name))),
    ...fields.filter(({ type }) => type === "person").map(({ name = "" }) => personBlock(step, name)),
  ]).filter(({ fields }) => fields.some(({ role }) => TELLING.includes(role)));
}

/** @param {string} name */
const isName = (name) => name.split(".").at(-1) === "name";
/** @param {string} name */
const parentOf = (name) => name.split(".").slice(0, -1).join(".");

/**
 * @param {Form} form
 * @param {number} step
 * @param {string} prefix
 * @returns {Block}
 */
function grouped(form, step, prefix) {
  const named = form.steps[step].fields.filter(({ name }) => name && parentOf(name) === prefix);
  const fields = named.map(({ name = "", type }) => ({ role: ROLES[name.split(".").at(-1) ?? ""] ?? "other", name, type }));
  const home = form.steps[step].fields.find(({ name, type }) => type === "address" && name && ROLES[name] === "address");
  if (home?.name && !fields.some(({ role }) => role === "address")) fields.push({ role: "address", name: home.name, type: "address" });
  return { prefix, step, fields };
}

/** @param {number} step @param {string} prefix @returns {Block} */
const personBlock = (step, prefix) => ({
  prefix,
  step,
  fields: [
    { role: "name", name: `${prefix}.name`, type: "text" },
    { role: "birth", name: `${prefix}.birth_date`, type: "partial_date" },
    { role: "sex", name: `${prefix}.gender`, type: "choice" },
    { role: "identity", name: `${prefix}.id`, type: "identity" },
    { role: "address", name: `${prefix}.residence`, type: "address" },
  ],
});

/**
 * What a person brings into the inputs of a block; what is not known is not touched.
 * @param {Block} block
 * @param {Person} person
 * @returns {Pairs}
 */
export function personPairs({ fields }, person) {
  return fields.flatMap(({ role, name, type }) => {
    if (role === "name") return pair(name, person.name);
    if (role === "birth") return datePairs(name, person.birth);
    if (role === "sex") return pair(name, person.sex);
    if (role === "number") return pair(name, person.number);
    if (role === "phone") return pair(name, person.phone);
    if (role === "identity") return [...pair(`${name}.number`, person.number), ...datePairs(`${name}.date`, person.issued)];
    if (role === "address" && type === "address")
      return Object.entries(person.address ?? {}).flatMap(([part, value]) => pair(`${name}.${part}`, value));
    return [];
  });
}

/** @param {string} name @param {string | undefined} value @returns {Pairs} */
const pair = (name, value) => (value ? [[name, value]] : []);

/**
 * @param {string} name
 * @param {string | undefined} date
 * @returns {Pairs} all boxes, so that none of another date stays
 */
export function datePairs(name, date) {
  if (!date) return [];
  const [year, month = "", day = ""] = date.split("-");
  return [[`${name}.day`, day], [`${name}.month`, month], [`${name}.year`, year]];
}

/**
 * @param {Pairs} pairs of a screen
 * @param {Pairs} more
 * @returns {Pairs} with what is new in place of what was there
 */
export function replaced(pairs, more) {
  const names = new Set(more.map(([name]) => name));
  return [...pairs.filter(([name]) => !names.has(name)), ...more];
}

/**
 * Where somebody asks for themselves, the one they ask for is they themselves (forms.md §4): the block after the
 * requester's takes over what both have.
 * @param {Form} form
 * @param {Record<string, Pairs>} typed by screen
 * @returns {{from: Block, to: Block} | null}
 */
export function selfBlocks(form, typed) {
  const blocks = blocksOf(form);
  for (const [place, from] of blocks.entries()) {
    const name = `${from.prefix}.relation`;
    const isSelf = (typed[from.step] ?? []).some(([input, value]) => input === name && value === "self");
    const isOffered = fieldsOfForm(form).some((field) => field.name === name && field.options?.some(({ value }) => value === "self"));
    const to = blocks[place + 1];
    if (isSelf && isOffered && to) return { from, to };
  }
  return null;
}

/**
 * @param {Block} from
 * @param {Block} to
 * @param {Pairs} pairs of the screen of `from`
 * @returns {Pairs} for the screen of `to`
 */
export function copied(from, to, pairs) {
  return from.fields.flatMap(({ role, name }) => {
    const twin = role === "other" ? undefined : to.fields.find((field) => field.role === role);
    const own = pairs.filter(([input]) => input === name || input.startsWith(`${name}.`));
    return twin ? own.map(([input, value]) => /** @type {[string, string]} */ ([twin.name + input.slice(name.length), value])) : [];
  });
}
