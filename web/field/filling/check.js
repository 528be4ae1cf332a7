// What is missing or wrong in a form, in plain words, each with the field where it is put right.
import { faults } from "../faults.js";
import { PARTS } from "./fields.js";
import { misfits } from "./card.js";
import { at, fieldsOfForm, isAsked, put } from "./values.js";

/** @typedef {import("./fields.js").Form} Form */
/** @typedef {import("./fields.js").Field} Field */
/** @typedef {import("../faults.js").Fault} Fault */
/** @typedef {import("../words.js").Say} Say */
/** @typedef {{say: Say, locale: "vi" | "en"}} Speaker */
/** @typedef {{step: number, field: string, label: string, text: string}} Finding `field` is the name of the field as the form has it */

/** Objects that the schema asks for are looked into, so deep at most. */
const DEPTH = 4;

/**
 * Everything that the form's schema finds, in the order of the paper; one finding a field.
 * @param {Form} form
 * @param {any} values
 * @param {Speaker} speaker
 * @returns {Finding[]}
 */
export function findings(form, values, speaker) {
  const fields = fieldsOfForm(form).filter(isAsked);
  /** @type {Map<Field, Finding>} */
  const found = new Map();
  for (const fault of wholeFaults(form, values, fields)) {
    const field = fieldAt(fields, fault.path);
    if (field && !found.has(field)) found.set(field, findingOf(form, field, fault, speaker));
  }
  return fields.flatMap((field) => found.get(field) ?? []);
}

/**
 * Where a whole group is missing, what is missing of it.
 * @param {Form} form
 * @param {any} values
 * @param {Field[]} fields
 * @returns {Fault[]}
 */
function wholeFaults(form, values, fields) {
  const looked = structuredClone(values);
  let found = faults(form, looked);
  for (let depth = 0; depth < DEPTH; depth++) {
    const groups = found.map(({ path }) => nameOf(path)).filter((name) => isGroup(fields, name) && at(looked, name) === undefined);
    if (groups.length === 0) break;
    for (const name of groups) put(looked, name, {});
    found = faults(form, looked);
  }
  return found;
}

/** @param {string} path of a fault, as /child/name */
const nameOf = (path) => path.slice(1).replaceAll("/", ".");

/** @param {Field[]} fields @param {string} name */
const isGroup = (fields, name) => !fields.some((field) => field.name === name) && fields.some((field) => field.name?.startsWith(`${name}.`));

/**
 * The field that a path lies in, else the first one beneath it.
 * @param {Field[]} fields
 * @param {string} path
 */
function fieldAt(fields, path) {
  const name = nameOf(path);
  const own = fields.filter((field) => name === field.name || name.startsWith(`${field.name}.`));
  return own.at(-1) ?? fields.find((field) => field.name?.startsWith(`${name}.`)) ?? fields.at(-1);
}

/**
 * @param {Form} form
 * @param {Field} field
 * @param {Fault} fault
 * @param {Speaker} speaker
 * @returns {Finding}
 */
function findingOf(form, field, fault, speaker) {
  const step = form.steps.findIndex(({ fields }) => fields.includes(field));
  return { step, field: field.name ?? "", label: field.label[speaker.locale], text: faultText(form, field, fault, speaker) };
}

/**
 * @param {Form} form
 * @param {Field} field
 * @param {Fault} fault
 * @param {Speaker} speaker
 */
function faultText(form, field, { path, rule, words }, { say, locale }) {
  if (words) return words[locale];
  const inner = nameOf(path).slice((field.name ?? "").length + 1);
  const where = inner ? `${partLabel(field, inner, { say, locale })}: ` : "";
  const text = where + say(`field.form.fault.${ruleWord(typeAt(field, inner), rule)}`, limitsAt(form, path));
  return text[0].toLocaleUpperCase() + text.slice(1);
}

/** Rules that mean the same to who fills in. @type {Record<string, string>} */
const RULES = { required: "required", minLength: "required", maxLength: "long", minItems: "rows", maxItems: "rows_many", minimum: "small", maximum: "great" };
/** What is said of a type whatever its schema's rule is called. @type {Record<string, string>} */
const TYPES = {
  date: "date",
  partial_date: "partial_date",
  datetime: "date",
  month: "month",
  phone: "phone",
  email: "email",
  id_number: "id_number",
  digits: "digits",
  number: "number",
  money: "number",
  address: "address",
  choice: "choice",
  choices: "choice",
};

/** @param {string} type @param {string} rule the last part of the key of the words */
const ruleWord = (type, rule) => {
  const isUnanswered = rule === "required" && /choice|yes_no/.test(type);
  if (isUnanswered) return "choice";
  return RULES[rule] ?? TYPES[type] ?? "other";
};

/**
 * The type of what lies at a path within a field.
 * @param {{type: string, columns?: Field[]}} field
 * @param {string} inner "", "number", "0.name"
 * @returns {string}
 */
function typeAt(field, inner) {
  if (!inner) return field.type;
  const [head, ...rest] = inner.split(".");
  if (field.type === "rows") {
    const column = field.columns?.find(({ name }) => name === rest[0]);
    return column ? typeAt(column, rest.slice(1).join(".")) : "rows";
  }
  const part = PARTS[field.type]?.find(({ name }) => name === head);
  return part ? typeAt(part, rest.join(".")) : field.type;
}

/**
 * @param {Field} field
 * @param {string} inner
 * @param {Speaker} speaker
 * @returns {string}
 */
function partLabel(field, inner, { say, locale }) {
  const [head, ...rest] = inner.split(".");
  if (field.type !== "rows") return inner.split(".").map((part) => say(`field.form.part.${part}`)).join(", ");
  const column = field.columns?.find(({ name }) => name === rest[0]);
  const row = say("field.form.row", { n: Number(head) + 1 });
  return column ? `${row}, ${column.label[locale]}` : row;
}

/**
 * The figures of the rule at a path, for its words.
 * @param {Form} form
 * @param {string} path
 * @returns {Record<string, number>}
 */
function limitsAt({ values }, path) {
  const inside = (/** @type {any} */ node) => (node?.$ref ? values.$defs?.[String(node.$ref).split("/").at(-1) ?? ""] : node);
  const steps = path.slice(1).split("/");
  const schema = steps.reduce((node, step) => inside(/^\d+$/.test(step) ? node?.items : node?.properties?.[step]), values);
  const { minimum = 0, maximum = 0, maxLength = 0, maxItems = 0 } = schema ?? {};
  return { minimum, maximum, maxLength, maxItems };
}

/**
 * Where a person's number, year of birth and sex do not fit each other: to be looked at again, never a reason to stop.
 * @param {Form} form
 * @param {any} values
 * @param {Speaker} speaker
 * @returns {Finding[]}
 */
export function doubts(form, values, speaker) {
  const fields = fieldsOfForm(form).filter(isAsked);
  return personsIn(values, "").flatMap(({ path, number, birth, sex }) => {
    const field = fieldAt(fields, `/${path.replaceAll(".", "/")}`);
    const why = misfits({ number, birth, sex });
    if (!field || why.length === 0) return [];
    const text = speaker.say(`field.form.doubt.${why.length > 1 ? "both" : why[0]}`);
    const step = form.steps.findIndex((each) => each.fields.includes(field));
    return [{ step, field: field.name ?? "", label: field.label[speaker.locale], text }];
  });
}

/**
 * @param {any} node
 * @param {string} path
 * @returns {{path: string, number: unknown, birth: unknown, sex: unknown}[]} `path` of the number
 */
function personsIn(node, path) {
  if (node === null || typeof node !== "object") return [];
  const below = path ? `${path}.` : "";
  const inner = Object.entries(node).flatMap(([name, value]) => personsIn(value, below + name));
  const own = node.id_number ?? node.id?.number;
  const place = node.id_number === undefined ? "id.number" : "id_number";
  return own === undefined ? inner : [{ path: below + place, number: own, birth: node.birth_date, sex: node.gender }, ...inner];
}
