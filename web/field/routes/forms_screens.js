// Which screen of a form is drawn with what: the beginning, its steps, the check, the reading back, the signing.
import { MAX_BODY } from "../../../sync/messages.js";
import { beginOf } from "../filling/begin.js";
import { blocksOf, selfBlocks } from "../filling/blocks.js";
import { doubts, findings } from "../filling/check.js";
import { draftList, filledOf, stepPath, typedOf } from "../filling/draft.js";
import { filledData, isTooLong, signOf } from "../filling/sign.js";
import { wordsOf } from "../filling/spoken.js";
import { told } from "../filling/told.js";
import { at, derivedWords, fieldsOfForm, isAsked, isShown } from "../filling/values.js";
import { beginPage } from "../views/form_begin.js";
import { checkPage } from "../views/form_check.js";
import { formNews } from "../views/form_news.js";
import { readPage } from "../views/form_read.js";
import { signPage } from "../views/form_sign.js";
import { stepPage } from "../views/form_step.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../filling/draft.js").Draft} Draft */
/** @typedef {import("../filling/values.js").Filled} Filled */
/** @typedef {import("../views/layout.js").Html} Html */
/**
 * What a screen has to say beside the draft.
 * @typedef {object} Said
 * @property {string} [focus] the field to begin with
 * @property {import("../request.js").Wrong[]} [wrong] at the beginning
 * @property {string[]} [problems] of the whole screen
 * @property {string} [missing] when reading back
 */
/** @typedef {{visit: OwnVisit, draft: Draft, filled: Filled, path: string[], step: string, said: Said}} Scene `path`: every screen in turn */

/**
 * The commune's hamlets by name, the own one first.
 * @param {OwnVisit} visit
 * @returns {Promise<{id: string, name: string}[]>}
 */
export async function hamletsOf({ db, screen }) {
  const all = (await db.docs("hamlet")).map(({ id, name }) => ({ id: String(id), name: String(name ?? id) }));
  const order = new Intl.Collator(screen.locale, { numeric: true });
  const own = (/** @type {{id: string}} */ { id }) => (id === db.device.person.hamlet ? 0 : 1);
  return all.sort((a, b) => own(a) - own(b) || order.compare(a.name, b.name));
}

/**
 * The screens of a draft in turn: a step of which nothing is shown is passed over.
 * @param {Draft} draft
 * @param {Filled} filled
 */
export function pathOf({ form }, filled) {
  const steps = form.steps.flatMap(({ fields }, place) => (fields.some((field) => isAsked(field) && isShown(filled, field)) ? [String(place)] : []));
  return ["begin", ...steps, "check", "read", "sign"];
}

/**
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @param {string} wanted a screen; the check where there is none of that name
 * @param {Said} [said]
 * @returns {Promise<Html>}
 */
export async function screenOfForm(visit, draft, wanted, said = {}) {
  const filled = filledOf(draft, visit.db);
  const path = pathOf(draft, filled);
  const isBegun = draft.typed["0"] !== undefined;
  const step = !isBegun ? "begin" : path.includes(wanted) || draft.form.steps[Number(wanted)] ? wanted : "check";
  const isUnread = step === "sign" && draft.read !== JSON.stringify(filled.values);
  const scene = { visit, draft, filled, path, step: isUnread ? "read" : step, said };
  return (DRAWN[scene.step] ?? stepOf)(scene);
}

/** The screens that are no steps of the form. @type {Record<string, (scene: Scene) => Html | Promise<Html>>} */
const DRAWN = { begin, check, read, sign };

/** @param {Scene} scene what every screen has around it */
const frameOf = ({ draft, path, step }) => {
  const place = Math.max(path.indexOf(step), 0);
  const before = path[place - 1];
  const back = before ? stepPath(draft.form.code, draft.event_id, before) : "/field/forms";
  return { draft, progress: { at: place + 1, of: path.length }, back };
};

/**
 * Whether the version that the draft was begun with has ended, or another one came.
 * @param {Scene} scene
 */
async function newsOf({ visit: { db, screen }, draft }) {
  const now = await db.doc("form", draft.form.code);
  return formNews(screen, draft, now);
}

/** @param {Scene} scene */
async function begin(scene) {
  const { visit, draft, said } = scene;
  const known = await Promise.all(draft.form.procedures.map((code) => visit.db.doc("procedure", code)));
  const procedures = known.flatMap((doc) => (doc ? [{ id: String(doc.id), name: String(doc.name) }] : []));
  const others = (await draftList(visit.db)).filter(({ id, code }) => id !== draft.event_id && code === draft.form.code);
  return beginPage(visit.screen, {
    ...frameOf(scene),
    begin: beginOf(draft.typed.begin ?? []),
    hamlets: await hamletsOf(visit),
    procedures: draft.procedure || procedures.length < 2 ? [] : procedures,
    others,
    wrong: said.wrong ?? [],
    news: await newsOf(scene),
  });
}

/** @param {Scene} scene */
async function stepOf(scene) {
  const { visit, draft, filled, said } = scene;
  const { screen } = visit;
  const place = Number(scene.step);
  const self = selfBlocks(draft.form, draft.typed);
  const wrong = draft.checked ? new Map(findings(draft.form, filled.values, screen).map(({ field, text }) => [field, text])) : new Map();
  return stepPage(screen, {
    ...frameOf(scene),
    place,
    filled,
    sheet: {
      screen,
      typed: typedOf(draft.typed[place] ?? []),
      hamlets: await hamletNames(visit, draft),
      wrong: (name) => wrong.get(name),
    },
    words: wordsBy(draft, filled),
    doubts: doubtsBy(draft, filled, screen),
    blocks: blocksOf(draft.form).filter((block) => block.step === place),
    copied: self?.to.step === place && self.from.step !== place,
    news: await newsOf(scene),
    focus: said.focus ?? "",
    checking: draft.checked,
    problems: said.problems ?? [],
  });
}

/**
 * The declarant's hamlet first: most papers are about it.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 */
async function hamletNames(visit, draft) {
  const all = await hamletsOf(visit);
  const theirs = beginOf(draft.typed.begin ?? []).hamlet;
  return [...all.filter(({ id }) => id === theirs), ...all.filter(({ id }) => id !== theirs)].map(({ name }) => name);
}

/**
 * What follows in words from other fields, and from amounts of money.
 * @param {Draft} draft
 * @param {Filled} filled
 * @returns {Map<string, string>} by the name of the field
 */
export function wordsBy({ form }, { values }) {
  const words = fieldsOfForm(form).flatMap((field) => {
    if (field.type === "words") return [[field.name ?? "", derivedWords(form, field, values)]];
    return field.type === "money" ? [[field.name ?? "", wordsOf(at(values, field.name ?? ""), true)]] : [];
  });
  return new Map(/** @type {[string, string][]} */ (words));
}

/**
 * @param {Draft} draft
 * @param {Filled} filled
 * @param {import("../filling/check.js").Speaker} speaker
 */
export const doubtsBy = ({ form }, { values }, speaker) => new Map(doubts(form, values, speaker).map(({ field, text }) => [field, text]));

/** @param {Scene} scene */
async function check(scene) {
  const { visit, draft, filled } = scene;
  const data = filledData(draft, filled.values, visit.screen.now);
  return checkPage(visit.screen, {
    ...frameOf(scene),
    found: findings(draft.form, filled.values, visit.screen),
    doubts: doubts(draft.form, filled.values, visit.screen),
    long: isTooLong(data, MAX_BODY),
    news: await newsOf(scene),
  });
}

/** @param {Scene} scene */
function read(scene) {
  const { visit, draft, filled, said } = scene;
  const lines = told(draft.form, filled, visit.screen);
  const isChanged = draft.read !== "" && draft.read !== JSON.stringify(filled.values);
  return readPage(visit.screen, { ...frameOf(scene), told: lines, changed: isChanged, wrong: said.missing });
}

/** @param {Scene} scene */
async function sign(scene) {
  const { visit, draft, said } = scene;
  const begun = beginOf(draft.typed.begin ?? []);
  const code = begun.procedure || draft.procedure;
  const procedure = code ? await visit.db.doc("procedure", code) : null;
  return signPage(visit.screen, {
    ...frameOf(scene),
    sign: signOf(draft.typed.sign ?? []),
    who: begun.name,
    desk: procedure?.field ?? "",
    problems: said.problems ?? [],
  });
}
