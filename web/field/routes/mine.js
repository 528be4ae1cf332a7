// GET /field/mine, GET and POST /field/events/ID/undo: what I recorded and how far it came, and taking a wrong tap back.
import { entryState } from "../../../sync/overlay.js";
import { UNDO_MS } from "../../../sync/messages.js";
import { readBag } from "../bag.js";
import { bodyOf, verdict } from "../recorded.js";
import { syncWords } from "../syncwords.js";
import { itemGonePage } from "../views/errors.js";
import { minePage } from "../views/mine.js";
import { undoPage, WHYS } from "../views/undo.js";
import { day, wantedWords } from "../words.js";
import { eventId, isWritten, write } from "../saving.js";
import { formTitles, isRedone, rewritePath } from "../written.js";
import { showItem } from "./items.js";
import { rescueOf } from "./rescue.js";
import { who } from "./today.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../recorded.js").Entry} Entry */

/** How many of the own events the screen lists. */
const LISTED = 60;

/**
 * @param {OwnVisit} visit
 * @param {boolean} [requested] whether a request was just saved
 * @returns {Promise<Answer>}
 */
export async function showMine(visit, requested = visit.query.get("saved") === "request") {
  const { screen, db, parts } = visit;
  const { outbox, rounds, drafts } = await readBag(db, screen.now);
  const undone = undoneIds(outbox.entries);
  const listed = outbox.entries.slice(-LISTED).reverse();
  const titles = await formTitles(db, listed, screen.locale);
  const about = { say: screen.say, undone, rounds, titles, entries: outbox.entries, now: screen.now };
  return {
    page: minePage(screen, {
      who: who(visit),
      requested,
      resumes: drafts.has("request"),
      sync: syncWords(screen.say, outbox, screen.now),
      rows: listed.map((entry) => rowOf(entry, about)),
      numbers: numbersOf(outbox.entries, undone, screen.now),
      people: await parts.registry.people(),
      device: db.device.device,
      storage: await parts.storage(),
      rescue: rescueOf(visit, outbox),
    }),
  };
}

/**
 * @param {Entry} entry
 * @param {{say: import("../words.js").Say, undone: Set<string>, rounds: import("../bag.js").RoundInBag[],
 *   titles: Map<string, string>, entries: Entry[], now: number}} about
 * @returns {import("../views/mine.js").Row}
 */
function rowOf(entry, { say, undone, rounds, titles, entries, now }) {
  const body = bodyOf(entry);
  const state = entryState(entry);
  return {
    id: entry.id,
    kind: entry.kind,
    item: entry.item,
    name: body.shown?.name ?? body.data.person?.name ?? body.data.declarant?.name ?? rounds.find((round) => round.id === body.data.round)?.no ?? "",
    what: titles.get(entry.form ?? "") ?? whatOf(body, say),
    rewrite: state === "sent_back" && entry.form && !isRedone(entry, entries) ? rewritePath(entry) : "",
    shift: entry.kind === "shift.answered" ? String(body.data.shift ?? "") : "",
    count: body.data.items?.length ?? 0,
    at: Date.parse(entry.at),
    display: state === "sent_back" ? "redo" : state,
    why: state === "aside" ? verdict(entry) : (entry.fate?.reason ?? ""),
    undone: undone.has(entry.id),
    undoable: canUndo(entry, undone, now),
  };
}

/**
 * @param {import("../recorded.js").Recorded} body
 * @param {import("../words.js").Say} say
 */
function whatOf({ kind, shown, data }, say) {
  if (kind === "shift.answered") return data.answer ? say(`field.shift.said.${data.answer}`) : "";
  return shown?.what ?? (data.what ? wantedWords(say, data.what) : "");
}

/** @param {Entry[]} entries */
function undoneIds(entries) {
  const undoings = entries.filter((entry) => entry.kind === "confirmation.undone");
  return new Set(undoings.map((entry) => String(bodyOf(entry).data.of)));
}

/** What may be taken back. */
const UNDOABLE = ["confirmation.recorded", "form.filled"];

/**
 * A confirmation or a form, for ten minutes, until somebody reviewed it.
 * @param {Entry} entry
 * @param {Set<string>} undone
 * @param {number} now ms
 */
function canUndo(entry, undone, now) {
  const isOpen = UNDOABLE.includes(entry.kind) && !undone.has(entry.id) && !entry.fate?.review;
  return isOpen && Math.abs(now - Date.parse(entry.at)) <= UNDO_MS;
}

/**
 * @param {Entry[]} entries
 * @param {Set<string>} undone
 * @param {number} now ms
 */
function numbersOf(entries, undone, now) {
  const given = entries.filter((entry) => entry.kind === "confirmation.recorded" && !undone.has(entry.id));
  const today = given.filter((entry) => day(Date.parse(entry.at)) === day(now));
  return { today: today.length, all: given.length, approved: given.filter((entry) => entryState(entry) === "approved").length };
}

/**
 * @param {OwnVisit} visit
 * @param {string[]} [problems]
 * @returns {Promise<Answer>}
 */
export async function askUndo(visit, problems = []) {
  const entry = await undoHere(visit);
  if (!entry) return { page: itemGonePage(visit.screen), status: 404 };
  const body = bodyOf(entry);
  const view = { entry, name: body.shown?.name ?? "", event_id: eventId(null, visit.screen.now), problems };
  return { page: undoPage(visit.screen, view), status: problems.length > 0 ? 422 : 200 };
}

/** @param {OwnVisit} visit */
async function undoHere({ db, params, screen }) {
  const { entries } = await db.outbox();
  const entry = entries.find((each) => each.id === params.id);
  return entry && canUndo(entry, undoneIds(entries), screen.now) ? entry : null;
}

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveUndo(visit) {
  const { typed, screen, params, db } = visit;
  const id = eventId(typed.get("event_id"), screen.now);
  if (!(await isWritten(db, id))) {
    const entry = await undoHere(visit);
    if (!entry) return { page: itemGonePage(screen), status: 404 };
    const chosen = WHYS.find((each) => each === typed.get("why"));
    const why = chosen ? screen.say(`field.undo.${chosen}`) : "";
    const { item, shown } = bodyOf(entry);
    const fact = /** @type {const} */ ({ kind: "confirmation.undone", item, shown, data: { of: entry.id, why }, eventId: id });
    const failed = await write(visit, fact);
    if (failed !== null) return askUndo(visit, [failed]);
  }
  const undone = (await db.outbox()).entries.find((each) => each.id === params.id);
  if (!undone?.item) return { ...(await showMine(visit)), at: "/field/mine" };
  const { item } = undone;
  return { ...(await showItem({ ...visit, params: { id: item } }, "undone")), at: `/field/items/${item}` };
}
