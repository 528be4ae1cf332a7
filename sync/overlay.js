// What the phone's screens may say of an item: what was pulled, under what this phone itself has recorded since.
import { UNDO_MS } from "./messages.js";

/** @typedef {import("./state.js").Entry} Entry */
/** @typedef {import("./messages.js").ItemDoc} ItemDoc */
/**
 * `saved` "Đã lưu trên máy" · `received` "Xã đã nhận" · `approved` "Đã duyệt" · `sent_back` "Cần làm lại" ·
 * `aside` "Cần xã xem": set aside, refused, or held by the commune until a person looks.
 * @typedef {"saved"|"received"|"approved"|"sent_back"|"aside"} EntryState
 */
/**
 * `mine`: the own event that decides the display. `undoable`: it is a confirmation that may still be undone now.
 * @typedef {ItemDoc & {id: string, display: "undelivered"|"again"|"saved"|"received"|"approved"|"redo"|"aside",
 *   mine: Entry|null, undoable: boolean}} Shown
 */

/**
 * @param {Entry} entry
 * @returns {EntryState} never more than the phone knows
 */
export function entryState({ receipt, aside, fate }) {
  if (aside || receipt?.status === "refused") return "aside";
  if (!receipt) return "saved";
  if (fate?.review) return fate.review;
  return (fate?.status ?? receipt.status) === "held" ? "aside" : "received";
}

/** @param {Entry} entry @returns {any} its `data`; empty for an old entry whose body is not loaded */
const dataOf = (entry) => (entry.body ? JSON.parse(entry.body).data : {});

/**
 * @template {ItemDoc & {id: string}} T
 * @param {T[]} items
 * @param {Entry[]} entries in order of n
 * @param {number} [now] ms
 * @returns {(T & Shown)[]}
 */
export function overlay(items, entries, now = Date.now()) {
  const undone = undoneIds(entries);
  const byItem = new Map(items.map((item) => [item.id, /** @type {Entry[]} */ ([])]));
  for (const entry of entries) {
    if (entry.item) byItem.get(entry.item)?.push(entry);
  }
  return items.map((item) => {
    return { ...item, ...itemSeen(item, byItem.get(item.id) ?? [], undone, now) };
  });
}

/**
 * @param {Entry[]} entries
 * @returns {Set<string>} ids of confirmations that an own event undid in time
 */
function undoneIds(entries) {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const ids = new Set();
  for (const entry of entries) {
    if (entry.kind !== "confirmation.undone" || entryState(entry) === "aside") continue;
    const of = byId.get(dataOf(entry).of);
    if (of && within(of, Date.parse(entry.at)) && !of.fate?.review) ids.add(of.id);
  }
  return ids;
}

/** @param {Entry} entry @param {number} now */
const within = (entry, now) => Math.abs(now - Date.parse(entry.at)) <= UNDO_MS;

/**
 * @param {ItemDoc} item
 * @param {Entry[]} own the phone's entries of this item
 * @param {Set<string>} undone
 * @param {number} now
 * @returns {Pick<Shown, "display"|"mine"|"undoable">}
 */
function itemSeen(item, own, undone, now) {
  const standing = own.filter(
    (entry) =>
      (entry.kind === "confirmation.recorded" && !undone.has(entry.id)) ||
      (entry.kind === "confirmation.amended" && !undone.has(entry.id) && !undone.has(dataOf(entry).of)),
  );
  const mine = standing.at(-1) ?? own.filter((entry) => entry.kind === "attempt.failed").at(-1) ?? null;
  const isProof = standing.length > 0;
  const undoable = isProof && mine !== null && within(mine, now) && !mine.fate?.review;
  if (item.redo && !answersRedo(item.redo.event, own, standing)) return { display: "redo", mine, undoable };
  if (!mine) return { display: item.state === "delivered" ? "received" : "undelivered", mine, undoable };
  if (!isProof && dataOf(mine).next) return { display: "again", mine, undoable };
  const state = entryState(mine);
  return { display: state === "sent_back" ? "redo" : state, mine, undoable };
}

/**
 * Whether an amended or new confirmation, not yet reviewed, answers what was sent back.
 * @param {string} event the id of what was sent back
 * @param {Entry[]} own
 * @param {Entry[]} standing
 */
function answersRedo(event, own, standing) {
  const sentBack = own.find((entry) => entry.id === event)?.n ?? 0;
  return standing.some((entry) => entry.n > sentBack && entry.id !== event && !entry.fate?.review);
}
