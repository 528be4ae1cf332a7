// A form that is being filled: kept at every keystroke, one for each person, each with the version it was begun with.
import { textIn } from "./fields.js";
import { filledForm } from "./values.js";

/** @typedef {import("./fields.js").Form} Form */
/** @typedef {import("./fields.js").Typed} Typed */
/** @typedef {import("../db.js").Db} Db */
/** @typedef {[name: string, value: string][]} Pairs the inputs of one screen as they were sent */
/**
 * @typedef {object} Draft
 * @property {string} event_id of the event that it will become; also names the draft
 * @property {string} procedure national code, or ""
 * @property {Form} form the version that it was begun with
 * @property {string} step the screen it was left on
 * @property {Record<string, Pairs>} typed by screen: "begin", "0", "1", … "sign"
 * @property {boolean} checked whether what is missing was looked at, so that the screens of the form may say it too
 * @property {string} read the values that were read back, as text; "" if none were
 * @property {string} redo the own event that the desk sent back and this one replaces, or ""
 */
/**
 * A draft in a list.
 * @typedef {{id: string, code: string, title: import("./fields.js").Words, declarant: string, step: number, steps: number,
 *   at: number, path: string}} DraftRow `step` of `steps` screens of the form; `at` in ms; `path` goes on with it
 */

const PREFIX = "form:";

/** @param {string} id */
export const draftKey = (id) => PREFIX + id;

/**
 * Every form that was begun on this phone by this person, the newest first.
 * @param {Db} db
 * @returns {Promise<DraftRow[]>}
 */
export async function draftList(db) {
  const drafts = (await db.drafts()).filter(({ key }) => key.startsWith(PREFIX)).sort((a, b) => b.at - a.at);
  return drafts.map(({ value, at }) => rowOf(value, at));
}

/** @param {Draft} draft @param {number} at @returns {DraftRow} */
function rowOf({ event_id, form, step, typed }, at) {
  const declarant = textIn(typedOf(typed.begin ?? []), "declarant.name");
  const steps = form.steps.length;
  const place = step === "begin" ? 0 : Number.isNaN(Number(step)) ? steps : Number(step) + 1;
  const path = stepPath(form.code, event_id);
  return { id: event_id, code: form.code, title: form.title, declarant, step: place, steps, at, path };
}

/**
 * The address of a draft's screen; of the one that it was left on if none is named.
 * @param {string} code
 * @param {string} id
 * @param {string} [step]
 * @param {string} [field] that is to be looked at
 */
export const stepPath = (code, id, step, field) =>
  `/field/forms/${encodeURIComponent(code)}?${new URLSearchParams({ draft: id, ...(step && { step }), ...(field && { at: field }) })}`;

/** @param {Pairs} pairs @returns {Typed} */
export function typedOf(pairs) {
  /** @type {Typed} */
  const typed = new Map();
  for (const [name, value] of pairs) typed.set(name, [...(typed.get(name) ?? []), value]);
  return typed;
}

/** @param {Draft} draft what was typed on the form's own screens */
const formPairs = ({ form, typed }) => form.steps.flatMap((_, place) => typed[place] ?? []);

/**
 * @param {Draft} draft
 * @param {Db} db
 */
export const filledOf = (draft, db) => filledForm(draft.form, typedOf(formPairs(draft)), { commune: db.device.commune.name });

/**
 * What was typed so far is taken over into another version of the form, as far as that asks the same.
 * @param {Draft} draft
 * @param {Form} form
 * @returns {Draft}
 */
export function renewed(draft, form) {
  const pairs = formPairs(draft);
  const typed = { begin: draft.typed.begin ?? [], sign: draft.typed.sign ?? [] };
  const steps = form.steps.map((step, place) => {
    const names = step.fields.flatMap(({ name }) => name || []);
    const isOf = (/** @type {string} */ input) => names.some((name) => input === name || input.startsWith(`${name}.`));
    return [String(place), pairs.filter(([input]) => isOf(input))];
  });
  return { ...draft, form, step: "0", checked: false, read: "", typed: { ...typed, ...Object.fromEntries(steps) } };
}

/** What is still to be written of each draft, one after the other: keystrokes may come faster than they are kept. @type {Map<string, Promise<unknown>>} */
const writing = new Map();

/**
 * Changes a draft; nothing else of it is lost, and nobody changes it at the same time.
 * @param {Db} db
 * @param {string} id
 * @param {(draft: Draft | null) => Draft | null | Promise<Draft | null>} change null leaves everything as it is
 * @returns {Promise<Draft | null>} as it is kept now
 */
export function changeDraft(db, id, change) {
  const work = async () => {
    const known = await db.draft(draftKey(id));
    const changed = await change(known);
    if (changed) await db.saveDraft(draftKey(id), changed);
    return changed ?? known;
  };
  const done = (writing.get(id) ?? Promise.resolve()).then(work, work);
  writing.set(id, done);
  done.catch(() => {}).finally(() => writing.get(id) === done && writing.delete(id));
  return done;
}
