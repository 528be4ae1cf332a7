// GET /field/items/ID, and the forms at its door: deliver, amend, failed.
import { readBag } from "../bag.js";
import { DOOR_FORMS, isOpen, wayOf } from "../stop.js";
import { itemPage } from "../views/item.js";
import { itemGonePage } from "../views/errors.js";
import { showRound } from "./rounds.js";
import { showToday } from "./today.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

/**
 * The item of the address and the bag it lies in, or null.
 * @param {OwnVisit} visit
 */
export async function stopHere({ db, params, screen }) {
  const bag = await readBag(db, screen.now);
  const stop = bag.stops.find((each) => each.id === params.id);
  return stop ? { bag, stop } : null;
}

/**
 * @param {OwnVisit} visit
 * @returns {Answer}
 */
export const gone = ({ screen }) => ({ page: itemGonePage(screen), status: 404 });

/** What a form can have saved here. */
const SAVED = /** @type {const} */ (["delivered", "failed", "undone", "amended"]);

/**
 * What the page says it was told, when it draws the screen again.
 * @param {OwnVisit} visit
 */
const savedOf = ({ query }) => SAVED.find((each) => each === query.get("saved")) ?? "";

/**
 * @param {OwnVisit} visit
 * @param {import("../views/item.js").ItemView["justSaved"]} [justSaved]
 * @returns {Promise<Answer>}
 */
export async function showItem(visit, justSaved = savedOf(visit)) {
  const here = await stopHere(visit);
  if (!here) return gone(visit);
  const { bag, stop } = here;
  const others = bag.stops.filter((each) => isOpen(each) && each.id !== stop.id);
  const next = others.find((each) => each.hamlet === stop.hamlet) ?? others[0] ?? null;
  const hamlet = bag.hamlets.get(stop.hamlet) ?? stop.hamlet;
  return { page: itemPage(visit.screen, { stop, hamlet, way: wayOf(bag, stop), justSaved, next, photo: photoOf(bag, stop.id) }) };
}

/**
 * How far the photo of a confirmation has come.
 * @param {import("../bag.js").Bag} bag
 * @param {string} item
 * @returns {"" | "saved" | "received"} "" where there is none
 */
function photoOf({ outbox: { entries, owed } }, item) {
  const last = entries.filter((entry) => entry.item === item && entry.photo).at(-1);
  return last ? (owed?.includes(String(last.photo)) ? "saved" : "received") : "";
}

/**
 * The item if a form may be filled at its door now; else the screen that says what comes first. A paper that was taken
 * back may have changed hands before: that is a fact, and the commune will want to know it.
 * @param {OwnVisit} visit
 * @returns {Promise<{stop: import("../stop.js").Stop} | {instead: Answer}>}
 */
export async function doorOf(visit) {
  const here = await stopHere(visit);
  if (!here) return { instead: gone(visit) };
  const way = wayOf(here.bag, here.stop);
  if (way === "open" || way === "taken") return { stop: here.stop };
  if (way === "offered") {
    const params = { id: String(here.stop.round) };
    return { instead: { ...(await showRound({ ...visit, params })), at: `/field/rounds/${params.id}` } };
  }
  return { instead: { ...(await showItem(visit)), at: `/field/items/${here.stop.id}` } };
}

/**
 * What was begun at the door of a paper that was taken back is let go, and with it the last of the paper.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function letGo(visit) {
  const { db, params } = visit;
  const drafts = DOOR_FORMS.map((form) => `${form}:${params.id}`);
  await Promise.all(drafts.flatMap((draft) => [db.dropDraft(draft), db.files.letGo(draft)]));
  await db.apply({ docs: { changes: [] } });
  return { ...(await showToday(visit)), at: "/field/" };
}
