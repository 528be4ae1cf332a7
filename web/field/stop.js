// One paper and its door: what was pulled of it, with the phone's own events laid over it, and what can be done now.
import { UNDO_MS } from "../../sync/messages.js";
import { bodyOf, verdict } from "./recorded.js";

/** @typedef {import("../../sync/outbox.js").Entry} Entry */
/** @typedef {import("../../sync/messages.js").ItemDoc} ItemDoc */
/** @typedef {import("./recorded.js").Recorded} Recorded */
/** @typedef {import("./views/parts.js").Display} Display */
/**
 * How a paper left the bag undelivered: given back · never in it · not found any more · taken back by the commune, which
 * may have sent it another way since.
 * @typedef {"returned" | "missing" | "lost" | "taken"} Left
 */
/**
 * One item with everything that a screen says about it.
 * @typedef {ItemDoc & {id: string, rev: number, sex?: string}} PulledItem
 * @typedef {object} StopFacts
 * @property {Display} display
 * @property {Entry | null} mine the own event that decides what is displayed
 * @property {number | null} mineAt ms, by the phone's clock
 * @property {boolean} undoable
 * @property {boolean} amendable the sent-back confirmation is on this phone, so its data can be corrected
 * @property {{next: string | null} | null} again the last failed visit
 * @property {boolean} failed the own event that decides is a failed visit
 * @property {number} visits in vain in this round, those too of which the commune does not know yet
 * @property {string} why what the commune said of an event that is set aside, held or refused
 * @property {Left | null} left
 * @property {boolean} draft something typed for it is not saved yet
 * @typedef {PulledItem & StopFacts} Stop
 */

/** After so many visits in vain the paper goes back to the desk (product.md). */
export const MOST_VISITS = 3;
/** The forms at a door, as their drafts are named. */
export const DOOR_FORMS = ["deliver", "failed", "amend"];
/** States in which a door is still to be gone to. */
const OPEN = new Set(["undelivered", "again", "redo"]);
/** States of a paper that is in nobody's bag. */
const ELSEWHERE = ["at_desk", "posted", "withdrawn"];

/**
 * @param {any} item as overlay gives it
 * @param {{entries: Entry[], handovers: Recorded[], drafts: Set<string>, now: number}} about own events, and the keys of drafts
 * @returns {Stop}
 */
export function stopOf(item, { entries, handovers, drafts, now }) {
  const mine = item.mine ?? null;
  const at = mine ? Date.parse(mine.at) : null;
  const attempts = entries.filter((entry) => entry.kind === "attempt.failed" && entry.item === item.id);
  return {
    ...item,
    mine,
    mineAt: at,
    undoable: Boolean(item.undoable) && at !== null && now - at <= UNDO_MS && now >= at,
    amendable: item.redo ? entries.some((entry) => entry.id === item.redo.event) : false,
    again: lastAttempt(attempts, item),
    failed: mine?.kind === "attempt.failed",
    visits: item.attempts + attempts.filter(({ receipt }) => receipt === null).length,
    why: mine ? verdict(mine) : "",
    left: leftBy(item, handovers),
    draft: DOOR_FORMS.some((form) => drafts.has(`${form}:${item.id}`)),
  };
}

/**
 * @param {Entry[]} attempts own ones
 * @param {PulledItem & {next?: string | null}} item
 */
function lastAttempt(attempts, item) {
  const last = attempts.at(-1);
  if (last) return { next: bodyOf(last).data.next };
  return item.attempts > 0 ? { next: item.next ?? null } : null;
}

/**
 * @param {PulledItem & {display: Display, mine: Entry | null}} item
 * @param {Recorded[]} handovers own ones
 * @returns {Left | null}
 */
function leftBy(item, handovers) {
  const ours = handovers.filter((body) => body.data.round === item.round);
  const named = (/** @type {string} */ kind, /** @type {"items" | "missing"} */ list) =>
    ours.some((body) => body.kind === kind && body.data[list].includes(item.id));
  const isGone = item.gone || (ELSEWHERE.includes(item.state) && !item.redo);
  if (isGone && isUndelivered(item.display, item.mine)) return "taken";
  if (item.state === "returned" || named("handover.returned", "items")) return "returned";
  if (named("handover.returned", "missing")) return "lost";
  return named("handover.accepted", "missing") ? "missing" : null;
}

/** @param {Display} display @param {Entry | null} mine */
const isUndelivered = (display, mine) => OPEN.has(display) || mine?.kind === "attempt.failed";

/** @param {Stop} stop whether the paper is in the bag */
export const isHeld = (stop) => isUndelivered(stop.display, stop.mine) && stop.left === null;

/** @param {Stop} stop whether the paper is to be brought back to the desk: nobody was met often enough */
export const goesBack = (stop) => isHeld(stop) && stop.display !== "redo" && stop.visits >= MOST_VISITS;

/** @param {Stop} stop whether its door is still to be gone to */
export const isOpen = (stop) => OPEN.has(stop.display) && stop.left === null && !goesBack(stop);

/**
 * What can be done with a paper now; the words are in views/item.js.
 * @param {Pick<import("./bag.js").Bag, "outbox" | "rounds">} bag
 * @param {Stop} stop
 * @returns {"open" | "offered" | "missing" | "lost" | "taken" | "closed" | "done"}
 */
export function wayOf({ outbox, rounds }, stop) {
  if (!isUndelivered(stop.display, stop.mine)) return "done";
  if (outbox.closed === "cloned" || outbox.closed === "revoked") return "closed";
  if (stop.left !== null) return stop.left === "returned" ? "done" : stop.left;
  if (stop.display === "redo") return "open";
  const round = rounds.find((each) => each.id === stop.round);
  return round && !round.accepted ? "offered" : "open";
}
