// GET /field/forms/CODE, /field/forms/CODE/saved, GET and POST …/drop: the screens of a form that is being filled.
import { entryState } from "../../../sync/overlay.js";
import { changeDraft, draftKey, stepPath, typedOf } from "../filling/draft.js";
import { textIn } from "../filling/fields.js";
import { bodyOf } from "../recorded.js";
import { eventId } from "../saving.js";
import { closedPage } from "../views/errors.js";
import { dropPage, formGonePage, savedPage } from "../views/form_saved.js";
import { screenOfForm } from "./forms_screens.js";
import { showHandbook } from "./handbook.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../filling/draft.js").Draft} Draft */

/**
 * A draft that nobody has typed in yet.
 * @param {OwnVisit} visit
 * @returns {Promise<Draft | null>} null if the phone does not have that form
 */
export async function freshDraft({ db, params, query, typed, screen }) {
  const doc = await db.doc("form", params.code);
  if (!doc) return null;
  const { id, rev, ...form } = doc;
  const asked = (/** @type {string} */ name) => query.get(name) ?? typed.get(name) ?? "";
  const procedure = asked("procedure") || (await onlyProcedure(db, form.procedures));
  const event_id = eventId(asked("draft") || asked("event_id"), screen.now);
  const redo = asked("redo");
  return { event_id, procedure, form, step: "begin", typed: {}, checked: false, read: "", redo };
}

/**
 * The procedure of a form where the phone knows just one.
 * @param {import("../db.js").Db} db
 * @param {string[]} codes
 */
async function onlyProcedure(db, codes) {
  const known = await Promise.all(codes.map((code) => db.doc("procedure", code)));
  const [first, ...others] = codes.filter((_, place) => known[place]);
  return first && others.length === 0 ? first : "";
}

/**
 * The screen that was asked for, or the one that the draft was left on.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function askForm(visit) {
  const { db, query, screen, params } = visit;
  const id = query.get("draft");
  const { closed } = await db.standing();
  if (closed === "cloned" || closed === "revoked") return { page: closedPage(screen) };
  if (id && (await entryOf(visit, id))) return { ...(await showSaved(visit, id, false)), at: savedPath(params.code, id) };
  const draft = (id ? await db.draft(draftKey(id)) : null) ?? (await freshDraft(visit));
  if (!draft) return { page: formGonePage(screen), status: 404 };
  const step = query.get("step") ?? draft.step;
  // Where one looks last is where one goes on after a crash.
  if (id) await changeDraft(db, id, (known) => (known && known.step !== step ? { ...known, step } : null));
  const page = await screenOfForm(visit, draft, step, { focus: query.get("at") ?? "" });
  const about = new URLSearchParams({ procedure: draft.procedure, redo: draft.redo });
  return id ? { page } : { page, push: `${stepPath(params.code, draft.event_id, "begin")}&${about}` };
}

/**
 * The own event of that id.
 * @param {OwnVisit} visit
 * @param {string} id
 */
export async function entryOf({ db }, id) {
  return (await db.outbox()).entries.find((entry) => entry.id === id) ?? null;
}

/**
 * What became of a form, and what comes next with the paper.
 * @param {OwnVisit} visit
 * @param {string} id of its event
 * @param {boolean} fresh
 * @returns {Promise<Answer>}
 */
export async function showSaved(visit, id, fresh) {
  const { db, screen, params } = visit;
  const entry = await entryOf(visit, id);
  if (!entry) return { page: formGonePage(screen), status: 404 };
  const { data } = bodyOf(entry);
  const form = await db.doc("form", entry.form ?? params.code);
  const code = data.procedure || form?.procedures[0] || "";
  const procedure = code ? await db.doc("procedure", code) : null;
  const state = entryState(entry);
  const view = {
    code: params.code,
    title: form?.title[screen.locale] ?? params.code,
    display: state === "sent_back" ? /** @type {const} */ ("redo") : state,
    fresh,
    desk: procedure?.field ?? "",
    papers: (procedure?.components ?? []).map((/** @type {{name: string}} */ each) => each.name),
    assisted: data.signing?.by === "assisted",
  };
  return { page: savedPage(screen, view) };
}

/** @param {string} code @param {string} id */
export const savedPath = (code, id) => `/field/forms/${encodeURIComponent(code)}/saved?event=${id}`;

/** @param {OwnVisit} visit @returns {Promise<Answer>} */
export const askSaved = (visit) => showSaved(visit, visit.query.get("event") ?? "", visit.query.get("saved") === "form");

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function askDrop(visit) {
  const draft = await draftHere(visit);
  if (!draft) return { page: formGonePage(visit.screen), status: 404 };
  const declarant = textIn(typedOf(draft.typed.begin ?? []), "declarant.name");
  return { page: dropPage(visit.screen, { draft, declarant, back: stepPath(visit.params.code, draft.event_id) }) };
}

/** @param {OwnVisit} visit @returns {Promise<Draft | null>} */
const draftHere = ({ db, query }) => db.draft(draftKey(query.get("draft") ?? ""));

/**
 * What was begun is not wanted any more: nothing of that person stays on the phone.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function dropForm(visit) {
  await visit.db.dropDraft(draftKey(visit.query.get("draft") ?? ""));
  return { ...(await showHandbook(visit)), at: "/field/forms" };
}
