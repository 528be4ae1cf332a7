// POST /field/forms/CODE and …/keep: what is typed is kept, and leads to the next screen, a further row, a filled person.
import { beginOf, beginProblems } from "../filling/begin.js";
import { blocksOf, copied, personPairs, replaced, selfBlocks } from "../filling/blocks.js";
import { addressParts, readCard } from "../filling/card.js";
import { changeDraft, draftKey, filledOf, renewed, stepPath, typedOf } from "../filling/draft.js";
import { textIn } from "../filling/fields.js";
import { declarantOf, prefilled } from "../filling/prefill.js";
import { filledData, signOf, signProblems } from "../filling/sign.js";
import { isWritten, write } from "../saving.js";
import { formGonePage } from "../views/form_saved.js";
import { freshDraft, savedPath, showSaved } from "./forms.js";
import { doubtsBy, hamletsOf, pathOf, screenOfForm, wordsBy } from "./forms_screens.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../filling/draft.js").Draft} Draft */
/** @typedef {import("../filling/draft.js").Pairs} Pairs */
/** @typedef {import("./forms_screens.js").Said} Said */

/** What of a form may be kept, in characters: more than an event carries. */
const MOST = 100_000;
/** Inputs that are no part of what is filled in; the text of a card is never kept. */
const isOwn = (/** @type {string} */ name) => !/^(event_id|go|card:.*)$/.test(name);

/**
 * What stands on a screen now, in place of what stood there.
 * @param {OwnVisit} visit
 * @param {string} step
 * @returns {(draft: Draft | null) => Promise<Draft | null>}
 */
function typing(visit, step) {
  const pairs = /** @type {Pairs} */ ([...visit.typed].filter(([name]) => isOwn(name)));
  return async (known) => {
    const draft = known ?? (step === "begin" ? await freshDraft(visit) : null);
    if (!draft || visit.typed.toString().length > MOST) return null;
    const typed = { ...draft.typed, [step]: pairs };
    const self = selfBlocks(draft.form, typed);
    if (self && String(self.from.step) === step) typed[self.to.step] = replaced(typed[self.to.step] ?? [], copied(self.from, self.to, pairs));
    return { ...draft, typed };
  };
}

/** @param {OwnVisit} visit @returns {string} the screen that was typed in */
const stepTyped = ({ query }) => (/^(begin|read|sign|check|\d{1,3})$/.test(query.get("step") ?? "") ? String(query.get("step")) : "begin");

/** @param {OwnVisit} visit @returns {string} the draft's id */
const idOf = ({ query, typed }) => query.get("draft") ?? typed.get("event_id") ?? "";

/**
 * At every keystroke: kept, and answered with what that changes on the screen.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>} JSON: conditions that hold or not, words that follow, doubts
 */
export async function keepForm(visit) {
  const draft = await changeDraft(visit.db, idOf(visit), typing(visit, stepTyped(visit))).catch((error) => fullPhone(visit, error));
  if (typeof draft === "string") return { page: JSON.stringify({ problem: draft }), type: JSON_TYPE };
  if (!draft) return { page: "{}", type: JSON_TYPE };
  const filled = filledOf(draft, visit.db);
  const said = {
    hidden: [...filled.hidden],
    words: Object.fromEntries(wordsBy(draft, filled)),
    doubts: Object.fromEntries(doubtsBy(draft, filled, visit.screen)),
  };
  return { page: JSON.stringify(said), type: JSON_TYPE };
}

const JSON_TYPE = "application/json";

/**
 * A full phone is said in words; what is on the screen stays there.
 * @param {OwnVisit} visit
 * @param {any} error
 * @returns {string}
 */
function fullPhone({ screen }, error) {
  if (error?.code !== "quota") throw error;
  return screen.say("field.problem.quota");
}

/**
 * A button of a screen.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function typeForm(visit) {
  const { db, typed } = visit;
  const [id, step] = [idOf(visit), stepTyped(visit)];
  if (await isWritten(db, id)) return wasSaved(visit, id);
  const draft = await changeDraft(db, id, typing(visit, step)).catch((error) => fullPhone(visit, error));
  if (typeof draft === "string") return unkept(visit, step, draft);
  // Between the two looks another tap may have made the event.
  if (!draft && (await isWritten(db, id))) return wasSaved(visit, id);
  if (!draft) return { page: formGonePage(visit.screen), status: 404 };
  const [go, what = ""] = split(typed.get("go") ?? "next");
  if (go === "add" || go === "drop") return rowsChanged(visit, draft, step, { go, what });
  if (go === "card" || go === "from") return personFilled(visit, draft, step, { go, what });
  if (go === "renew") return toNewVersion(visit, draft);
  if (go === "save") return save(visit, draft);
  if (step === "begin") return begun(visit, draft);
  if (step === "read" && go === "sign") return wasRead(visit, draft);
  return goTo(visit, draft, go === "next" ? after(visit, draft, step) : go);
}

/**
 * The same screen with what is typed in it, which the phone could not keep.
 * @param {OwnVisit} visit
 * @param {string} step
 * @param {string} problem in words
 * @returns {Promise<Answer>}
 */
async function unkept(visit, step, problem) {
  const draft = await typing(visit, step)(await visit.db.draft(draftKey(idOf(visit))));
  return draft ? again(visit, draft, step, { problems: [problem] }) : { page: formGonePage(visit.screen), status: 404 };
}

/** @param {string} go "add:dossiers" @returns {string[]} */
const split = (go) => (go.includes(":") ? [go.slice(0, go.indexOf(":")), go.slice(go.indexOf(":") + 1)] : [go]);

/** @param {OwnVisit} visit @param {Draft} draft @param {string} step */
function after({ db }, draft, step) {
  const path = pathOf(draft, filledOf(draft, db));
  return path.find((each, place) => place > 0 && (path[place - 1] === step || Number(each) > Number(step))) ?? "check";
}

/**
 * Goes to a screen, which is where the draft is resumed from then on.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @param {string} step
 * @param {(known: Draft) => Draft} [change] of what is kept, beside what is typed
 * @returns {Promise<Answer>}
 */
async function goTo(visit, draft, step, change = (known) => known) {
  const moved = (/** @type {Draft | null} */ known) => known && { ...change(known), step, checked: known.checked || step === "check" };
  const kept = (await changeDraft(visit.db, draft.event_id, moved)) ?? draft;
  return { page: await screenOfForm(visit, kept, step), push: stepPath(draft.form.code, draft.event_id, step) };
}

/**
 * The same screen again.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @param {string} step
 * @param {Said} said
 * @returns {Promise<Answer>}
 */
async function again(visit, draft, step, said) {
  const isWrong = Boolean(said.wrong || said.problems || said.missing);
  const at = stepPath(draft.form.code, draft.event_id, step);
  return { page: await screenOfForm(visit, draft, step, said), status: isWrong ? 422 : 200, at };
}

/**
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @returns {Promise<Answer>}
 */
async function begun(visit, draft) {
  const { screen, db } = visit;
  const begin = draft.typed.begin ?? [];
  const wrong = beginProblems(beginOf(begin), screen.say, screen.now);
  if (wrong.length > 0) return again(visit, draft, "begin", { wrong });
  const hamlets = new Map((await hamletsOf(visit)).map(({ id, name }) => [id, name]));
  const about = { commune: db.device.commune.name, now: screen.now, hamlets };
  const fill = (/** @type {Draft} */ known) => ({ ...known, typed: { ...prefilled(known.form, begin, about), ...known.typed } });
  return goTo(visit, draft, after(visit, fill(draft), "begin"), fill);
}

/**
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @returns {Promise<Answer>}
 */
async function wasRead(visit, draft) {
  if (visit.typed.get("read") !== "yes") return again(visit, draft, "read", { missing: visit.screen.say("field.form.read.wrong") });
  const read = JSON.stringify(filledOf(draft, visit.db).values);
  return goTo(visit, draft, "sign", (known) => ({ ...known, read }));
}

/**
 * What the phone has kept, with some of it changed, and the same screen again.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @param {string} step
 * @param {Pairs} pairs of that screen
 * @param {string} focus
 */
async function withPairs(visit, draft, step, pairs, focus) {
  const changed = await changeDraft(visit.db, draft.event_id, (known) => known && { ...known, typed: { ...known.typed, [step]: pairs } });
  return again(visit, changed ?? draft, step, { focus });
}

/**
 * A row more or one less; the numbers of the others stay.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @param {string} step
 * @param {{go: string, what: string}} wish
 */
function rowsChanged(visit, draft, step, { go, what }) {
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
async function personFilled(visit, draft, step, { go, what }) {
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
async function toNewVersion(visit, draft) {
  const doc = await visit.db.doc("form", draft.form.code);
  if (!doc) return { page: formGonePage(visit.screen), status: 404 };
  const { id, rev, ...form } = doc;
  const renew = (/** @type {Draft} */ known) => renewed(known, form);
  return goTo(visit, draft, after(visit, renew(draft), "begin"), renew);
}

/**
 * The form becomes an event; the draft ends with it.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @returns {Promise<Answer>}
 */
async function save(visit, draft) {
  const { screen, db } = visit;
  const { values } = filledOf(draft, db);
  if (draft.read !== JSON.stringify(values)) return again(visit, draft, "read", {});
  const problems = signProblems(signOf(draft.typed.sign ?? []), screen.say);
  if (problems.length > 0) return again(visit, draft, "sign", { problems });
  const data = filledData(draft, values, screen.now);
  const failed = await write(visit, { kind: "form.filled", data, draft: draftKey(draft.event_id), eventId: draft.event_id });
  return failed === null ? wasSaved(visit, draft.event_id) : again(visit, draft, "sign", { problems: [failed] });
}

/** @param {OwnVisit} visit @param {string} id @returns {Promise<Answer>} */
const wasSaved = async (visit, id) => ({ ...(await showSaved(visit, id, true)), at: savedPath(visit.params.code, id) });
