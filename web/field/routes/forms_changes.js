// Buttons that change what stands on a screen of a form: a row more or less, a person filled in, another version.
import { blocksOf, personPairs, replaced } from "../filling/blocks.js";
import { addressParts, readCard } from "../filling/card.js";
import { renewed, typedOf } from "../filling/draft.js";
import { textIn } from "../filling/fields.js";
import { declarantOf } from "../filling/prefill.js";
import { formGonePage } from "../views/form_saved.js";
import { after, again, goTo, withPairs } from "./forms_going.js";
import { hamletsOf } from "./forms_screens.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../filling/draft.js").Draft} Draft */
/** @typedef {import("../filling/draft.js").Pairs} Pairs */

/**
 * A row more or one less; the numbers of the others stay.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @param {string} step
 * @param {{go: string, what: string}} wish
 */
export function rowsChanged(visit, draft, step, { go, what }) {
  const pairs = draft.typed[step] ?? [];
  if (go === "add") {
    const numbers = (typedOf(pairs).get(what) ?? []).map(Number);
    return withPairs(visit, draft, step, [...pairs, [what, String(Math.max(-1, ...numbers) + 1)]], what);
  }
  const [name, number] = [what.slice(0, what.lastIndexOf(".")), what.slice(what.lastIndexOf(".") + 1)];
  const rest = pairs.filter(([input, value]) => !(input === name && value === number) && !input.startsWith(`${what}.`));
  return withPairs(visit, draft, step, rest, name);
}

/**
 * A person from a card or from who declares.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @param {string} step
 * @param {{go: string, what: string}} wish
 */
export async function personFilled(visit, draft, step, { go, what }) {
  const block = blocksOf(draft.form).find(({ prefix, step: place }) => prefix === what && String(place) === step);
  const hamlets = await hamletsOf(visit);
  const byId = new Map(hamlets.map(({ id, name }) => [id, name]));
  const names = hamlets.map(({ name }) => name);
  const person = go === "from" ? declarantOf(draft.typed.begin ?? [], byId) : cardPerson(visit.typed.get(`card:${what}`) ?? "", names);
  if (!block || !person) return again(visit, draft, step, { problems: [visit.screen.say("field.form.card.strange")] });
  const pairs = draft.typed[step] ?? [];
  const isFree = (/** @type {[string, string]} */ [name]) => !isAddress(block, name) || textIn(typedOf(pairs), name) === "";
  return withPairs(visit, draft, step, replaced(pairs, personPairs(block, person).filter(isFree)), block.fields[0].name);
}

/**
 * A card's address may be an old one: what was typed stays.
 * @param {import("../filling/blocks.js").Block} block
 * @param {string} input
 */
const isAddress = ({ fields }, input) => fields.some(({ role, name }) => role === "address" && input.startsWith(`${name}.`));

/**
 * @param {string} text of a card's code
 * @param {string[]} hamlets by name
 * @returns {import("../filling/blocks.js").Person | null}
 */
function cardPerson(text, hamlets) {
  const card = readCard(text);
  if (!card) return null;
  const { number, name, birth, sex, issued, address } = card;
  return { number, name, birth, sex, issued, address: addressParts(address, hamlets) };
}

/**
 * What was typed, in the version that is in force now.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @returns {Promise<Answer>}
 */
export async function toNewVersion(visit, draft) {
  const doc = await visit.db.doc("form", draft.form.code);
  if (!doc) return { page: formGonePage(visit.screen), status: 404 };
  const { id, rev, ...form } = doc;
  const renew = (/** @type {Draft} */ known) => renewed(known, form);
  return goTo(visit, draft, after(visit, renew(draft), "begin"), renew);
}
