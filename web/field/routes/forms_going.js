// From one screen of a form to the next, or to the same again with what is to be said of it.
import { changeDraft, filledOf, stepPath } from "../filling/draft.js";
import { pathOf, screenOfForm } from "./forms_screens.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../filling/draft.js").Draft} Draft */
/** @typedef {import("../filling/draft.js").Pairs} Pairs */
/** @typedef {import("./forms_screens.js").Said} Said */

/** @param {OwnVisit} visit @param {Draft} draft @param {string} step */
export function after({ db }, draft, step) {
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
export async function goTo(visit, draft, step, change = (known) => known) {
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
export async function again(visit, draft, step, said) {
  const isWrong = Boolean(said.wrong || said.problems || said.missing);
  const at = stepPath(draft.form.code, draft.event_id, step);
  return { page: await screenOfForm(visit, draft, step, said), status: isWrong ? 422 : 200, at };
}

/**
 * What the phone has kept, with some of it changed, and the same screen again.
 * @param {OwnVisit} visit
 * @param {Draft} draft
 * @param {string} step
 * @param {Pairs} pairs of that screen
 * @param {string} focus
 */
export async function withPairs(visit, draft, step, pairs, focus) {
  const changed = await changeDraft(visit.db, draft.event_id, (known) => known && { ...known, typed: { ...known.typed, [step]: pairs } });
  return again(visit, changed ?? draft, step, { focus });
}
