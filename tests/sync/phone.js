// A phone in plain data, for tests of the pure reducer: entries without bodies, answers with chosen parts.
import { newSync, saved } from "../../sync/outbox.js";
import { DAY, START } from "../field/host.js";

/** @typedef {import("../../sync/outbox.js").Outbox} Outbox */
/** @typedef {import("../../sync/outbox.js").Claim} Claim */
/** @typedef {import("../../sync/messages.js").Answer} Answer */
/** @typedef {import("../../sync/messages.js").Receipt} Receipt */

/** @param {number} n @param {any} [more] @returns {import("../../sync/outbox.js").Entry} */
export const entry = (n, more = {}) => ({
  id: `id${n}`,
  n,
  hash: `hash${n}`,
  kind: "confirmation.recorded",
  item: `i${n}`,
  at: new Date(START).toISOString(),
  size: 600,
  body: "",
  sig: "",
  receipt: null,
  fate: null,
  tries: 0,
  aside: null,
  ...more,
});

/** @param {number} count of events @param {Partial<Outbox>} [more] @returns {Outbox} */
export function phone(count, more = {}) {
  /** @type {Outbox} */
  const empty = { ...newSync("e1"), device: "d1", last: { n: 0, hash: "" }, entries: [] };
  const full = Array.from({ length: count }, (_, i) => entry(i + 1)).reduce(saved, empty);
  return { ...full, ...more };
}

/** @param {number} n @param {Partial<Receipt>} [more] @returns {Receipt} */
export const receipt = (n, more = {}) => ({
  id: `id${n}`,
  hash: `hash${n}`,
  status: "accepted",
  seq: 100 + n,
  at: new Date(START).toISOString(),
  code: null,
  text: null,
  ...more,
});

/** @param {Claim} claim @param {Partial<Answer>} [more] @returns {Answer} that all was accepted */
export const answer = (claim, more = {}) => ({
  app: "tan-nha",
  rid: claim.turn.rid,
  protocol: 1,
  epoch: "e1",
  now: new Date(START).toISOString(),
  receipts: claim.ns.map((n) => receipt(n)),
  tip: 0,
  need: [],
  keep: 0,
  reset: false,
  changes: [],
  cursor: "1:1:m",
  more: false,
  orders: [],
  ...more,
});

/** ms, long enough after START for a receipt of then to have aged */
export const AGED = START + 31 * DAY;
