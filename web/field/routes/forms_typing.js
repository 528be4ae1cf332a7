// POST /field/forms/CODE and …/keep: what is typed is kept at every keystroke, and a button leads on.
import { beginOf, beginProblems } from "../filling/begin.js";
import { copied, replaced, selfBlocks } from "../filling/blocks.js";
import { changeDraft, draftKey, filledOf } from "../filling/draft.js";
import { prefilled } from "../filling/prefill.js";
import { filledData, signOf, signProblems } from "../filling/sign.js";
import { isWritten, write } from "../saving.js";
import { formGonePage } from "../views/form_saved.js";
import { freshDraft, savedPath, showSaved } from "./forms.js";
import { personFilled, rowsChanged, toNewVersion } from "./forms_changes.js";
import { after, again, goTo } from "./forms_going.js";
import { doubtsBy, hamletsOf, wordsBy } from "./forms_screens.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../filling/draft.js").Draft} Draft */
/** @typedef {import("../filling/draft.js").Pairs} Pairs */

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
