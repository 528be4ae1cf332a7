// What the phone holds, as the screens need it: the pulled documents with the phone's own events laid over them.
import { entryState, overlay } from "../../sync/overlay.js";
import { UNDO_MS } from "../../sync/messages.js";

/** @typedef {import("../../sync/outbox.js").Entry} Entry */
/** @typedef {import("../../sync/outbox.js").Outbox} Outbox */
/** @typedef {import("../../sync/messages.js").ItemDoc} ItemDoc */
/** @typedef {import("../../sync/messages.js").RoundDoc} RoundDoc */
/** @typedef {import("../../sync/messages.js").Body} Body */
/** @typedef {import("./db.js").Db} Db */
/** @typedef {import("./views/parts.js").Display} Display */

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
 * @property {string} why what the commune said of an event that is set aside, held or refused
 * @property {Left | null} left how it went back, that it never was in the bag, or that it cannot be found any more
 * @property {boolean} draft something typed for it is not saved yet
 * @typedef {PulledItem & StopFacts} Stop
 */

/** @typedef {"returned" | "missing" | "lost"} Left */
/** @typedef {RoundDoc & {id: string, rev: number, accepted: boolean}} RoundInBag */

/**
 * @typedef {object} Bag
 * @property {Outbox} outbox
 * @property {Stop[]} stops
 * @property {RoundInBag[]} rounds open rounds
 * @property {Map<string, string>} hamlets name by id
 * @property {Set<string>} drafts the keys of forms that are not saved yet
 */

/**
 * The event behind an entry; without data where an old one's text is not loaded.
 * @param {Entry} entry
 * @returns {Pick<Body, "id" | "kind" | "item" | "at" | "shown" | "data">}
 */
export const bodyOf = ({ body, id, kind, item, at }) => (body ? JSON.parse(body) : { id, kind, item, at, shown: null, data: {} });

/**
 * Reads everything at once; a bag is 30 items at most, so nothing is paged.
 * @param {Db} db
 * @param {number} now ms
 * @returns {Promise<Bag>}
 */
export async function readBag(db, now) {
  const [outbox, items, rounds, hamlets, drafts] = await Promise.all([
    db.outbox(),
    db.docs("item"),
    db.docs("round"),
    db.docs("hamlet"),
    db.drafts(),
  ]);
  const keys = new Set(drafts.map((draft) => draft.key));
  const handovers = outbox.entries.filter((entry) => entry.kind.startsWith("handover.")).map(bodyOf);
  return {
    outbox,
    stops: overlay(items, outbox.entries, now).map((item) => stopOf(item, { outbox, handovers, keys, now })),
    rounds: rounds
      .filter((round) => round.state !== "closed")
      .map((round) => ({ ...round, accepted: isAccepted(round, handovers) })),
    hamlets: new Map(hamlets.map((hamlet) => [hamlet.id, String(hamlet.name ?? hamlet.id)])),
    drafts: keys,
  };
}

/**
 * @param {any} item as overlay gives it
 * @param {{outbox: Outbox, handovers: ReturnType<typeof bodyOf>[], keys: Set<string>, now: number}} about
 * @returns {Stop}
 */
function stopOf(item, { outbox, handovers, keys, now }) {
  const mine = item.mine ?? null;
  const at = mine ? Date.parse(mine.at) : null;
  return {
    ...item,
    mine,
    mineAt: at,
    undoable: Boolean(item.undoable) && at !== null && now - at <= UNDO_MS && now >= at,
    amendable: item.redo ? outbox.entries.some((entry) => entry.id === item.redo.event) : false,
    again: lastAttempt(outbox.entries, item),
    failed: mine?.kind === "attempt.failed",
    why: mine ? verdict(mine) : "",
    left: leftBy(item, handovers),
    draft: keys.has(`deliver:${item.id}`) || keys.has(`failed:${item.id}`) || keys.has(`amend:${item.id}`),
  };
}

/**
 * @param {Entry[]} entries
 * @param {PulledItem & {next?: string | null}} item
 */
function lastAttempt(entries, item) {
  const last = entries.filter((entry) => entry.kind === "attempt.failed" && entry.item === item.id).at(-1);
  if (last) return { next: bodyOf(last).data.next };
  return item.attempts > 0 ? { next: item.next ?? null } : null;
}

/**
 * What the commune said of an event, in its own words; the code where there are none.
 * @param {Entry} entry
 */
export function verdict(entry) {
  const said = entry.fate?.code ? entry.fate : entry.receipt;
  return said?.text || said?.code || entry.aside?.code || "";
}

/**
 * @param {RoundDoc & {id: string}} round
 * @param {ReturnType<typeof bodyOf>[]} handovers own events
 */
function isAccepted(round, handovers) {
  return round.state === "accepted" || round.state === "closed" || acceptances(round.id, handovers).length > 0;
}

/**
 * @param {string} round
 * @param {ReturnType<typeof bodyOf>[]} handovers
 */
const acceptances = (round, handovers) =>
  handovers.filter((body) => body.kind === "handover.accepted" && body.data.round === round);

/**
 * @param {PulledItem} item
 * @param {ReturnType<typeof bodyOf>[]} handovers
 * @returns {Left | null}
 */
function leftBy(item, handovers) {
  const ours = handovers.filter((body) => body.data.round === item.round);
  const named = (/** @type {string} */ kind, /** @type {"items" | "missing"} */ list) =>
    ours.some((body) => body.kind === kind && body.data[list].includes(item.id));
  if (item.state === "returned" || named("handover.returned", "items")) return "returned";
  if (named("handover.returned", "missing")) return "lost";
  return named("handover.accepted", "missing") ? "missing" : null;
}

/** States in which a door is still to be gone to. */
const OPEN = new Set(["todo", "again", "redo"]);

/**
 * Whether the paper is still to be delivered.
 * @param {Stop} stop
 */
export const isOpen = (stop) => OPEN.has(stop.display) && stop.left === null;

/** The order within a hamlet: what is asked for again, what is to do, then what is done. */
const ORDER = ["redo", "todo", "again", "aside", "saved", "received", "approved"];

/**
 * Stops by hamlet, in the order in which one wants to see them.
 * @param {Stop[]} stops
 * @param {Map<string, string>} names
 * @returns {[string, Stop[]][]}
 */
export function byHamlet(stops, names) {
  /** @type {Map<string, Stop[]>} */
  const groups = new Map();
  for (const stop of stops) {
    const name = names.get(stop.hamlet) ?? stop.hamlet ?? "";
    groups.set(name, [...(groups.get(name) ?? []), stop]);
  }
  const place = (/** @type {Stop} */ { left, display }) => (left ? ORDER.length : ORDER.indexOf(display));
  const first = (/** @type {Stop} */ a, /** @type {Stop} */ b) => place(a) - place(b);
  return [...groups].map(([name, group]) => [name, group.toSorted(first)]);
}

/**
 * What can be done with an item now; the words are in views/item.js.
 * @param {Bag} bag
 * @param {Stop} stop
 * @returns {"open" | "offered" | "missing" | "lost" | "closed" | "done"}
 */
export function wayOf(bag, stop) {
  if (!OPEN.has(stop.display) && !stop.failed) return "done";
  if (bag.outbox.closed === "cloned" || bag.outbox.closed === "revoked") return "closed";
  if (stop.left === "missing" || stop.left === "lost") return stop.left;
  if (stop.left === "returned" || stop.gone) return "done";
  if (stop.display === "redo") return "open";
  const round = bag.rounds.find((each) => each.id === stop.round);
  return round && !round.accepted ? "offered" : "open";
}

/**
 * How many own events the commune has not yet received.
 * @param {Outbox} outbox
 */
export const unsent = (outbox) => outbox.entries.filter((entry) => entryState(entry) === "saved");
