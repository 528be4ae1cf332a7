// The bag as the screens need it: what the phone pulled, with its own events laid over it.
import { overlay } from "../../sync/overlay.js";
import { bodyOf } from "./recorded.js";
import { goesBack, stopOf } from "./stop.js";

/** @typedef {import("../../sync/messages.js").RoundDoc} RoundDoc */
/** @typedef {import("./recorded.js").Recorded} Recorded */
/** @typedef {import("./stop.js").Stop} Stop */
/** @typedef {RoundDoc & {id: string, rev: number, accepted: boolean}} RoundInBag */

/**
 * @typedef {object} Bag
 * @property {import("../../sync/outbox.js").Outbox} outbox
 * @property {Stop[]} stops
 * @property {RoundInBag[]} rounds open rounds, each with those of its items that are on this phone
 * @property {Map<string, string>} hamlets name by id
 * @property {Set<string>} drafts the keys of forms that are not saved yet
 */

/**
 * Reads everything at once; a bag is 30 items at most, so nothing is paged.
 * @param {import("./db.js").Db} db
 * @param {number} now ms
 * @returns {Promise<Bag>}
 */
export async function readBag(db, now) {
  const [outbox, items, rounds, hamlets, begun] = await Promise.all([
    db.outbox(),
    db.docs("item"),
    db.docs("round"),
    db.docs("hamlet"),
    db.drafts(),
  ]);
  const drafts = new Set(begun.map(({ key }) => key));
  const { entries } = outbox;
  const handovers = entries.filter((entry) => entry.kind.startsWith("handover.")).map(bodyOf);
  const stops = overlay(items, entries, now).map((item) => stopOf(item, { entries, handovers, drafts, now }));
  const here = new Set(stops.filter(({ left }) => left !== "taken").map(({ id }) => id));
  return {
    outbox,
    stops,
    rounds: rounds
      .filter((round) => round.state !== "closed")
      // What was taken back before the bag was accepted is not asked for.
      .map((round) => ({ ...round, items: round.items.filter((/** @type {string} */ id) => here.has(id)) }))
      .map((round) => ({ ...round, accepted: isAccepted(round, handovers) })),
    hamlets: new Map(hamlets.map((hamlet) => [hamlet.id, String(hamlet.name ?? hamlet.id)])),
    drafts,
  };
}

/**
 * @param {RoundDoc & {id: string}} round
 * @param {Recorded[]} handovers own events
 */
const isAccepted = ({ id, state }, handovers) =>
  state === "accepted" || handovers.some((body) => body.kind === "handover.accepted" && body.data.round === id);

/** The order within a hamlet: what is asked for again, what is to do, then what is done. */
const ORDER = ["redo", "undelivered", "again", "aside", "saved", "received", "approved"];

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
  const place = (/** @type {Stop} */ stop) => (stop.left || goesBack(stop) ? ORDER.length : ORDER.indexOf(stop.display));
  const first = (/** @type {Stop} */ a, /** @type {Stop} */ b) => place(a) - place(b);
  return [...groups].map(([name, group]) => [name, group.toSorted(first)]);
}
