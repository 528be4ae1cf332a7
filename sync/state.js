// The outbox as plain data: what the phone recorded, what it knows of each record, and how it stands with the server.
import { MAX_EVENTS } from "./messages.js";

/** @typedef {import("./messages.js").Answer} Answer */
/** @typedef {import("./messages.js").Receipt} Receipt */
/** @typedef {import("./messages.js").Turn} Turn */
/** @typedef {import("./messages.js").Problem} Problem */

/**
 * @typedef {object} Entry One own event and what is known of it.
 * @property {string} id
 * @property {number} n
 * @property {string} hash
 * @property {string} kind
 * @property {string|null} item
 * @property {string} at ISO, the phone's clock
 * @property {number} size bytes of the body
 * @property {string} body the signed text; "" where it was not loaded (the sender reads it by n)
 * @property {string} sig
 * @property {Receipt|null} receipt only one whose hash is this entry's
 * @property {import("./messages.js").EventDoc|null} fate without `text` and `reason` where the body was not loaded
 * @property {number} tries failures of it alone, each followed by an empty turn that got through
 * @property {string} [photo] SHA-256 in hex of the file that it names
 * @property {string} [form] the code of the form that it filled, which may be said when its body is sealed
 * @property {string} [redo] the own event that was sent back and that this one stands for
 * @property {boolean} [sealed] the commune has, or had, what no screen may open again (rule 5)
 * @property {{since: number, code: string, tried: number}|null} aside ms; set aside or refused, tried again once a day
 */
/**
 * @typedef {object} Sync What the phone knows of its exchange with the server; stored as one record.
 * @property {string|null} epoch
 * @property {string|null} cursor
 * @property {number|null} offset server minus phone in ms at the last contact
 * @property {number|null} contact ms, the phone's clock
 * @property {Problem|null} problem the server's last refusal of a whole turn, null after one that got through
 * @property {Outcome|null} outcome of the last turn
 * @property {null|"cloned"|"revoked"|"unknown"} closed cloned: no more events with this key · unknown: token unknown
 * @property {string[]} orders standing wishes of the server: wipe, update
 * @property {number} failures in a row, for the wait; 0 once somebody asks again
 * @property {number|null} nextTry ms
 * @property {number} stumbles turns that failed since events last got through: events first, nothing is pulled
 * @property {number} batch most events of the next turn
 * @property {number|null} probe n of a single event (0: the batch) whose failure waits for an empty turn to get through
 * @property {boolean} resetting old documents are marked until a pull is complete
 * @property {{seq: number, now: string}|null} keep as last answered in this epoch
 */
/** @typedef {"ok"|"offline"|"timeout"|"portal"|"refused"} Outcome */
/** @typedef {Sync & {device: string, last: {n: number, hash: string}, entries: Entry[], owed?: string[]}} Outbox
 *   entries in order of n; `owed`: names of files on the phone that the commune does not have */
/**
 * @typedef {object} Claim One turn to be made; `turn.events` are filled in by the sender from `ns`.
 * @property {Turn} turn
 * @property {number[]} ns in the order to be sent
 * @property {number[]} expiring those of `ns` that were received long ago and may be deleted if this answer says so
 * @property {number|null} probe this is the empty turn after that single event (0: the batch) failed
 * @property {number|null} lone this is another try of an event set aside
 */
/** @typedef {{n: number} & Partial<Pick<Entry, "receipt"|"fate"|"tries"|"aside">>} Patch */
/**
 * @typedef {object} Step One transaction of the phone's database.
 * @property {{epoch: string|null, cursor?: string|null}} [expect] nothing is written unless the stored ones are these
 * @property {Partial<Sync>} [sync]
 * @property {Patch[]} [entries]
 * @property {string[]} [lacking] names of files that the commune lacks, whatever it said of them
 * @property {number[]} [drop] n of entries to delete
 * @property {{age?: true, wipe?: true, sweep?: boolean, changes?: import("./messages.js").Change[]}} [docs]
 *   age: mark all as old · sweep: delete those still old · wipe: delete all, drafts too
 */
/**
 * @typedef {object} Failure
 * @property {"offline"|"timeout"|"portal"|"answer"} kind portal: an answer without the marker
 * @property {number} [status]
 * @property {Problem|null} [problem]
 * @property {number|null} [retryAfter] ms
 */

const DAY = 24 * 60 * 60 * 1000;
const RETENTION = 30 * DAY;

/** @param {string|null} epoch @returns {Sync} of a phone that has just enrolled */
export const newSync = (epoch) => ({
  epoch,
  cursor: null,
  offset: null,
  contact: null,
  problem: null,
  outcome: null,
  closed: null,
  orders: [],
  failures: 0,
  nextTry: null,
  stumbles: 0,
  batch: MAX_EVENTS,
  probe: null,
  resetting: false,
  keep: null,
});

/** @param {Entry} entry whether the server may still owe a receipt for it */
export const unsent = ({ receipt, aside }) => receipt === null && aside === null;

/** @param {Entry} entry @param {number} now whether it was set aside and a day has passed since it was last tried */
export const isDue = ({ aside }, now) => aside !== null && Math.abs(now - aside.tried) >= DAY;

/** @param {Outbox} outbox @param {number} now @returns {boolean} whether another turn would push something */
export const hasWork = ({ probe, entries }, now) =>
  probe !== null || entries.some((entry) => unsent(entry) || isDue(entry, now));

/**
 * Whether an event was received long enough ago to be deleted (rule 5).
 * @param {Receipt|null|undefined} receipt
 * @param {number} keep
 * @param {string} now the server's
 */
export const mayGo = (receipt, keep, now) =>
  !!receipt &&
  receipt.status !== "refused" &&
  receipt.seq !== null &&
  receipt.seq <= keep &&
  Date.parse(now) - Date.parse(receipt.at) >= RETENTION;

/**
 * A save, a return of the network, a navigation or the button ends the wait; the button also tries again what was
 * set aside.
 * @param {Outbox} outbox
 * @param {boolean} [button]
 * @returns {Step}
 */
export const woken = (outbox, button = false) => ({
  sync: { failures: 0, nextTry: null },
  entries: button ? outbox.entries.flatMap(({ n, aside }) => (aside ? [{ n, aside: { ...aside, tried: 0 } }] : [])) : [],
});

/** @param {Outbox} outbox @param {Entry} entry the next own event @returns {Outbox} */
export const saved = (outbox, entry) => ({
  ...outbox,
  last: { n: entry.n, hash: entry.hash },
  entries: [...outbox.entries, entry],
  failures: 0,
  nextTry: null,
});

/** @param {Outbox} outbox @param {Step} step @returns {Outbox} the step done, but for documents, which are not in it */
export function stepped(outbox, { expect, sync, entries = [], drop = [] }) {
  if (expect && !holds(outbox, expect)) return outbox;
  const patches = new Map(entries.map((patch) => [patch.n, patch]));
  const gone = new Set(drop);
  return {
    ...outbox,
    ...sync,
    entries: outbox.entries.filter(({ n }) => !gone.has(n)).map((entry) => ({ ...entry, ...patches.get(entry.n) })),
  };
}

/** @param {Sync} sync @param {NonNullable<Step["expect"]>} expect @returns {boolean} the compare of compare-and-set */
export const holds = (sync, expect) =>
  sync.epoch === expect.epoch && (expect.cursor === undefined || sync.cursor === expect.cursor);
